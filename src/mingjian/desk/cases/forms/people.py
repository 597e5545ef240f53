"""Whom a form may name: officers with a valid credential, presiding officers of the agency."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from mingjian.access.models import RoleGrant, User
from mingjian.law.roles import Role
from mingjian.registry.models import Officer
from mingjian.registry.officers import officers_with_credential

Choices = list[tuple[str, str]]


def officer_choices(*, agency_id: UUID, on: date) -> Choices:
    """执法人员: everybody of the agency who holds a valid credential, with its number."""
    officers = officers_with_credential(agency_id=agency_id, on=on)
    return [
        (str(officer.id), _label(officer))
        for officer in officers.prefetch_related("credentials").order_by("name", "id")
    ]


def officer_id_of(*, person_id: UUID | None) -> str:
    """The register entry of the person who acts, "" if there is none."""
    found = Officer.objects.filter(person_id__in=[person_id]).values_list("id", flat=True).first()
    return str(found) if found else ""


def presiding_choices(*, agency_id: UUID, on: date) -> Choices:
    """听证主持人 of the agency, by person."""
    grants = RoleGrant.objects.in_force(on=on).filter(role=Role.PRESIDING_OFFICER.value)
    users = User.objects.filter(grants__in=grants, agency_id=agency_id, is_active=True)
    return [(str(user.person_id), user.name) for user in users.order_by("name", "id")]


def _label(officer: Officer) -> str:
    cards = sorted(officer.credentials.all(), key=lambda card: card.valid_from)
    return (
        f"{officer.name}（{officer.post}，执法证号 {cards[-1].number}）" if cards else officer.name
    )
