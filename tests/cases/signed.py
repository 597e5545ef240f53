"""Records and signatures for tests: a drawing, a record, who signs it (synthetic persons)."""

from __future__ import annotations

from typing import Any

from mingjian.cases.records import RecordDraft, make_record
from mingjian.cases.signing import sign_paper
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document, Signature
from mingjian.dossier.signing import SignatureDraft, shown_now
from mingjian.law.procedure import Move
from mingjian.law.roles import Actor, Role
from mingjian.law.signing import Capacity, SigningWay
from mingjian.ops.demo.story import Telling
from tests.cases.story import make_cast, story_at

STROKES = (tuple((one * 500, 3000 + one * 200, one * 10) for one in range(20)),)
NOBODY_TOLD = {"device": "测试设备"}


def inquired() -> Telling:
    """A case in its investigation."""
    return story_at(Move.APPROVE_OPENING)


def a_record(
    story: Telling, *, body: str = "问：何时开业？\n答：三月。", **changes: Any
) -> Document:
    """询问笔录 of today."""
    draft = RecordDraft(
        kind=DocumentKind.INQUIRY_RECORD,
        on=story.day,
        hours="9时至10时",
        place="示例路1号",
        person="钱样本",
        told="已出示证件，告知申请回避的权利。",
        body=body,
    )
    by = changes.pop("by", story.cast.actor(Role.CASE_OFFICER))
    return make_record(case_id=story.case_id, draft=draft, by=by, at=story.at, **changes)


def a_draft(paper: Document, **changes: Any) -> SignatureDraft:
    """The person questioned signs on the screen, having read every page."""
    shown = shown_now(paper)
    details = {
        "way": SigningWay.DRAWN,
        "capacity": Capacity.QUESTIONED,
        "signer_name": "钱样本",
        "seen_sha256": shown.sha256,
        "pages_read": range(1, shown.page_count + 1),
        "strokes": STROKES,
        "told": NOBODY_TOLD,
        **changes,
    }
    return SignatureDraft(**details)


def sign(story: Telling, paper: Document, by: Actor | None = None, **changes: Any) -> Signature:
    """One signature."""
    return sign_paper(
        case_id=story.case_id,
        document_id=paper.id,
        draft=a_draft(paper, **changes),
        by=by or story.cast.actor(Role.CASE_OFFICER),
        at=story.at,
    )


def refuse(story: Telling, paper: Document) -> Signature:
    """The person questioned does not sign, before a witness."""
    told = {**NOBODY_TOLD, "reason": "不愿签名。", "witness": "孙示例", "recording": ""}
    return sign(story, paper, way=SigningWay.REFUSED, strokes=(), pages_read=(), told=told)


def on_paper(story: Telling, paper: Document) -> Signature:
    """A witness signed the printed record."""
    return sign(
        story,
        paper,
        way=SigningWay.ON_PAPER,
        capacity=Capacity.WITNESS,
        signer_name="孙示例",
        strokes=(),
        pages_read=(),
        told={**NOBODY_TOLD, "proof": "原件存卷。"},
    )


def signed_in_every_way() -> Telling:
    """A record signed, refused and signed on paper; corrected afterwards."""
    story = story_at(Move.APPROVE_OPENING, cast=make_cast())  # not the one others go on with
    paper = a_record(story)
    sign(story, paper)
    sign(story, paper, capacity=Capacity.OFFICER, signer_name="")
    on_paper(story, paper)
    refuse(story, paper)
    a_record(story, body="问：何时开业？\n答：四月。", replaces=paper.id)
    return story
