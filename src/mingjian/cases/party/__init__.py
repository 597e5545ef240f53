"""当事人专属页面: passes, what they show, and what is handed in by them."""
