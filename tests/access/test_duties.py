"""Duties: a refusal says who may, and where that is written."""

from __future__ import annotations

import pytest

from mingjian.access.duties import require_own_agency, require_role
from mingjian.journal.ids import new_id
from mingjian.law.breach import MoveRefused
from mingjian.law.roles import Role
from tests.access.make import actor


def test_the_right_role_passes() -> None:
    require_role(by=actor(Role.AGENCY_HEAD), roles={Role.AGENCY_HEAD}, act="批准")


def test_a_wrong_role_reads_who_may() -> None:
    roles = {Role.SYSTEM_ADMIN, Role.SUPERVISOR}

    with pytest.raises(MoveRefused) as caught:
        require_role(by=actor(Role.CASE_OFFICER), roles=roles, act="暂扣执法证件")

    assert str(caught.value) == (
        "执法人员不能暂扣执法证件（《信息安全技术 网络安全等级保护基本要求（GB/T 22239—2019）》"
        "8.1.4.2）。请由执法监督人员或者系统管理员办理。"
    )


def test_an_administrator_of_no_agency_serves_all() -> None:
    require_own_agency(by=actor(Role.SYSTEM_ADMIN), agency_id=new_id(), act="登记")


def test_an_administrator_of_one_agency_serves_that_one() -> None:
    agency_id = new_id()
    by = actor(Role.SYSTEM_ADMIN, agency_id=agency_id)

    require_own_agency(by=by, agency_id=agency_id, act="登记")
    with pytest.raises(MoveRefused, match="不能为其他机关登记"):
        require_own_agency(by=by, agency_id=None, act="登记")
