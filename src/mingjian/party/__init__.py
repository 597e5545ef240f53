"""The parties' own site (当事人专属页面)."""
