"""Template library of the portal: `{% load portal %}`."""
