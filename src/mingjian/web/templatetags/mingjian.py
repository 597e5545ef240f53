"""The one template library of the page parts; the tags live by topic in ``mingjian.web.tags``."""

from __future__ import annotations

from django.template import Library

from mingjian.web.tags import fields, legal, lists, records, text

register = Library()
for topic in (text, legal, records, lists, fields):
    register.tags.update(topic.register.tags)
    register.filters.update(topic.register.filters)
