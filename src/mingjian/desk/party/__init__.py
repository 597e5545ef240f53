"""Desk pages about the party's own page: passes, and what was handed in by them."""
