"""The law book pages: what is in force, why, how others say it, and switching the pack."""

from __future__ import annotations

import pytest
from django.test import Client

from mingjian.law.roles import Role
from mingjian.registry.models import Agency
from tests.desk.counting import queries_for
from tests.desk.make import follow, stranger, text_of
from tests.registry.make import make_agency, make_packs

pytestmark = pytest.mark.django_db
LIST, COMPARISON, SWITCH = (f"/parameters/{page}" for page in ("", "comparison/", "switch/"))


def an_officer(**agency: str) -> Client:
    return stranger(Role.CASE_OFFICER, agency_id=make_agency(**agency).id)


def switched(agency: Agency, pack: str) -> dict[str, str]:
    return {"agency": str(agency.id), "pack": pack, "is_understood": "on"}


def test_the_own_agencys_law_book_comes_first() -> None:
    page = text_of(an_officer(pack_id="guangyuan-civil").get(LIST))

    assert "广元市民政局（适用）" in page
    assert "《行政处罚法》第六十条" in page


def test_a_supervisor_reads_the_law_book_of_the_division() -> None:
    make_agency(pack_id="panshan", division_code="211122")

    page = text_of(stranger(Role.SUPERVISOR, division_code="2111").get(LIST))

    assert "盘山县（适用）" in page


@pytest.mark.parametrize("role", list(Role))
def test_every_member_of_staff_may_read_the_law(role: Role) -> None:
    make_packs()

    assert stranger(role).get(LIST).status_code == 200


def test_search_topic_and_marks_narrow_the_list() -> None:
    officer = an_officer()

    found = text_of(officer.get(LIST, {"q": "公示 处罚决定"}))
    local = text_of(officer.get(LIST, {"origin": "local", "topic": "review"}))
    none = text_of(officer.get(LIST, {"q": "查无此条"}))

    assert "公示行政处罚决定的期限" in found
    assert "听证的罚款数额" not in found
    assert "法制审核人员占执法人员的最低比例" in local
    assert "没有符合条件的规定" in none


def test_every_row_has_the_anchor_of_its_key() -> None:
    page = text_of(an_officer().get(LIST, {"topic": "disclosure", "q": "公示行政处罚决定"}))

    assert 'id="publish_penalty"' in page


def test_one_entry_answers_why_and_opens_the_provision() -> None:
    page = text_of(an_officer().get("/parameters/decide/"))

    assert "为什么是90日？" in page
    assert "沿用全国规定" in page
    assert "行政机关应当自行政处罚案件立案之日起九十日内作出行政处罚决定" in page


def test_a_local_value_is_told_beside_the_national_one() -> None:
    page = text_of(an_officer().get("/parameters/review.staff_ratio/"))

    assert "为什么是“7%”？" in page
    assert "全国规定为“5%”" in page
    assert "不能，只能更严" in page


def test_an_entry_that_nobody_wrote_is_not_found() -> None:
    assert an_officer().get("/parameters/no.such.key/").status_code == 404


def test_what_the_own_pack_is_silent_about_is_shown_as_the_rule_of_another() -> None:
    page = an_officer().get("/parameters/annual_report.internal_on/")

    assert page.status_code == 200
    assert "没有写明这一事项" in page.content.decode()
    assert page.context["pack"].pack_id == "guangyuan-civil"
    assert page.context["silent"].is_own


def test_without_packs_the_pages_say_what_is_missing() -> None:
    officer = stranger(Role.CASE_OFFICER)

    assert "尚未载入法律参数包" in text_of(officer.get(LIST))
    assert "尚未载入法律参数包" in text_of(officer.get(COMPARISON))


def test_the_comparison_shows_where_the_five_differ() -> None:
    officer = an_officer()

    differing = text_of(officer.get(COMPARISON))
    everything = text_of(officer.get(COMPARISON, {"show": "all", "page": "2"}))

    assert "法制审核人员占执法人员的最低比例" in differing
    assert "各地写明的全部规定" in everything


def test_list_entry_and_comparison_need_few_queries() -> None:
    officer = an_officer()

    counts = [queries_for(officer, url) for url in (LIST, "/parameters/decide/", COMPARISON)]

    assert max(counts) <= 10


def test_only_the_system_administrator_switches_the_pack() -> None:
    agency = make_agency()

    assert stranger(Role.SUPERVISOR).get(SWITCH).status_code == 403
    assert (
        stranger(Role.SECURITY_ADMIN).post(SWITCH, switched(agency, "panshan")).status_code == 403
    )


def test_switching_serves_new_cases_and_is_told() -> None:
    agency, administrator = make_agency(), stranger(Role.SYSTEM_ADMIN)

    page = text_of(follow(administrator, administrator.post(SWITCH, switched(agency, "panshan"))))

    agency.refresh_from_db()
    assert agency.pack_id == "panshan"
    assert "在办案件不受影响" in page


def test_switching_to_the_same_pack_is_refused_and_changes_nothing() -> None:
    agency, administrator = make_agency(), stranger(Role.SYSTEM_ADMIN)

    answer = administrator.post(SWITCH, switched(agency, agency.pack_id))

    assert answer.status_code == 409
    assert "已在使用该法律参数包" in text_of(answer)


def test_switching_must_be_understood() -> None:
    agency, administrator = make_agency(), stranger(Role.SYSTEM_ADMIN)
    typed = {**switched(agency, "panshan"), "is_understood": ""}

    answer = administrator.post(SWITCH, typed)

    agency.refresh_from_db()
    assert answer.status_code == 422
    assert agency.pack_id != "panshan"


def test_an_administrator_of_one_agency_is_not_offered_another() -> None:
    own, other = make_agency(), make_agency()
    administrator = stranger(Role.SYSTEM_ADMIN, agency_id=own.id)

    answer = administrator.post(SWITCH, switched(other, "panshan"))

    other.refresh_from_db()
    assert answer.status_code == 422
    assert other.name not in text_of(administrator.get(SWITCH))
    assert other.pack_id != "panshan"
