"""Texts (公示稿) as people judge them: beside the decision, with treatments and findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from mingjian.desk.disclosure.comparing import diff_rows, generated_rows
from mingjian.disclosure.kinds import ApprovalKind, BatchState
from mingjian.disclosure.leaks import Leak
from mingjian.disclosure.models import Approval, Duty, Preparation
from mingjian.disclosure.past_checking import check_of, leaks_of_rows
from mingjian.disclosure.preparing import leaks_of, preview_publication
from mingjian.disclosure.projection import Masks
from mingjian.disclosure.sources import source_of_case
from mingjian.law.roles import Actor, Role
from mingjian.web.parts import DiffRow

_APPROVERS = {
    ApprovalKind.CONTENT: frozenset({Role.AGENCY_HEAD, Role.DISCLOSURE_CLERK}),
    ApprovalKind.SECRECY: frozenset({Role.SECRECY_REVIEWER}),
}
# 审查什么，写在意见框旁边。
_QUESTIONS = {
    ApprovalKind.CONTENT: (
        "公示内容与处罚决定一致，没有错漏",
        "应当公示、可以公示，理由成立",
        "隐去的内容符合规定，没有隐去应当公开的内容",
    ),
    ApprovalKind.SECRECY: (
        "不涉及国家秘密、商业秘密",
        "没有身份证件号码、住址、联系方式、银行账号等个人信息",
        "没有举报人、证人、未成年人等可以识别的信息",
    ),
}


@dataclass(frozen=True)
class TextView:
    """公示稿: rows of the comparison, what the page says besides, what the scanner found.

    ``unread``: why the scanner has not seen everything yet, "" where it has.
    """

    rows: list[DiffRow]
    generated: list[tuple[str, str]]
    leaks: Sequence[Leak | str]
    term_ends_on: date | None
    advice: Sequence[str] = ()
    refusal: str = ""
    unread: str = ""


@dataclass(frozen=True)
class ApprovalLine:
    """One of the two approvals: given, or whether it is for this person to give."""

    kind: ApprovalKind
    given: Approval | None
    is_mine: bool
    why_not: str


@dataclass(frozen=True)
class Review:
    """What an approver reads before writing the opinion."""

    preparation: Preparation
    kind: ApprovalKind
    questions: tuple[str, ...]
    text: TextView | None
    line: ApprovalLine


def preview_of(duty: Duty, *, masks: Masks) -> TextView:
    """预览: what would be published with these masks."""
    projection = preview_publication(duty_id=duty.id, masks=masks)
    withheld: list[Mapping[str, str]] = [asdict(each) for each in projection.withheld]
    return TextView(
        rows=diff_rows(
            source=source_of_case(duty.case), content=projection.content, withheld=withheld
        ),
        generated=generated_rows(projection.content),
        leaks=projection.leaks,
        term_ends_on=projection.term_ends_on,
        advice=projection.advice,
        refusal="" if projection.publish else f"{projection.reason}（{projection.cite}）",
    )


def view_text(preparation: Preparation) -> TextView | None:
    """The frozen text; None for an opinion not to publish."""
    if not preparation.publishes:
        return None
    if preparation.duty is None:
        return _view_rows(preparation)
    rows = diff_rows(
        source=source_of_case(preparation.duty.case),
        content=preparation.content,
        withheld=preparation.withheld,
    )
    return TextView(
        rows=rows,
        generated=generated_rows(preparation.content),
        leaks=leaks_of(preparation),
        term_ends_on=preparation.term_ends_on,
    )


def _view_rows(preparation: Preparation) -> TextView:
    """A corrected row, or a batch: of a large one, what the job has found."""
    check = check_of(preparation)
    found: Sequence[Leak | str] = leaks_of_rows(preparation)
    unread = ""
    if check is not None:
        found = [f"文件第{line}行{said}" for line, said in check.findings]
        if check.state != BatchState.DONE.value:
            told = f"已核对{check.done_count}行，共{check.total_count}行"
            unread = check.problem or f"系统正在逐行核对（{told}），核对完成以后才能提交审查意见。"
    return TextView(
        rows=[],
        generated=generated_rows(preparation.content) if preparation.corrects else [],
        leaks=found,
        term_ends_on=preparation.term_ends_on,
        unread=unread,
    )


def review_of(preparation: Preparation, *, kind: ApprovalKind, by: Actor) -> Review:
    """The page of one approval."""
    lines = approval_lines(preparation, by=by)
    return Review(
        preparation=preparation,
        kind=kind,
        questions=_QUESTIONS[kind],
        text=view_text(preparation),
        line=next(line for line in lines if line.kind is kind),
    )


def approval_lines(preparation: Preparation | None, *, by: Actor) -> list[ApprovalLine]:
    """Both approvals of this text; without a text there is nothing to approve."""
    if preparation is None:
        return []
    given = {ApprovalKind(one.kind): one for one in preparation.approvals.all()}
    why_not = ""
    if by.person_id == preparation.prepared_by_person_id:
        why_not = "公示稿由您本人形成，须由他人审查。"
    elif any(one.approved_by_person_id == by.person_id for one in given.values()):
        why_not = "您已完成另一道审查，两道审查应当由两人分别进行。"
    return [
        ApprovalLine(
            kind,
            given.get(kind),
            kind not in given and by.role in _APPROVERS[kind],
            why_not,
        )
        for kind in ApprovalKind
    ]
