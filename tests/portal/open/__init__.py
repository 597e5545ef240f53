"""Open data on the portal."""
