"""Switching the pack of an agency (更换法律参数包): what may be chosen, and what it touches."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from mingjian.access.scopes import Scope
from mingjian.cases.models import Case
from mingjian.law.procedure import State
from mingjian.registry.models import Agency

_RUNNING = [state.value for state in State if not state.is_final]


@dataclass(frozen=True)
class AgencyPack:
    """执法主体与其法律参数包: ``running`` cases keep the snapshot they were opened under."""

    agency: Agency
    pack_name: str
    running: int


def agencies_to_switch(*, scope: Scope) -> QuerySet[Agency]:
    """The administrator's own agency; one of no agency serves all."""
    agencies = Agency.objects.filter(until__isnull=True).order_by("division_code", "name")
    return agencies.filter(id=scope.agency_id) if scope.agency_id else agencies


def agency_packs(*, agencies: QuerySet[Agency], names: dict[str, str]) -> list[AgencyPack]:
    """Each agency with its pack and its running cases; two queries."""
    running = dict(
        Case.objects.filter(state__in=_RUNNING, agency__in=agencies)
        .values_list("agency")
        .annotate(n=Count("pk"))
    )
    return [
        AgencyPack(agency, names.get(agency.pack_id, agency.pack_id), running.get(agency.id, 0))
        for agency in agencies
    ]
