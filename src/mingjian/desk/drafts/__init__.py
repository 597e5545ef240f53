"""草稿: keeping what was typed into the forms of the desk."""
