"""The state of the public log, for those who keep the system and those who audit it."""

from __future__ import annotations

import pytest

from mingjian.law.roles import Role
from mingjian.ledger.advancing import advance_log
from mingjian.ledger.checkpoints import mark_file
from mingjian.ledger.files import folder
from tests.desk.make import stranger, text_of
from tests.ledger.make import MONDAY, published, submit

pytestmark = pytest.mark.django_db
URL = "/administration/log/"


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN])
def test_what_waits_and_what_was_signed_is_shown(role: Role) -> None:
    submit(published(), published())
    advance_log(at=MONDAY)
    submit(published())

    page = text_of(stranger(role).get(URL))

    assert "<dt>等待入日志</dt><dd>1 条</dd>" in page
    assert "<dt>已签署</dt><dd>2 条，" in page
    assert "没有设置见证方" in page


def test_why_nothing_is_signed_is_said() -> None:
    submit(published())
    advance_log(at=MONDAY)
    mark_file().unlink()

    page = text_of(stranger(Role.SYSTEM_ADMIN).get(URL))

    assert "公开日志已停止签署，公示暂停" in page
    assert "没有最近签署的检查点" in page


def test_a_mistake_in_the_list_of_witnesses_is_said() -> None:
    folder().mkdir(parents=True)
    (folder() / "witnesses").write_text("nonsense", encoding="utf-8")

    assert "见证方名单有误" in text_of(stranger(Role.AUDIT_ADMIN).get(URL))


def test_who_publishes_has_no_business_here() -> None:
    assert stranger(Role.DISCLOSURE_CLERK).get(URL).status_code == 403
