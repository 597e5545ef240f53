"""Template libraries: `{% load mingjian %}` loads every tag and filter of the page parts."""
