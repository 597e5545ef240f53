"""Telling a case: the day it has come to, who acts, and where to stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from mingjian.cases.days import BEIJING
from mingjian.cases.models import Case
from mingjian.journal.ids import new_id
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from mingjian.law.workdays import national_calendar
from mingjian.ops.demo.cast import Cast, Plot
from mingjian.ops.demo.seals import seal_waiting

_SERVES = frozenset({Move.SERVE_NOTICE, Move.SERVE_DECISION, Move.SERVE_DEMAND})


class Enough(Exception):
    """The story has come to the point, or to the day, where it should stop."""


@dataclass
class Telling:
    """A case being told: the day it has come to, and where to stop."""

    cast: Cast
    plot: Plot
    day: date
    until: Move | None = None
    not_after: date = date.max
    case_id: UUID = field(default_factory=new_id)
    done: list[Move] = field(default_factory=list)

    @property
    def case(self) -> Case:
        """The case as it stands."""
        case: Case = Case.objects.select_related("agency", "party").get(id=self.case_id)
        return case

    @property
    def at(self) -> datetime:
        """Ten in the morning of the story's day, Beijing time."""
        return datetime.combine(self.day, time(10, 0), tzinfo=BEIJING)

    def wait(self, workdays: int) -> None:
        """Let working days pass; stop where the next act would lie beyond the story's last day."""
        day = national_calendar().add_workdays(self.day, workdays)
        if day > self.not_after:
            raise Enough
        self.day = day

    def wait_until_after(self, day: date) -> None:
        """Let time pass to the first working day after ``day``."""
        later = national_calendar().next_workday(day + timedelta(days=1))
        if later > self.not_after:
            raise Enough
        self.day = max(self.day, later)

    def seal(self) -> None:
        """Seal what waits to be served."""
        seal_waiting(case_id=self.case_id, cast=self.cast, at=self.at)

    def act(self, move: Move, function: Callable[..., Case], role: Role, **details: Any) -> Case:
        """Do one act today in that role; what is to be served is sealed first."""
        if move in _SERVES:
            self.seal()
        case = function(case_id=self.case_id, by=self.cast.actor(role), at=self.at, **details)
        self.done.append(move)
        if move is self.until:
            raise Enough
        return case
