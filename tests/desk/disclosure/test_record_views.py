"""Published records: the list, correcting, ordering a withdrawal and doing it with four eyes."""

from __future__ import annotations

import pytest

from mingjian.disclosure.kinds import RecordStatus
from mingjian.disclosure.models import Preparation, PublicAgency, PublicRecord, WithdrawalOrder
from mingjian.law.roles import Role
from tests.desk.counting import queries_for
from tests.desk.disclosure.desks import desk_of, published_with_office, record_url
from tests.desk.make import follow, stranger, text_of
from tests.disclosure.make import (
    TODAY,
    a_row,
    approve,
    ordered,
    published,
    published_rows,
    withdrawn,
)
from tests.registry.make import make_agency

pytestmark = pytest.mark.django_db
PUBLISHED, ORDERS = "/disclosure/published/", "/disclosure/withdrawals/"
ORDER = {
    "ground": "revoked",
    "document": "测试县人民政府行政复议决定书（测政复决〔2026〕3号）",
    "effective_on": TODAY.isoformat(),
    "reason": "行政复议决定撤销了该处罚决定。",
}


def test_the_list_links_to_the_public_page() -> None:
    matter, record = published()

    page = text_of(desk_of(matter.office.clerk).get(PUBLISHED))

    assert matter.duty.number in page
    assert f"/decisions/{record.public_id}/" in page


def test_records_of_another_agency_are_neither_listed_nor_found() -> None:
    matter, record = published()
    other = stranger(Role.DISCLOSURE_CLERK, agency_id=make_agency().id)

    assert matter.duty.number not in text_of(other.get(PUBLISHED))
    for page in ("record", "correct", "withdraw"):
        assert other.get(record_url(record.public_id, page)).status_code == 404


def test_the_list_finds_by_number_party_and_cause() -> None:
    matter, record = published()
    clerk = desk_of(matter.office.clerk)

    for words in (matter.duty.number, record.party_name, record.cause):
        assert record.public_id in text_of(clerk.get(PUBLISHED, {"q": words}))
    assert "没有已公示的决定" in text_of(clerk.get(PUBLISHED, {"q": "查无此件"}))


def test_a_full_page_of_records_needs_no_more_queries_than_one() -> None:
    matter, _ = published()
    clerk = desk_of(matter.office.clerk)
    one = queries_for(clerk, PUBLISHED)
    published_rows([a_row(serial) for serial in range(30)], matter.office)

    assert queries_for(clerk, PUBLISHED) == one <= 16
    assert "共 31 条，当前第 1–20 条" in text_of(clerk.get(PUBLISHED))


def test_the_agencys_own_page_is_published_and_brought_up_to_date() -> None:
    agency = make_agency()
    clerk = stranger(Role.DISCLOSURE_CLERK, agency_id=agency.id)
    before = text_of(clerk.get(PUBLISHED))

    after = text_of(follow(clerk, clerk.post("/disclosure/agency/")))

    assert "尚未公示，将随第一件决定一并公示" in before
    assert "按登记内容更新公示" in after
    assert PublicAgency.objects.get().name == agency.name


def test_the_secrecy_reviewer_does_not_publish_the_agency() -> None:
    client = stranger(Role.SECRECY_REVIEWER, agency_id=make_agency().id)

    assert client.post("/disclosure/agency/").status_code == 403
    assert not PublicAgency.objects.exists()


def test_a_correction_is_prepared_approved_and_published() -> None:
    office, public_id = published_with_office()
    clerk = desk_of(office.clerk)
    clerk.post(record_url(public_id, "correct"), {"reasons": "违法事实中的地点有误。"})
    text = approve(Preparation.objects.get(corrects=public_id), office)

    clerk.post(f"/disclosure/texts/{text.id}/release/")

    record = PublicRecord.objects.get(public_id=public_id)
    assert (record.version, record.correction_note) == (2, "违法事实中的地点有误。")


def test_a_pending_correction_is_told_on_the_due_list() -> None:
    office, public_id = published_with_office()
    desk_of(office.clerk).post(
        record_url(public_id, "correct"), {"reasons": "违法事实中的地点有误。"}
    )

    page = text_of(desk_of(office.head).get("/disclosure/"))

    assert "更正稿" in page
    assert "待内容审核、保密审查" in page


def test_a_correction_needs_its_reason() -> None:
    office, public_id = published_with_office()

    answer = desk_of(office.clerk).post(record_url(public_id, "correct"), {"reasons": ""})

    assert answer.status_code == 422
    assert not Preparation.objects.filter(corrects=public_id).exists()


def test_an_imported_record_is_corrected_column_by_column() -> None:
    matter, _ = published()
    published_rows([a_row(1)], matter.office)
    record = PublicRecord.objects.get(number=a_row(1)["文书号"])
    clerk = desk_of(matter.office.clerk)
    page = text_of(clerk.get(record_url(record.public_id, "correct")))

    assert "处罚内容" in page
    assert a_row(1)["案由"] in page


def test_ordering_a_withdrawal_shows_the_clock_of_the_law() -> None:
    office, public_id = published_with_office()

    page = text_of(desk_of(office.clerk).get(record_url(public_id, "withdraw")))

    assert "法律文书生效之日起3个工作日内撤回" in page
    assert "《行政处罚法》第四十八条第二款" in page


def test_an_overturned_decision_needs_its_document() -> None:
    office, public_id = published_with_office()
    typed = {**ORDER, "document": ""}

    answer = desk_of(office.clerk).post(record_url(public_id, "withdraw"), typed)

    assert answer.status_code == 409
    assert "没有写明撤销、变更、确认违法或者无效的法律文书" in text_of(answer)
    assert ORDER["reason"] in text_of(answer)
    assert not WithdrawalOrder.objects.exists()


def test_who_ordered_the_withdrawal_does_not_carry_it_out() -> None:
    matter, record = published()
    order = ordered(record, matter.office)
    clerk = desk_of(matter.office.clerk)

    page, answer = text_of(clerk.get(ORDERS)), clerk.post(f"{ORDERS}{order.id}/")

    assert "须由另一名人员核对后撤回" in page
    assert answer.status_code == 409
    assert PublicRecord.objects.published().filter(public_id=record.public_id).exists()


def test_another_person_withdraws_and_only_the_stub_remains() -> None:
    matter, record = published()
    clerk, head = desk_of(matter.office.clerk), desk_of(matter.office.head)
    clerk.post(record_url(record.public_id, "withdraw"), ORDER)
    order = WithdrawalOrder.objects.get()

    page = text_of(follow(head, head.post(f"{ORDERS}{order.id}/")))

    record.refresh_from_db()
    assert record.status == RecordStatus.WITHDRAWN
    assert "公示页的存根" in page
    assert "处罚决定被依法撤销" in page


def test_a_withdrawn_record_stays_in_the_list_by_its_number() -> None:
    matter, record = published()
    withdrawn(record, matter.office)
    clerk = desk_of(matter.office.clerk)

    page = text_of(clerk.get(PUBLISHED, {"status": "withdrawn"}))

    assert matter.duty.number in page
    assert "已撤下" in page


def test_orders_of_another_agency_are_not_found() -> None:
    matter, record = published()
    order = ordered(record, matter.office)
    other = stranger(Role.AGENCY_HEAD, agency_id=make_agency().id)

    assert "没有待撤回的公示信息" in text_of(other.get(ORDERS))
    assert other.post(f"{ORDERS}{order.id}/").status_code == 404
