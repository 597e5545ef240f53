"""The deadlines card (期限): every period of the case, how it stands, where it is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mingjian.law.citation import Citation
from mingjian.law.clocks import START_OF_SURCHARGE
from mingjian.law.deadlines import Deadline as LawDeadline
from mingjian.law.deadlines import DeadlineStatus
from mingjian.law.workdays import national_calendar
from mingjian.web.deadlines import Deadline, deadline_of

_WORDS = {
    DeadlineStatus.MET: ("按期完成", "good"),
    DeadlineStatus.MET_LATE: ("逾期完成", "warn"),
    DeadlineStatus.ENDED: ("当事人期限已满", "info"),
}


# 起算日不是期限：过了就是已经起算。
_STARTED = ("已经起算", "warn")


@dataclass(frozen=True)
class DeadlineLine:
    """One period: a running one has a badge, an ended one a word and its day."""

    title: str
    cite: Citation
    badge: Deadline | None = None
    word: str = ""
    tone: str = "plain"
    on: date | None = None


def deadline_lines(deadlines: tuple[LawDeadline, ...], *, on: date) -> list[DeadlineLine]:
    """Running ones first, nearest first; then those that are over."""
    lines = [_line(one, on) for one in deadlines]
    running = [line for line in lines if line.badge]
    running.sort(key=lambda line: line.badge.on if line.badge else on)
    return running + [line for line in lines if not line.badge]


def _line(one: LawDeadline, on: date) -> DeadlineLine:
    if one.status in _WORDS:
        is_start = one.limit.act == START_OF_SURCHARGE
        word, tone = _STARTED if is_start else _WORDS[one.status]
        day = one.met_on or one.due.on
        return DeadlineLine(one.limit.title, one.limit.cite, word=word, tone=tone, on=day)
    badge = deadline_of(one.due, today=on, calendar=national_calendar())
    return DeadlineLine(one.limit.title, one.limit.cite, badge=badge)
