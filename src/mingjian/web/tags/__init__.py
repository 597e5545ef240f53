"""Template tags and filters by topic; pages load them with `{% load mingjian %}`."""
