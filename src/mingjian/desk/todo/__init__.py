"""待办: what waits for this person in this role."""
