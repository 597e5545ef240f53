"""Questions about cases: who may see which, what is open, what is due."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models
from django.db.models import Q

from mingjian.access.scopes import Scope
from mingjian.law.procedure.states import State
from mingjian.law.roles import Role

if TYPE_CHECKING:
    pass

_FINAL = [state.value for state in State if state.is_final]
# 各岗位在本机关内看到的案件；监督人员按区划看。
_STATES_OF_ROLE: dict[Role, list[str]] = {
    Role.LEGAL_REVIEWER: [s.value for s in State if s not in {State.REGISTERED, State.VERIFIED}],
    Role.DISCLOSURE_CLERK: [
        s.value for s in (State.DECIDED, State.SERVED, State.PERFORMED, State.CLOSED)
    ],
    Role.SECRECY_REVIEWER: [
        s.value for s in (State.DECIDED, State.SERVED, State.PERFORMED, State.CLOSED)
    ],
    Role.PRESIDING_OFFICER: [s.value for s in State if s is not State.REGISTERED],
}


class CaseQuerySet(models.QuerySet["Case"]):
    """Pages ask ``visible_to`` first; actions lock one row by id."""

    def visible_to(self, scope: Scope) -> CaseQuerySet:
        """Cases this person may see in the roles held today; nothing without a role."""
        seen = Q(pk__in=[])
        for role in scope.roles:
            seen |= _seen_by(role, scope)
        return self.filter(seen)

    def locked(self, case_id: UUID) -> Any:
        """The case, its row locked until the transaction ends."""
        return (
            self.select_for_update(of=("self",))
            .select_related("agency", "party", "pack", "lead_officer", "assisting_officer")
            .get(id=case_id)
        )

    def open(self) -> CaseQuerySet:
        """Cases that have not ended (未结)."""
        return self.exclude(state__in=_FINAL)

    def due_before(self, day: date) -> CaseQuerySet:
        """Cases whose next statutory day lies before ``day``."""
        return self.filter(next_due_on__lt=day)

    def by_deadline(self) -> CaseQuerySet:
        """Nearest statutory deadline first; cases without one last."""
        return self.order_by(models.F("next_due_on").asc(nulls_last=True), "id")


def _seen_by(role: Role, scope: Scope) -> Q:
    if role is Role.SUPERVISOR:
        if not scope.division_prefix:
            return Q(pk__in=[])
        return Q(division_code__startswith=scope.division_prefix)
    if scope.agency_id is None:
        return Q(pk__in=[])
    own = Q(agency_id=scope.agency_id)
    if role in {Role.CASE_OFFICER, Role.AGENCY_HEAD}:
        return own
    if role in _STATES_OF_ROLE:
        return own & Q(state__in=_STATES_OF_ROLE[role])
    return Q(pk__in=[])
