"""Actors (行为人): an account becomes somebody who acts, in one role, for one purpose."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef

from mingjian.access.models import RoleGrant, User
from mingjian.law.roles import Actor, Role


class NoSuchRole(PermissionDenied):
    """The account does not hold the role on that day; the message is for the person."""


def roles_of(user: User, *, on: date) -> frozenset[Role]:
    """The roles held on that day; none for a disabled account."""
    if not user.is_active:
        return frozenset()
    if on in user.roles_read:
        return frozenset(Role(role) for role in user.roles_read[on])
    held = RoleGrant.objects.in_force(on=on).filter(user=user)
    return frozenset(Role(role) for role in held.values_list("role", flat=True))


def account_with_roles(user_id: UUID, *, on: date) -> User | None:
    """The account of a session with the roles it holds on that day, in one query."""
    held = RoleGrant.objects.in_force(on=on).filter(user=OuterRef("pk")).values("role")
    user = User.objects.filter(pk=user_id, is_active=True).annotate(held=ArraySubquery(held))
    found = user.first()
    if found is not None:
        found.roles_read = {on: tuple(found.held)}
    return found


def actor_for(*, user: User, role: Role, purpose: str, on: date) -> Actor:
    """The account as actor in ``role``; raises NoSuchRole if it is not held that day."""
    return actor_holding(roles_of(user, on=on), user=user, role=role, purpose=purpose)


def actor_holding(held: frozenset[Role], *, user: User, role: Role, purpose: str) -> Actor:
    """The same where the roles of the day have just been read."""
    if role not in held:
        raise NoSuchRole(
            f"您目前不担任{role.title}，不能办理此事项。如需办理，请联系安全管理员授权。"
        )
    return Actor(
        person_id=user.person_id,
        name=user.name,
        role=role,
        agency_id=user.agency_id,
        purpose=purpose,
    )


def actor_in_any_role(*, user: User, purpose: str, on: date) -> Actor:
    """The account as actor where the role does not matter (signing in, its own password)."""
    held = roles_of(user, on=on)
    if not held:
        raise NoSuchRole("您的账号目前没有任何岗位，不能登录。请联系安全管理员授权。")
    return actor_for(user=user, role=min(held), purpose=purpose, on=on)
