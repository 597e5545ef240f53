"""Grants (授权): roles given and ended by the security administrator, never to oneself."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from mingjian.access.camps import CAMP_OF_ROLE, Camp
from mingjian.access.duties import SEPARATION, refusal, require_own_agency, require_role
from mingjian.access.models import RoleGrant, User
from mingjian.access.session_records import EndReason, end_sessions
from mingjian.journal.writing import write_entry
from mingjian.law.roles import Actor, Role

STREAM = "account"


def grant_role(*, user_id: UUID, role: Role, since: date, by: Actor, at: datetime) -> RoleGrant:
    """授予岗位 from ``since`` on, until it is ended."""
    require_role(by=by, roles={Role.SECURITY_ADMIN}, act="授予岗位")
    with transaction.atomic():
        user = User.objects.select_for_update().get(id=user_id)
        require_own_agency(by=by, agency_id=user.agency_id, act="授予岗位")
        _check(user, role, by)
        grant = RoleGrant.objects.create(
            user=user,
            camp=user.camp,
            person_id=user.person_id,
            role=role.value,
            since=since,
            granted_by_person_id=by.person_id,
        )
        write_entry(
            stream_id=user.id,
            stream_kind=STREAM,
            kind="role_granted",
            by=by,
            at=at,
            acted_on=since,
            payload={"role": role, "since": since},
        )
    return grant


def end_role(*, user_id: UUID, role: Role, until: date, by: Actor, at: datetime) -> RoleGrant:
    """终止岗位: ``until`` is the first day without it; from then on every session ends."""
    require_role(by=by, roles={Role.SECURITY_ADMIN}, act="终止岗位")
    with transaction.atomic():
        user = User.objects.select_for_update().get(id=user_id)
        require_own_agency(by=by, agency_id=user.agency_id, act="终止岗位")
        grant = _open_grant(user, role)
        if until < grant.since:
            raise refusal(
                code="GRANT_PERIOD",
                message=f"终止日期（{until}）早于授予日期（{grant.since}）。",
                remedy="请核对终止日期。",
            )
        grant.until = until
        grant.save(update_fields=["until"])
        write_entry(
            stream_id=user.id,
            stream_kind=STREAM,
            kind="role_ended",
            by=by,
            at=at,
            acted_on=until,
            payload={"role": role, "until": until},
        )
        if until <= timezone.localdate(at):
            end_sessions(user_id=user.id, reason=EndReason.ROLE_LOST, at=at)
    return grant


def _open_grant(user: User, role: Role) -> RoleGrant:
    grant = RoleGrant.objects.filter(user=user, role=role.value, until__isnull=True).first()
    if grant is None:
        raise refusal(
            code="NO_GRANT",
            message=f"{user.name}目前不担任{role.title}。",
            remedy="请核对姓名和岗位。",
        )
    return grant


def _check(user: User, role: Role, by: Actor) -> None:
    if user.person_id == by.person_id:
        raise refusal(
            code="NOT_ONESELF",
            message="不能给本人授予岗位。",
            remedy="请由另一名安全管理员办理。",
            cite=SEPARATION,
        )
    if CAMP_OF_ROLE[role] != user.camp:
        camp = Camp(user.camp).title
        raise refusal(
            code="CAMP",
            message=f"{user.name}的账号属于{camp}，不能担任{role.title}：三员与业务人员不得兼任。",
            remedy="请由另一名人员担任。",
            cite=SEPARATION,
        )
    if RoleGrant.objects.filter(user=user, role=role.value, until__isnull=True).exists():
        raise refusal(
            code="GRANTED_ALREADY",
            message=f"{user.name}已担任{role.title}。",
            remedy="无需再次授予。",
        )
