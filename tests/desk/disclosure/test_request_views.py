"""公示申请 at the desk: listed with its days, accepted, answered by two, seen by its own."""

from __future__ import annotations

import pytest

from mingjian.disclosure.models import PublicRequest
from mingjian.law.publication_requests import RequestKind
from mingjian.law.roles import Role
from tests.desk.counting import queries_for
from tests.desk.disclosure.desks import desk_of
from tests.desk.make import follow, stranger, text_of
from tests.disclosure.make import published
from tests.disclosure.requests.make import APPLICANT, arrived, taken_in
from tests.registry.make import make_agency

pytestmark = pytest.mark.django_db
LIST = "/disclosure/requests/"
ANSWER = {
    "outcome": "refuse",
    "reasons": "经核对，公示内容与决定书一致。",
    "checked": "核对了决定书原件。",
}


def test_an_empty_list_says_what_will_stand_here() -> None:
    matter, _ = published()

    assert "没有公示申请" in text_of(desk_of(matter.office.clerk).get(LIST))


def test_the_list_takes_in_what_arrived_and_shows_its_days() -> None:
    matter, shown = published()
    number = arrived(shown.public_id)

    page = text_of(desk_of(matter.office.clerk).get(LIST))

    assert number in page
    assert "待受理" in page


def test_a_long_list_costs_no_more_queries_than_a_short_one() -> None:
    matter, shown = published()
    clerk = desk_of(matter.office.clerk)
    taken_in(shown.public_id)
    short = queries_for(clerk, LIST)
    for _ in range(3):
        taken_in(shown.public_id)

    assert queries_for(clerk, LIST) == short


def test_a_request_goes_from_arrival_to_its_public_answer() -> None:
    matter, shown = published()
    number = taken_in(shown.public_id)
    clerk, head = desk_of(matter.office.clerk), desk_of(matter.office.head)
    page = f"{LIST}{number}/"

    assert APPLICANT in text_of(clerk.get(page))
    assert "申请已受理" in text_of(follow(clerk, clerk.post(f"{page}accept/")))
    assert "另一名人员核对" in text_of(follow(clerk, clerk.post(page, ANSWER)))
    assert "须由另一名公示信息员或者机关负责人决定" in text_of(clerk.get(page))
    assert clerk.post(f"{page}decide/").status_code == 409
    assert "已决定" in text_of(follow(head, head.post(f"{page}decide/")))

    assert PublicRequest.objects.get(number=number).outcome == "refuse"


def test_a_refused_answer_keeps_what_was_typed() -> None:
    matter, shown = published()
    number = taken_in(shown.public_id)
    clerk = desk_of(matter.office.clerk)

    answer = clerk.post(f"{LIST}{number}/", {**ANSWER, "reasons": "请拨打13900000001核实。"})

    assert answer.status_code == 409
    assert "还没有受理" in text_of(answer)
    assert "核对了决定书原件" in text_of(answer)


def test_restoration_shows_the_terms_and_asks_for_each_condition() -> None:
    matter, shown = published()
    number = taken_in(shown.public_id, RequestKind.RESTORATION)

    page = text_of(desk_of(matter.office.clerk).get(f"{LIST}{number}/"))

    for words in ("可以申请的第一天", "按缴款记录尚欠", "已经履行处罚决定确定的义务"):
        assert words in page


def test_people_of_another_agency_see_nothing_of_it() -> None:
    _, shown = published()
    number = taken_in(shown.public_id)
    other = stranger(Role.DISCLOSURE_CLERK, agency_id=make_agency().id)

    assert number not in text_of(other.get(LIST))
    assert other.get(f"{LIST}{number}/").status_code == 404
    assert other.post(f"{LIST}{number}/accept/").status_code == 404
