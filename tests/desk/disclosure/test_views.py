"""Due list, matter, preparing, two approvals, publishing: at the desks of those who do it."""

from __future__ import annotations

import pytest

from mingjian.disclosure.kinds import Settlement
from mingjian.disclosure.models import Approval, Preparation, PublicRecord
from mingjian.law.roles import Role
from tests.desk.counting import queries_for
from tests.desk.disclosure.desks import desk_of, duty_url, prepare_url, text_url
from tests.desk.make import follow, stranger, text_of
from tests.disclosure.make import OPINION, approve, decided, decided_against_a_person, prepared
from tests.registry.make import make_agency

pytestmark = pytest.mark.django_db
LIST = "/disclosure/"
YES = {"social_effect": "yes", "reasons": "具有一定社会影响，依法公示。", "withhold": ""}


def test_a_decision_past_its_day_is_listed_as_late_with_the_article() -> None:
    matter = decided()

    page = text_of(desk_of(matter.office.clerk).get(LIST))

    assert matter.duty.number in page
    assert "已超期" in page
    assert "公示行政处罚决定的期限" in page
    assert "为什么是7个工作日？" in page


def test_a_decision_of_another_agency_is_neither_listed_nor_found() -> None:
    matter = decided()
    other = stranger(Role.DISCLOSURE_CLERK, agency_id=make_agency().id)

    assert matter.duty.number not in text_of(other.get(LIST))
    assert other.get(duty_url(matter)).status_code == 404
    assert other.post(prepare_url(matter), YES).status_code == 404


@pytest.mark.parametrize("role", [Role.CASE_OFFICER, Role.SUPERVISOR, Role.SYSTEM_ADMIN])
def test_other_roles_do_not_enter_the_room(role: Role) -> None:
    client = stranger(role, agency_id=make_agency().id)

    assert client.get(LIST).status_code == 403


def test_an_empty_list_says_so() -> None:
    client = stranger(Role.DISCLOSURE_CLERK, agency_id=make_agency().id)

    assert "没有待公示的决定" in text_of(client.get(LIST))


def test_the_list_needs_the_same_queries_for_one_row_and_for_two() -> None:
    matter = decided()
    client = desk_of(matter.office.clerk)
    one = queries_for(client, LIST)
    second = decided(cast=matter.story.cast)

    assert queries_for(client, LIST) == one <= 23
    assert second.duty.number in text_of(client.get(LIST))


def test_before_any_text_the_page_previews_what_would_be_public() -> None:
    matter = decided_against_a_person()

    page = text_of(desk_of(matter.office.clerk).get(duty_url(matter)))

    assert "预览：尚未形成公示稿" in page
    assert "身份证件号码" in page
    assert "不公开" in page


def test_the_preview_shows_the_masks_and_keeps_nothing() -> None:
    matter = decided()
    facts = matter.duty.case.proposals.first()
    assert facts is not None
    typed = {"trade_secrets": facts.facts[:6], "preview": "1"}

    page = text_of(desk_of(matter.office.clerk).post(prepare_url(matter), typed))

    assert "处理后公开" in page
    assert "需要更正" not in page
    assert not Preparation.objects.exists()


def test_a_text_without_reasons_comes_back_with_what_was_typed() -> None:
    matter = decided()
    typed = {**YES, "reasons": "", "sensitive": "示范街九号"}

    answer = desk_of(matter.office.clerk).post(prepare_url(matter), typed)

    assert answer.status_code == 422
    assert "请填写理由。" in text_of(answer)
    assert "示范街九号" in text_of(answer)
    assert not Preparation.objects.exists()


def test_a_prepared_text_waits_for_two_others() -> None:
    matter = decided()
    clerk = desk_of(matter.office.clerk)

    page = text_of(follow(clerk, clerk.post(prepare_url(matter), YES)))

    assert "公示稿由您本人形成，须由他人审查。" in page
    assert "等待" in page
    assert Preparation.objects.get().publishes


def test_not_publishing_is_a_text_with_a_ground_too() -> None:
    matter = decided()
    clerk = desk_of(matter.office.clerk)

    answer = clerk.post(prepare_url(matter), {**YES, "social_effect": "no"})

    assert "不具有一定社会影响" in text_of(follow(clerk, answer))
    assert not Preparation.objects.get().publishes


def test_both_approvals_are_given_at_two_desks() -> None:
    matter = decided()
    text = prepared(matter)
    seen = {"seen_hash": text.hash, "opinion": OPINION}

    desk_of(matter.office.head).post(text_url("content", text.id), seen)
    desk_of(matter.office.secrecy).post(text_url("secrecy", text.id), seen)

    assert {one.kind for one in Approval.objects.all()} == {"content", "secrecy"}


def test_who_prepared_the_text_is_refused_as_its_approver() -> None:
    matter = decided()
    text = prepared(matter)
    typed = {"seen_hash": text.hash, "opinion": OPINION}

    answer = desk_of(matter.office.clerk).post(text_url("content", text.id), typed)

    assert answer.status_code == 409
    assert "公示稿由您本人形成" in text_of(answer)
    assert "《政府信息公开条例》第十七条" in text_of(answer)
    assert not Approval.objects.exists()


def test_an_approval_without_opinion_is_no_approval() -> None:
    matter = decided()
    text = prepared(matter)

    answer = desk_of(matter.office.head).post(
        text_url("content", text.id), {"seen_hash": text.hash, "opinion": ""}
    )

    assert answer.status_code == 422
    assert not Approval.objects.exists()


def test_the_secrecy_page_is_for_the_secrecy_reviewer_only() -> None:
    matter = decided()
    text = prepared(matter)

    assert desk_of(matter.office.head).get(text_url("secrecy", text.id)).status_code == 403
    assert desk_of(matter.office.secrecy).get(text_url("content", text.id)).status_code == 403


def test_a_text_that_changed_meanwhile_is_not_approved() -> None:
    matter = decided()
    old = prepared(matter)
    prepared(matter, reasons="重新判断后认为应当公示。")
    typed = {"seen_hash": old.hash, "opinion": OPINION}

    answer = desk_of(matter.office.head).post(text_url("content", old.id), typed)

    assert answer.status_code == 409
    assert "公示稿已经更新" in text_of(answer)


def test_publishing_without_both_approvals_is_refused_and_changes_nothing() -> None:
    matter = decided()
    text = prepared(matter)

    answer = desk_of(matter.office.clerk).post(text_url("release", text.id))

    assert answer.status_code == 409
    assert "尚未完成内容审核、保密审查" in text_of(answer)
    assert not PublicRecord.objects.exists()
    assert not matter.duty.settlement


def test_an_approved_text_is_published_and_leads_to_the_public_page() -> None:
    matter = decided()
    text = approve(prepared(matter), matter.office)
    clerk = desk_of(matter.office.clerk)

    page = text_of(follow(clerk, clerk.post(text_url("release", text.id))))

    assert "决定已公示，并写入公开日志。" in page
    assert matter.duty.settlement == Settlement.PUBLISHED


def test_an_approved_opinion_not_to_publish_settles_the_duty() -> None:
    matter = decided()
    text = approve(prepared(matter, social_effect=False), matter.office)
    clerk = desk_of(matter.office.clerk)

    clerk.post(text_url("release", text.id))

    assert matter.duty.settlement == Settlement.WITHHELD
    assert not PublicRecord.objects.exists()


def test_nothing_is_released_by_looking() -> None:
    matter = decided()
    text = approve(prepared(matter), matter.office)

    assert desk_of(matter.office.clerk).get(text_url("release", text.id)).status_code == 405


@pytest.mark.parametrize("show", ["soon", "late", "mine", "nonsense"])
def test_every_filter_of_the_list_answers(show: str) -> None:
    matter = decided()

    assert desk_of(matter.office.clerk).get(LIST, {"show": show}).status_code == 200


def test_it_is_the_approvers_turn_once_a_text_is_there() -> None:
    matter = decided()
    head = desk_of(matter.office.head)
    before = text_of(head.get(LIST, {"show": "mine"}))
    prepared(matter)

    after = text_of(head.get(LIST, {"show": "mine"}))

    assert matter.duty.number not in before
    assert matter.duty.number in after
