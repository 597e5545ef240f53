"""The screen on the spot, the page of the decision, money and filing, and who may not."""

from __future__ import annotations

import pytest
from django.urls import reverse

from mingjian.cases.models import Case, SummaryPenalty
from mingjian.law.procedure import VERSION
from mingjian.law.roles import Role
from mingjian.law.summary import Leniency, SummaryMove
from mingjian.ops.demo.firms import id_number
from mingjian.registry.models import Party
from tests.cases.summary.spot import street_cast
from tests.desk.counting import queries_for
from tests.desk.make import at_desk, follow, stranger, text_of, today
from tests.desk.summary.scene import URL, decide, decided, filled, heard, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return street_cast()


@pytest.fixture
def officer(cast):
    return at_desk(cast, Role.CASE_OFFICER)


def after_url(case: Case, move: SummaryMove) -> str:
    """The form of an act after the decision."""
    return reverse("desk:do-summary", args=[case.id, move.value])


def test_the_screen_is_reached_from_the_list_and_the_todo(officer):
    for name in ("cases", "todo"):
        assert f'href="{URL}"' in text_of(officer.get(reverse(f"desk:{name}")))


def test_the_party_is_told_before_anything_is_decided(officer, cast):
    response = tell(officer, filled(cast))

    text = text_of(response)
    assert response.status_code == 200
    assert "拟对你（单位）作出：罚款人民币伍拾元整（¥50.00）" in text
    assert "有权进行陈述和申辩" in text
    assert "先向深圳市示范区人民政府申请行政复议" in text
    assert not Case.objects.exists()
    assert not Party.objects.filter(name="张三东").exists()


def test_two_presses_make_a_decision_and_lead_to_its_page(officer, cast):
    response = decided(officer, cast)

    text = text_of(response)
    assert response.status_code == 200
    assert "当罚〔" in text
    assert "登记当事人缴款" in text
    assert "当场作出行政处罚决定" in text


def test_deciding_without_telling_is_refused_and_keeps_what_was_typed(officer, cast):
    response = decide(officer, {**filled(cast), "party_was_heard": "on", "told": "伪造"})

    assert response.status_code == 409
    assert "尚未告知当事人" in text_of(response)
    assert "示范路与样板路交叉口" in text_of(response)
    assert not Case.objects.exists()


def test_what_was_told_about_somebody_else_does_not_count(officer, cast):
    data = filled(cast)
    told = heard(tell(officer, data), data, place="别处")

    assert decide(officer, told).status_code == 409


def test_a_heavier_penalty_than_told_is_refused(officer, cast):
    data = filled(cast)

    response = decide(officer, heard(tell(officer, data), data, amount_yuan="100"))

    assert response.status_code == 409
    assert "重于告知的内容" in text_of(response)


def test_sent_twice_it_decides_once(officer, cast):
    data = filled(cast)
    told = heard(tell(officer, data), data)
    decide(officer, told)

    assert decide(officer, told).status_code == 303
    assert SummaryPenalty.objects.count() == 1


def test_a_refused_penalty_goes_to_the_ordinary_procedure_without_retyping(officer, cast):
    data = filled(cast, leniency=Leniency.SLIGHT.value)
    refused = tell(officer, data)
    assert refused.status_code == 409
    assert "转普通程序" in text_of(refused)

    response = follow(officer, officer.post(URL, {**data, "ordinary": "1"}))

    case = Case.objects.get()
    assert (case.procedure, case.state, case.place) == (VERSION, "registered", data["place"])
    assert case.party.name == "张三东"
    assert case.lead_number.text in text_of(response)


def test_a_known_party_is_found_by_name(officer, cast):
    decided(officer, cast)

    response = tell(officer, filled(cast, party="张三东", party_name="", choice=""))

    assert response.status_code == 422
    assert "请选择违法行为和裁量阶次" in text_of(response)
    assert "名录中没有“" not in text_of(response)


def test_an_unknown_name_asks_for_the_number(officer, cast):
    response = tell(officer, filled(cast, party="不存在的人", party_name=""))

    assert response.status_code == 422
    assert "请填写身份证号码或者统一社会信用代码" in text_of(response)


def test_payment_and_filing_are_recorded_by_their_own_roles(officer, cast):
    decided(officer, cast)
    case, head = Case.objects.get(), at_desk(cast, Role.AGENCY_HEAD)
    paid = {"on": today(), "channel": "bank", "receipt_number": "缴款001"}

    officer.post(after_url(case, SummaryMove.PAY), paid)
    head.post(after_url(case, SummaryMove.FILE), {"on": today()})

    case.refresh_from_db()
    assert case.state == "closed"
    assert "按期完成" in text_of(head.get(reverse("desk:penalty", args=[case.id])))


def test_officers_are_told_who_files(officer, cast):
    decided(officer, cast)

    response = officer.get(after_url(Case.objects.get(), SummaryMove.FILE))

    assert response.status_code == 409
    assert "应当由机关负责人办理" in text_of(response)


def test_not_yours(officer, cast):
    decided(officer, cast)
    case, other = Case.objects.get(), street_cast()
    outsider = at_desk(other, Role.CASE_OFFICER)

    assert outsider.get(reverse("desk:penalty", args=[case.id])).status_code == 404
    assert outsider.get(after_url(case, SummaryMove.PAY)).status_code == 404
    assert stranger(Role.SYSTEM_ADMIN).get(URL).status_code == 403
    assert at_desk(cast, Role.AGENCY_HEAD).get(URL).status_code == 403


def test_the_pages_need_few_queries(officer, cast):
    decided(officer, cast)
    page = reverse("desk:penalty", args=[Case.objects.get().id])

    assert queries_for(officer, page) <= 13
    assert queries_for(officer, URL) <= 11


def test_the_lists_show_it_without_more_queries(officer, cast):
    head, lists = at_desk(cast, Role.AGENCY_HEAD), [reverse("desk:cases"), reverse("desk:todo")]
    decided(officer, cast)
    before = [queries_for(head, url) for url in lists]
    for serial in (778, 779):
        decided(officer, cast, party=id_number("440305", serial), party_name=f"张三{serial}")

    assert [queries_for(head, url) for url in lists] == before
    assert "已送达（简易程序）" in text_of(head.get(f"{lists[0]}?summary=1"))
    assert "当场处罚决定备案" in text_of(head.get(lists[1]))
    assert "登记当事人缴款" in text_of(officer.get(lists[1]))


def test_acts_of_the_ordinary_procedure_are_not_found_here(officer, cast):
    decided(officer, cast)
    case = Case.objects.get()

    assert officer.get(reverse("desk:do", args=[case.id, "record_payment"])).status_code == 404
    response = officer.get(reverse("desk:case", args=[case.id]))
    assert response["Location"] == reverse("desk:penalty", args=[case.id])
