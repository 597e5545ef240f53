"""Progress (公示进度): where a matter stands and who is to act next, for pages and to-do lists."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from mingjian.disclosure.kinds import ApprovalKind
from mingjian.disclosure.models import Approval, Duty, Preparation
from mingjian.law.procedure.titles import Titled


class Step(Titled):
    """下一步."""

    PREPARE = "prepare", "待形成公示稿"
    APPROVE = "approve", "待审查"
    PUBLISH = "publish", "待公示"
    WITHHOLD = "withhold", "待决定不予公示"
    SETTLED = "settled", "已办结"


@dataclass(frozen=True)
class Progress:
    """公示进度: the newest text and its approvals; ``step`` is what comes next."""

    step: Step
    preparation: Preparation | None = None
    content: Approval | None = None
    secrecy: Approval | None = None


def progress_of_duty(*, duty: Duty) -> Progress:
    """Where the publication of a case stands."""
    if duty.settlement:
        return Progress(Step.SETTLED, *_newest(duty.id))
    return _progress(duty.id)


def progress_of_batch(*, batch_id: UUID, pending: int) -> Progress:
    """Where an import stands; ``pending``: how many rows are not public yet (pending_rows)."""
    found = _progress(batch_id)
    if found.step is Step.PUBLISH and not pending:
        return Progress(Step.SETTLED, found.preparation, found.content, found.secrecy)
    return found


def _progress(stream_id: UUID) -> Progress:
    preparation, content, secrecy = _newest(stream_id)
    if preparation is None:
        return Progress(Step.PREPARE)
    if content is None or secrecy is None:
        return Progress(Step.APPROVE, preparation, content, secrecy)
    step = Step.PUBLISH if preparation.publishes else Step.WITHHOLD
    return Progress(step, preparation, content, secrecy)


def _newest(stream_id: UUID) -> tuple[Preparation | None, Approval | None, Approval | None]:
    texts = Preparation.objects.filter(stream_id=stream_id).prefetch_related("approvals")
    newest = texts.order_by("-revision").first()
    given = {approval.kind: approval for approval in newest.approvals.all()} if newest else {}
    return newest, given.get(ApprovalKind.CONTENT.value), given.get(ApprovalKind.SECRECY.value)
