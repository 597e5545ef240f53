"""Scopes (数据权限): what a person may see today, decided by one pure function.

Each role opens what it opens; a person sees the union over all roles held. So a further role never
takes anything away, and a narrower agency or division never adds anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Q

from mingjian.access.models import RoleGrant, User
from mingjian.law.roles import Role


class Reach(StrEnum):
    """How far a role sees: nothing, its own agency, or its division with all below."""

    NONE = "none"
    AGENCY = "agency"
    DIVISION = "division"


# 监督人员按行政区划，办案岗位按本机关；三员不看业务数据。
REACH_OF_ROLE: Mapping[Role, Reach] = {
    Role.CASE_OFFICER: Reach.AGENCY,
    Role.AGENCY_HEAD: Reach.AGENCY,
    Role.LEGAL_REVIEWER: Reach.AGENCY,
    Role.PRESIDING_OFFICER: Reach.AGENCY,
    Role.DISCLOSURE_CLERK: Reach.AGENCY,
    Role.SECRECY_REVIEWER: Reach.AGENCY,
    Role.ARCHIVIST: Reach.AGENCY,
    Role.SUPERVISOR: Reach.DIVISION,
    Role.SYSTEM_ADMIN: Reach.NONE,
    Role.SECURITY_ADMIN: Reach.NONE,
    Role.AUDIT_ADMIN: Reach.NONE,
}


@dataclass(frozen=True)
class Scope:
    """数据权限: agency, division ("" means none, not everything), person, roles held that day."""

    person_id: UUID
    agency_id: UUID | None = None
    division_prefix: str = ""
    roles: frozenset[Role] = frozenset()


NOBODY = Scope(person_id=UUID(int=0))
_SOMEBODY, _SOME_AGENCY, _SOME_DIVISION = UUID(int=1), UUID(int=2), "（division）"


def scope_of(user: User, *, on: date) -> Scope:
    """What the account may see on that day; a disabled account sees nothing."""
    if not user.is_active:
        return Scope(person_id=user.person_id)
    held = RoleGrant.objects.in_force(on=on).filter(user=user).values_list("role", flat=True)
    return Scope(
        person_id=user.person_id,
        agency_id=user.agency_id,
        division_prefix=division_prefix(user.division_code),
        roles=frozenset(Role(role) for role in held),
    )


def reach_of(scope: Scope) -> Scope:
    """Its shape alone, with stand-ins for person, agency and division: all that share it ask the
    same question with other values (``values_of``), so it need be written only once.
    """
    return Scope(
        person_id=_SOMEBODY,
        agency_id=None if scope.agency_id is None else _SOME_AGENCY,
        division_prefix=scope.division_prefix and _SOME_DIVISION,
        roles=scope.roles,
    )


def values_of(scope: Scope) -> dict[str, Any]:
    """The values that stand where ``reach_of`` has stand-ins."""
    return {
        "scope_person": scope.person_id,
        "scope_agency": scope.agency_id,
        "scope_division": scope.division_prefix,
    }


def division_prefix(code: str) -> str:
    """The part of a division code that all divisions below it share: 230100 → 2301."""
    pairs = [code[start : start + 2] for start in range(0, len(code), 2)]
    while pairs and pairs[-1] == "00":
        pairs.pop()
    return "".join(pairs)


def may_see(scope: Scope, *, agency_id: UUID | None, division_code: str) -> bool:
    """Whether a thing of this agency in this division is inside the scope."""
    return any(_reaches(scope, role, agency_id, division_code) for role in scope.roles)


def seen_by(scope: Scope, *, agency: str, division: str) -> Q:
    """``may_see`` as a filter; ``agency`` and ``division`` name the columns (or lookups)."""
    reaches = {REACH_OF_ROLE[role] for role in scope.roles}
    seen = Q(pk__in=[])
    if Reach.AGENCY in reaches and scope.agency_id is not None:
        seen |= Q(**{agency: scope.agency_id})
    if Reach.DIVISION in reaches and scope.division_prefix:
        seen |= Q(**{f"{division}__startswith": scope.division_prefix})
    return seen


def _reaches(scope: Scope, role: Role, agency_id: UUID | None, division_code: str) -> bool:
    match REACH_OF_ROLE[role]:
        case Reach.AGENCY:
            return scope.agency_id is not None and agency_id == scope.agency_id
        case Reach.DIVISION:
            prefix = scope.division_prefix
            return bool(prefix) and division_code.startswith(prefix)
        case Reach.NONE:
            return False
