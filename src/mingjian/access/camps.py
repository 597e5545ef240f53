"""Camps (阵营): the wall between the three administrators (三员分立) and the business."""

from __future__ import annotations

from mingjian.law.procedure.titles import Titled
from mingjian.law.roles import Role


class Camp(Titled):
    """An account is in one camp for ever; the camp decides which roles it can ever hold."""

    BUSINESS = "business", "业务人员"
    SYSTEM = "system", "系统管理"
    SECURITY = "security", "安全管理"
    AUDIT = "audit", "审计管理"


ADMINISTRATOR_OF_CAMP: dict[Camp, Role] = {
    Camp.SYSTEM: Role.SYSTEM_ADMIN,
    Camp.SECURITY: Role.SECURITY_ADMIN,
    Camp.AUDIT: Role.AUDIT_ADMIN,
}
CAMP_OF_ROLE: dict[Role, Camp] = {
    **dict.fromkeys(Role, Camp.BUSINESS),
    **{role: camp for camp, role in ADMINISTRATOR_OF_CAMP.items()},
}
