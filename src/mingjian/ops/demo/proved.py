"""证据对应 of the demo: some facts proved, some items examined, the goods shown; gaps are left."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from mingjian.cases.models import Case, Evidence, SeizedGoods
from mingjian.cases.proof import matrix_of
from mingjian.cases.proving import examine_evidence, link_proof, show_exhibit
from mingjian.evidence.models import EvidenceFile
from mingjian.law.proof import Confirmation, Original
from mingjian.law.roles import Actor


def tell_proofs(*, case: Case, photo: EvidenceFile, by: Actor, at: datetime) -> None:
    """The first item proves the act and is examined; the photo shows the first of the goods."""
    done: dict[str, Any] = {"case_id": case.id, "by": by, "at": at}
    goods = SeizedGoods.objects.filter(case=case).order_by("serial").first()
    if goods is not None:
        show_exhibit(file_id=photo.id, goods_id=goods.id, **done)
    item = Evidence.objects.filter(case=case).order_by("collected_on", "id").first()
    if item is None or getattr(case, "decision", None) is not None:
        return
    link_proof(
        evidence_id=item.id,
        violation_id=case.violation_id,
        point="act",
        is_linked=True,
        **done,
    )
    examine_evidence(
        evidence_id=item.id,
        source=matrix_of(case, on=at.date()).items[0].source or "当事人提供",
        confirmation=Confirmation.SIGNED.value,
        original=Original.ORIGINAL.value,
        **done,
    )
