"""卷内文件: one 送达回证 for each service, the signed one where there is one."""

from __future__ import annotations

import pytest

from mingjian.archive.papers import Printed, print_file
from mingjian.cases import notice
from mingjian.cases.receipts import delivery_of_receipt
from mingjian.dossier.models import Document
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from mingjian.law.service import Delivery, Receiver, ServiceMethod
from mingjian.law.signing import Capacity
from mingjian.ops.demo.story import Telling
from tests.cases.signed import sign
from tests.cases.test_receipts import a_receipt, notice_of, noticed

pytestmark = pytest.mark.django_db


def served_from(story: Telling, receipt: Document, **changes: str) -> Telling:
    """The receiver signed on the screen, and the service of the notice was recorded from it."""
    sign(story, receipt, capacity=Capacity.RECEIVER)
    said = {**delivery_of_receipt(receipt), **changes}
    delivery = Delivery(**{**said, "method": ServiceMethod(said["method"])})
    story.act(Move.SERVE_NOTICE, notice.serve_notice, Role.CASE_OFFICER, delivery=delivery)
    return story


def receipts_in_volume(story: Telling) -> list[Printed]:
    """送达回证 of the notice, printed."""
    own = notice_of(story).id
    others = Document.objects.filter(subject_id=story.case_id).exclude(kind="service_receipt")
    known = frozenset(others.values_list("id", flat=True))
    found = print_file(case=story.case, known=known)
    receipts = [one for one in found if one.paper.kind == "service_receipt"]
    return [one for one in receipts if one.paper.follows in {own, None}]


def test_a_service_with_a_signed_receipt_has_this_one_only() -> None:
    story = noticed()
    receipt = a_receipt(story, relation=Receiver.REPRESENTATIVE.title)
    served_from(story, receipt)

    (found,) = receipts_in_volume(story)

    assert found.document_id == found.paper.id == receipt.id
    assert found.paper.follows == notice_of(story).id, "stands right after its paper"
    assert found.paper.title == f"送达回证（{notice_of(story).title}）"


def test_a_service_recorded_otherwise_than_it_was_signed_keeps_both() -> None:
    story = noticed()
    receipt = a_receipt(story, relation=Receiver.REPRESENTATIVE.title)
    served_from(story, receipt, receiver="赵样本", proof="另行签收。")

    found = receipts_in_volume(story)

    assert {one.document_id for one in found} == {receipt.id, None}
