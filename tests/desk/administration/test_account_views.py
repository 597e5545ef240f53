"""The system administrator opens accounts and grants nothing (三员分立)."""

from __future__ import annotations

import pytest

from mingjian.access.models import RoleGrant, User
from mingjian.law.roles import Role
from tests.access.make import PASSWORD, make_user
from tests.desk.counting import queries_for
from tests.desk.make import follow, stranger, text_of
from tests.registry.make import make_agency, make_packs

pytestmark = pytest.mark.django_db
HOME, LIST, NEW = (f"/administration/{page}" for page in ("", "accounts/", "accounts/new/"))
OWN_PAGE = {
    Role.SYSTEM_ADMIN: LIST,
    Role.SECURITY_ADMIN: "/administration/grants/",
    Role.AUDIT_ADMIN: "/administration/audit/",
}


def entered(**changes: str) -> dict[str, str]:
    return {
        "name": "钱一",
        "username": "Qian.Yi",
        "camp": "business",
        "agency": "",
        "password": PASSWORD,
        "again": PASSWORD,
        **changes,
    }


@pytest.mark.parametrize("role", OWN_PAGE)
def test_each_administrator_is_led_to_the_own_page(role: Role) -> None:
    client = stranger(role)

    answer = client.get(HOME)

    assert answer["Location"] == OWN_PAGE[role]
    assert "您的岗位" in text_of(follow(client, answer))


@pytest.mark.parametrize("role", OWN_PAGE)
def test_no_administrator_enters_the_page_of_another(role: Role) -> None:
    client = stranger(role)

    answers = {page: client.get(page).status_code for page in OWN_PAGE.values()}

    assert answers == {page: 200 if page == OWN_PAGE[role] else 403 for page in OWN_PAGE.values()}


@pytest.mark.parametrize("role", [role for role in Role if role not in OWN_PAGE])
def test_nobody_in_business_enters(role: Role) -> None:
    assert stranger(role).get(HOME).status_code == 403


def test_a_new_account_waits_for_a_role() -> None:
    client, agency = stranger(Role.SYSTEM_ADMIN), make_agency()

    answer = client.post(NEW, entered(agency=str(agency.id)))

    user = User.objects.get(username="qian.yi")
    assert (user.agency_id, user.check_password(PASSWORD)) == (agency.id, True)
    assert not RoleGrant.objects.filter(user=user).exists()
    assert "等待安全管理员授权" in text_of(follow(client, answer))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"again": "别的密码-长度足够-synthetic"}, "两次填写的密码不一致"),
        ({"username": "钱一"}, "用户名应当是三至四十个字母"),
        ({"password": "short", "again": "short"}, "不足 12 个字符"),
        ({"division_code": "12345"}, "行政区划代码应当是"),
    ],
)
def test_a_malformed_account_is_told_and_not_made(changes: dict[str, str], words: str) -> None:
    make_packs()

    answer = stranger(Role.SYSTEM_ADMIN).post(NEW, entered(**changes))

    assert answer.status_code == 422
    assert words in text_of(answer)
    assert PASSWORD not in text_of(answer)
    assert not User.objects.filter(username="qian.yi").exists()


def test_a_taken_username_is_refused_with_what_was_typed() -> None:
    make_user(Role.CASE_OFFICER, username="qian.yi")

    answer = stranger(Role.SYSTEM_ADMIN).post(NEW, entered())

    assert answer.status_code == 409
    assert "已被使用" in text_of(answer)
    assert "钱一" in text_of(answer)


def test_an_administrator_of_one_agency_sees_its_accounts_only() -> None:
    own, other = make_agency(), make_agency()
    make_user(Role.CASE_OFFICER, agency_id=own.id, username="ours")
    make_user(Role.CASE_OFFICER, agency_id=other.id, username="theirs")

    page = text_of(stranger(Role.SYSTEM_ADMIN, agency_id=own.id).get(LIST))

    assert "ours" in page
    assert "theirs" not in page


def test_the_list_finds_who_has_no_role_and_who_is_searched() -> None:
    make_user(username="idle.one", name="吴闲")
    client = stranger(Role.SYSTEM_ADMIN)

    assert "idle.one" in text_of(client.get(LIST, {"show": "idle"}))
    assert "idle.one" in text_of(client.get(LIST, {"q": "吴闲"}))
    assert "没有符合条件的账号" in text_of(client.get(LIST, {"show": "disabled"}))


def test_a_page_of_accounts_needs_no_more_queries_than_one() -> None:
    client = stranger(Role.SYSTEM_ADMIN, agency_id=make_agency().id)
    one = queries_for(client, LIST)
    agency_id = User.objects.get(name="外人").agency_id
    for _ in range(5):
        make_user(Role.CASE_OFFICER, agency_id=agency_id)

    assert queries_for(client, LIST) == one <= 12
