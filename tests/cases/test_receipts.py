"""Receipts signed on the screen: made for a sealed paper, signed or refused, and served from."""

from __future__ import annotations

from typing import Any

import pytest

from mingjian.cases.receipts import (
    ReceiptDraft,
    delivery_of_receipt,
    make_receipt,
    receipt_of,
    receipt_waiting,
)
from mingjian.cases.serving import SERVED_BY_A_STEP
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document, Seal, Service
from mingjian.dossier.signing import shown_now
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from mingjian.law.service import Receiver
from mingjian.law.signing import Capacity, SigningWay, signing_rules
from mingjian.ops.demo.seals import seal_waiting
from mingjian.ops.demo.story import Telling
from tests.cases.signed import NOBODY_TOLD, sign
from tests.cases.story import last_entry, make_cast, refused, story_at

pytestmark = pytest.mark.django_db


def noticed(*, sealed: bool = True) -> Telling:
    """A notice was made, and sealed."""
    story = story_at(Move.ISSUE_NOTICE, cast=make_cast())
    if sealed:
        seal_waiting(case_id=story.case_id, cast=story.cast, at=story.at)
    return story


def notice_of(story: Telling) -> Document:
    return Document.objects.get(subject_id=story.case_id, kind=DocumentKind.PENALTY_NOTICE.value)


def a_receipt(story: Telling, **changes: Any) -> Document:
    """送达回证 for the notice, to be signed by the owner."""
    draft = {
        "on": story.day,
        "place": "示例路1号",
        "receiver": "钱样本",
        "relation": Receiver.SELF.title,
        **changes,
    }
    return make_receipt(
        case_id=story.case_id,
        document_id=notice_of(story).id,
        draft=ReceiptDraft(**draft),
        by=story.cast.actor(Role.CASE_OFFICER),
        at=story.at,
    )


def test_a_receipt_names_the_sealed_file_and_is_signed_as_a_record_is() -> None:
    story = noticed()
    receipt = a_receipt(story)
    row = sign(story, receipt, capacity=Capacity.RECEIVER)

    said = dict(receipt.content["fields"])
    assert said["盖章文件校验码"] == Seal.objects.get(document=notice_of(story)).sealed_sha256
    assert row.printed_sha256 == shown_now(receipt).sha256
    assert last_entry(story.case_id).kind == "case.sign_paper"
    left = signing_rules()["service_receipt"].missing([Capacity.RECEIVER])
    assert left == (Capacity.OFFICER, Capacity.OFFICER)


def test_the_service_is_known_from_the_signed_receipt() -> None:
    story = noticed()
    receipt = a_receipt(story)
    before = delivery_of_receipt(receipt)
    sign(story, receipt, capacity=Capacity.RECEIVER)

    known = delivery_of_receipt(receipt)
    assert before == {}
    assert (known["method"], known["receiver"], known["relation"]) == ("direct", "钱样本", "本人")
    assert known["done_on"] == story.day
    assert "屏幕签名的送达回证" in known["proof"]


def test_a_refusal_before_a_witness_makes_it_left_in_place() -> None:
    story = noticed()
    receipt = a_receipt(story)
    told = {**NOBODY_TOLD, "reason": "不愿接收。", "witness": "孙示例，示例社区", "recording": ""}
    with refused("见证人"):
        sign_refusal(story, receipt, {**told, "witness": ""})
    sign_refusal(story, receipt, told)

    known = delivery_of_receipt(receipt)
    assert (known["method"], known["refused_reason"]) == ("left_in_place", "不愿接收。")
    assert known["witness"] == "孙示例，示例社区"


def sign_refusal(story: Telling, receipt: Document, told: dict[str, str]) -> None:
    """The receiver does not sign."""
    sign(
        story,
        receipt,
        capacity=Capacity.RECEIVER,
        way=SigningWay.REFUSED,
        strokes=(),
        pages_read=(),
        told=told,
    )


def test_a_later_receipt_stands_in_place_of_the_first() -> None:
    story = noticed()
    first, second = a_receipt(story), a_receipt(story, receiver="赵样本")

    with refused("已经更正"):
        sign(story, first, capacity=Capacity.RECEIVER)

    assert receipt_of(notice_of(story)) == second
    assert second.content["replaces"] == str(first.id)


def test_a_receipt_waits_until_the_service_is_recorded() -> None:
    story = noticed()
    receipt = a_receipt(story)
    case = Document.objects.get(id=receipt.id).subject_id

    from_case = receipt_waiting(story.case, kinds=SERVED_BY_A_STEP)
    none = receipt_waiting(story.case, kinds=frozenset({"demand"}))

    assert (case, from_case, none) == (story.case_id, receipt, None)
    assert not Service.objects.filter(document=notice_of(story)).exists()


def test_what_cannot_be_is_refused_and_changes_nothing() -> None:
    story = noticed(sealed=False)
    with refused("没有加盖机关印章", "第五十九条"):
        a_receipt(story)

    seal_waiting(case_id=story.case_id, cast=story.cast, at=story.at)
    for changes, words in (
        ({"place": " "}, "没有写明地点"),
        ({"on": story.day.replace(year=2099)}, "晚于今天"),
    ):
        with refused(words):
            a_receipt(story, **changes)
