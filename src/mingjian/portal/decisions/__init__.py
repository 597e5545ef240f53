"""事后公开: searching, reading and taking away published decisions."""
