"""Who acts on this request: the person, in the role (岗位) chosen for the session."""

from __future__ import annotations

from django.http import HttpRequest

from mingjian.access.gate import actor_here, roles_here
from mingjian.law.roles import Actor, Role

SESSION_ROLE = "role"


def acting_role(request: HttpRequest) -> Role:
    """The role chosen for this session, else the first of those held today."""
    held = roles_here(request)
    chosen = request.session.get(SESSION_ROLE, "")
    return next((role for role in held if role == chosen), in_order(held)[0])


def acting(request: HttpRequest) -> Actor:
    """The actor in the chosen role, with the endpoint's purpose."""
    return actor_here(request, role=acting_role(request))


def in_order(roles: frozenset[Role]) -> list[Role]:
    """Roles in the order of the house, for lists that people read."""
    return [role for role in Role if role in roles]
