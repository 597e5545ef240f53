"""The law of a case (适用的法律参数): the packs it was opened under, whatever is in force today."""

from __future__ import annotations

from datetime import date

from mingjian.cases.models import Case
from mingjian.law.lawbook import LawBook
from mingjian.registry.packs import lawbook_by_hash


def lawbook_of(case: Case) -> LawBook:
    """The law book whose hash the case keeps."""
    return lawbook_by_hash(case.pack_id)


def announcement_days(case: Case, *, on: date) -> int:
    """公告送达的期间 in days (民事诉讼法 art. 95, unless the jurisdiction has its own)."""
    return lawbook_of(case).time_limit("serve_by_announcement", on=on).length
