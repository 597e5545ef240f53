"""Proceedings in the to-do (附随程序的待办): the last step after which this role owes the next."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q, Subquery

from mingjian.cases.models import ProceedingItem, ProceedingStep
from mingjian.law.proceedings import ProceedingMove
from mingjian.law.proceedings.expected import EXPECTED, OF_ITEMS, last_moves_for
from mingjian.law.roles import Role


def last_step_for(role: Role) -> Subquery:
    """The newest step of some proceeding of the case, where the next is this role's."""
    later = ProceedingStep.objects.filter(
        proceeding=OuterRef("proceeding"), serial__gt=OuterRef("serial")
    )
    undecided = ProceedingItem.objects.filter(proceeding=OuterRef("proceeding"), outcome="")
    steps = ProceedingStep.objects.filter(
        ~Q(move__in=OF_ITEMS) | Exists(undecided),
        ~Exists(later),
        case=OuterRef("pk"),
        move__in=last_moves_for(role),
    )
    return Subquery(steps.order_by(F("acted_on")).values("move")[:1])


def step_beside(last: str | None) -> str:
    """What is to be done in words; empty where no proceeding waits."""
    return EXPECTED[ProceedingMove(last)].title if last else ""
