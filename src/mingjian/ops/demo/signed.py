"""Signatures on the screen in the demo: one record signed by both sides, one refused."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from mingjian.cases.days import BEIJING
from mingjian.cases.models import Case
from mingjian.cases.records import RecordDraft, make_record
from mingjian.cases.signing import sign_paper
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document
from mingjian.dossier.signing import SignatureDraft, shown_now
from mingjian.law.procedure import State
from mingjian.law.roles import Role
from mingjian.law.signing import Capacity, SigningWay
from mingjian.ops.demo.cast import Cast

# 该地的第几件案件：正在调查。
SIGNED, REFUSED = 3, 4
_TOLD = "已出示执法证件，告知陈述、申辩和申请回避的权利。"
_ASKED = (
    "问：请说明经营情况。\n答：今年三月开业，由我负责。\n"
    "问：检查发现的情况是否属实？\n答：属实，当天已经停止。\n问：还有无补充？\n答：没有。"
)
# 手写笔迹：横坐标、纵坐标（万分之一）、毫秒。
_STROKES = (
    tuple((1500 + one * 120, 2500 + (one % 5) * 300, one * 16) for one in range(24)),
    tuple((3000, 2000 + one * 220, 600 + one * 16) for one in range(24)),
    tuple((5200 + one * 130, 6800 - one * 180, 1200 + one * 16) for one in range(22)),
)


def tell_signatures(*, signed: UUID, refused: UUID, cast: Cast, today: date) -> None:
    """Make the records of these two cases that are not there yet."""
    for case_id, is_refused in ((signed, False), (refused, True)):
        case = Case.objects.filter(id=case_id, state=State.INVESTIGATING).first()
        kind = DocumentKind.INQUIRY_RECORD
        if case and not Document.objects.filter(subject_id=case.id, kind=kind).exists():
            _tell(cast, case, is_refused, datetime.combine(today, time(10), tzinfo=BEIJING))


def _tell(cast: Cast, case: Case, is_refused: bool, at: datetime) -> None:
    by = cast.actor(Role.CASE_OFFICER)
    person = case.party.legal_representative or case.party.name
    draft = RecordDraft(
        kind=DocumentKind.INQUIRY_RECORD,
        on=at.date(),
        hours="9时10分至9时50分",
        place=case.place,
        person=person,
        told=_TOLD,
        body=_ASKED,
    )
    paper = make_record(case_id=case.id, draft=draft, by=by, at=at)
    for one in (_refusal(paper, person) if is_refused else _drawn(paper, person), _own(paper)):
        sign_paper(case_id=case.id, document_id=paper.id, draft=one, by=by, at=at)


def _drawn(paper: Document, person: str) -> SignatureDraft:
    return _signature(paper, Capacity.QUESTIONED, person)


def _own(paper: Document) -> SignatureDraft:
    return _signature(paper, Capacity.OFFICER, "")


def _refusal(paper: Document, person: str) -> SignatureDraft:
    return SignatureDraft(
        way=SigningWay.REFUSED,
        capacity=Capacity.QUESTIONED,
        signer_name=person,
        seen_sha256=shown_now(paper).sha256,
        pages_read=(),
        strokes=(),
        told={
            "device": "执法终端",
            "reason": "认可所记内容，但不愿签名。",
            "witness": "社区工作人员孙示例",
            "recording": "执法记录仪录像0031",
        },
    )


def _signature(paper: Document, capacity: Capacity, name: str) -> SignatureDraft:
    shown = shown_now(paper)
    return SignatureDraft(
        way=SigningWay.DRAWN,
        capacity=capacity,
        signer_name=name,
        seen_sha256=shown.sha256,
        pages_read=range(1, shown.page_count + 1),
        strokes=_STROKES,
        told={"device": "执法终端"},
    )
