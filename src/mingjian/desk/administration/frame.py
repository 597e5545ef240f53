"""What the administrators' pages share: who does what (三员分立), which accounts they see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from mingjian.access.models import User
from mingjian.access.scopes import Scope
from mingjian.desk.acting import acting, acting_role
from mingjian.law.roles import Role

ADMINISTRATORS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
HOME_OF = {
    Role.SYSTEM_ADMIN: "desk:accounts",
    Role.SECURITY_ADMIN: "desk:grants",
    Role.AUDIT_ADMIN: "desk:audit",
}
_WORK = {
    Role.SYSTEM_ADMIN: "开立账号，维护名录和法律参数包；不能授权，不能查阅业务数据",
    Role.SECURITY_ADMIN: "授予、终止岗位，停用、恢复账号，重置密码；不能开立账号",
    Role.AUDIT_ADMIN: "核验全过程记录，检索谁在何时办了什么，查看会话；只读",
}


@dataclass(frozen=True)
class Separation:
    """三员之一 and the work that is theirs alone."""

    title: str
    work: str
    is_me: bool


def separations(request: HttpRequest) -> list[Separation]:
    """系统管理员、安全管理员、审计管理员: told on every page, so that nobody wonders."""
    me = acting_role(request)
    return [Separation(role.title, _WORK[role], role is me) for role in ADMINISTRATORS]


def accounts_kept_by(scope: Scope) -> QuerySet[User]:
    """The accounts of the administrator's agency; an administrator of no agency keeps all."""
    users = User.objects.order_by("username")
    return users.filter(agency_id=scope.agency_id) if scope.agency_id else users


def act_here(request: HttpRequest) -> dict[str, Any]:
    """Actor and time of an act done now."""
    return {"by": acting(request), "at": timezone.now()}
