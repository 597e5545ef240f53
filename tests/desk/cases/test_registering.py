"""Registering a lead: the party is found or newly entered, once for each shown form."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mingjian.cases.models import Case
from mingjian.journal.ids import new_id
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Cast
from mingjian.registry.models import Party
from tests.cases.story import BINXIAN, everything, make_cast, story_at
from tests.desk.make import at_desk, stranger, text_of, today, workdays_ago
from tests.registry.make import credit_code, id_number, make_agency, make_party

pytestmark = pytest.mark.django_db
NEW = "/cases/new/"
OFFICER = Role.CASE_OFFICER


def filled(**changes: Any) -> dict[str, Any]:
    """The form with a new organisation, registered today."""
    on = today().isoformat()
    return {
        "case_id": str(new_id()),
        "party_kind": "organisation",
        "party_code": credit_code(4321),
        "name": "示例商贸有限公司",
        "address": "示例路1号",
        "source": "投诉",
        "violation_id": BINXIAN.offences[0].violation_id,
        "place": "示例路1号",
        **dict.fromkeys(["registered_on", "discovered_on", "act_ended_on"], on),
        "summary": "接到投诉后核实。",
        **changes,
    }


@pytest.fixture
def cast() -> Cast:
    """An agency with its people."""
    return make_cast()


def test_the_form_offers_the_causes_of_the_agency_and_the_sources_of_the_law(cast: Cast) -> None:
    page = text_of(at_desk(cast, OFFICER).get(NEW))

    assert f'label="{BINXIAN.line.label}' in page
    assert "安全生产法" not in page
    assert "其他部门移送" in page


def test_a_new_party_is_registered_with_the_lead(cast: Cast) -> None:
    sent = filled()

    page = at_desk(cast, OFFICER).post(NEW, sent)

    case = Case.objects.get(id=sent["case_id"])
    assert page["Location"] == f"/cases/{case.id}/"
    assert (case.party.name, case.source) == ("示例商贸有限公司", "投诉")


def test_a_person_is_registered_by_identity_number_which_is_sealed(cast: Cast) -> None:
    number = id_number(date(1991, 4, 5), 33)
    sent = filled(party_kind="person", party_code=number, name="李四", phone="13800000000")

    at_desk(cast, OFFICER).post(NEW, sent)
    page = text_of(at_desk(cast, OFFICER).get(f"/cases/{sent['case_id']}/"))

    assert Case.objects.get(id=sent["case_id"]).party.birth_on == date(1991, 4, 5)
    assert number not in page
    assert "已加密保存" in page


def test_a_known_party_is_found_and_not_asked_again(cast: Cast) -> None:
    party = make_party()
    sent = filled(party_code=party.credit_code, find="1", summary="打了一半")

    page = text_of(at_desk(cast, OFFICER).post(NEW, sent))

    assert f"{party.name}（法人或者其他组织）" in page
    assert 'name="address"' not in page
    assert "打了一半" in page
    assert not Case.objects.filter(id=sent["case_id"]).exists()


def test_a_known_party_is_taken_without_asking_for_its_name(cast: Cast) -> None:
    party = make_party()
    sent = filled(party_code=party.credit_code, name="", address="")

    at_desk(cast, OFFICER).post(NEW, sent)

    assert Case.objects.get(id=sent["case_id"]).party_id == party.id


def test_looking_up_an_unknown_number_asks_for_the_rest(cast: Cast) -> None:
    page = text_of(at_desk(cast, OFFICER).post(NEW, filled(find="1", name="", address="")))

    assert "名录中没有该当事人，请填写以下信息" in page
    assert "error-summary" not in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"party_code": "123"}, "统一社会信用代码"),
        ({"name": ""}, "名录中没有该当事人，请填写姓名或者名称。"),
        ({"party_kind": ""}, "请选择当事人类型。"),
        ({"violation_id": "safety-unknown"}, "选项已经失效"),
        ({"act_ended_on": "0001-01-01"}, "违法行为终了日期不能早于1990-01-01"),
        ({"summary": "长" * 10_000}, "案情摘要最多 5000 字"),
        ({"place": ""}, "请填写违法行为发生地。"),
    ],
)
def test_a_fault_is_told_at_its_field_and_nothing_is_registered(
    cast: Cast, changes: dict[str, str], said: str
) -> None:
    sent = filled(**changes)
    before = Party.objects.count()

    page = at_desk(cast, OFFICER).post(NEW, sent)

    assert page.status_code == 422
    assert said in text_of(page)
    assert "示例路1号" in text_of(page)
    assert (Case.objects.count(), Party.objects.count()) == (0, before)


def test_a_kind_that_does_not_fit_the_registered_one_is_told(cast: Cast) -> None:
    party = make_party()

    page = at_desk(cast, OFFICER).post(
        NEW, filled(party_code=party.credit_code, party_kind="individual_business")
    )

    assert page.status_code == 422
    assert f"该号码在名录中登记为法人或者其他组织（{party.name}）" in text_of(page)


def test_what_the_law_refuses_registers_neither_lead_nor_party(cast: Cast) -> None:
    client = at_desk(cast, OFFICER)
    before, parties = everything(), Party.objects.count()

    page = client.post(NEW, filled(discovered_on="2020-01-01", registered_on="2098-01-01"))
    late = client.post(NEW, filled(registered_on="2098-01-01"))

    assert page.status_code == 422
    assert late.status_code == 409
    assert "没有保存任何改动。" in text_of(late)
    assert 'value="示例商贸有限公司"' in text_of(late)
    assert everything() == before
    assert Party.objects.count() == parties


def test_the_same_form_sent_twice_registers_one_lead(cast: Cast) -> None:
    client, sent = at_desk(cast, OFFICER), filled()

    first, second = client.post(NEW, sent), client.post(NEW, sent)

    assert first["Location"] == second["Location"]
    assert (Case.objects.count(), Party.objects.filter(name=sent["name"]).count()) == (1, 1)


def test_the_case_id_of_another_agency_is_not_taken_over(cast: Cast) -> None:
    theirs = story_at(None, start=workdays_ago(90))

    page = at_desk(cast, OFFICER).post(NEW, filled(case_id=str(theirs.case_id)))

    assert page.status_code == 409
    assert Case.objects.count() == 1


def test_only_officers_register_leads() -> None:
    head = stranger(Role.AGENCY_HEAD, agency_id=make_agency().id)

    assert head.get(NEW).status_code == 403
    assert head.post(NEW, filled()).status_code == 403


def test_an_officer_acting_in_another_role_is_told_to_switch(cast: Cast) -> None:
    client = at_desk(cast, OFFICER, Role.AGENCY_HEAD)
    client.post("/account/role/", {"role": "agency_head"})

    page = client.post(NEW, filled())

    assert page.status_code == 409
    assert "登记案源应当由执法人员办理" in text_of(page)
