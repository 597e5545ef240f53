"""Camps (阵营): the wall between the three administrators (三员分立) and the business."""

from __future__ import annotations

from enum import StrEnum

from mingjian.law.roles import Role


class Camp(StrEnum):
    """业务 / 系统管理 / 安全管理 / 审计管理: an account is in one for ever."""

    BUSINESS = "business"
    SYSTEM = "system"
    SECURITY = "security"
    AUDIT = "audit"

    @property
    def title(self) -> str:
        """The Chinese name shown to people."""
        return _TITLES[self]


_TITLES = {
    Camp.BUSINESS: "业务人员",
    Camp.SYSTEM: "系统管理",
    Camp.SECURITY: "安全管理",
    Camp.AUDIT: "审计管理",
}

_ADMINISTRATORS = {
    Role.SYSTEM_ADMIN: Camp.SYSTEM,
    Role.SECURITY_ADMIN: Camp.SECURITY,
    Role.AUDIT_ADMIN: Camp.AUDIT,
}

CAMP_OF_ROLE = {role: _ADMINISTRATORS.get(role, Camp.BUSINESS) for role in Role}
