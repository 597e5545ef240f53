"""Roles (岗位) and who acts (行为人)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """岗位: what a person may be asked to do. 三员 = the three administrators."""

    CASE_OFFICER = "case_officer"  # 执法人员（承办人）
    AGENCY_HEAD = "agency_head"  # 行政机关负责人
    LEGAL_REVIEWER = "legal_reviewer"  # 法制审核人员
    PRESIDING_OFFICER = "presiding_officer"  # 听证主持人
    DISCLOSURE_CLERK = "disclosure_clerk"  # 公示信息员
    SECRECY_REVIEWER = "secrecy_reviewer"  # 保密审查员
    SUPERVISOR = "supervisor"  # 执法监督人员
    ARCHIVIST = "archivist"  # 档案管理人员
    SYSTEM_ADMIN = "system_admin"  # 系统管理员
    SECURITY_ADMIN = "security_admin"  # 安全管理员
    AUDIT_ADMIN = "audit_admin"  # 审计管理员

    @property
    def title(self) -> str:  # type: ignore[override]  # 岗位名称, hides str.title()
        """The Chinese name shown to people."""
        return ROLE_TITLES[self]


ROLE_TITLES = {
    Role.CASE_OFFICER: "执法人员",
    Role.AGENCY_HEAD: "机关负责人",
    Role.LEGAL_REVIEWER: "法制审核人员",
    Role.PRESIDING_OFFICER: "听证主持人",
    Role.DISCLOSURE_CLERK: "公示信息员",
    Role.SECRECY_REVIEWER: "保密审查员",
    Role.SUPERVISOR: "执法监督人员",
    Role.ARCHIVIST: "档案管理人员",
    Role.SYSTEM_ADMIN: "系统管理员",
    Role.SECURITY_ADMIN: "安全管理员",
    Role.AUDIT_ADMIN: "审计管理员",
}


@dataclass(frozen=True)
class Actor:
    """行为人: the natural person who acts, in which role, for which agency, to what purpose.

    ``person_id`` identifies the person, not the account: four-eyes rules compare persons.
    """

    person_id: UUID
    name: str
    role: Role
    agency_id: UUID | None
    purpose: str


class Outsider(StrEnum):
    """身份 of somebody who holds no post: no rule that asks for a Role can be met by one."""

    PARTY = "party"  # 当事人

    @property
    def title(self) -> str:  # type: ignore[override]  # 身份名称, hides str.title()
        """The Chinese name shown to people."""
        return "当事人"


@dataclass(frozen=True)
class Visitor:
    """来访者: a party that acts for itself, known by what was served on it."""

    person_id: UUID
    name: str
    role: Outsider
    purpose: str
    agency_id: None = None


def role_title(slug: str) -> str:
    """岗位或者身份名称 of a recorded slug, for readers of the record."""
    if slug in set(Outsider):
        return Outsider(slug).title
    return Role(slug).title if slug in set(Role) else slug
