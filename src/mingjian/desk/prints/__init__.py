"""打印: many papers at once, of one case or of the ticked ones."""
