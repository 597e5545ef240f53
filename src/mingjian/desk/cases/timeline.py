"""The record of the case (全过程记录): the journal's entries, newest first, filtered by stage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from mingjian.cases.acting import entry_kind
from mingjian.desk.listing import link_with
from mingjian.dossier.kinds import ServiceMethod
from mingjian.dossier.models import Document
from mingjian.journal.models import Entry
from mingjian.law.amounts import format_yuan
from mingjian.law.dates import long_date
from mingjian.law.measures import MeasureMove
from mingjian.law.procedure import Move, Outcome, RemedyOutcome, ReviewOutcome
from mingjian.law.proceedings import ProceedingMove
from mingjian.law.roles import role_title
from mingjian.law.summary import SummaryMove
from mingjian.web.parts import Chip, Link
from mingjian.web.parts import Entry as Line

SHOWN = 20
MOST = 500

_STAGES: dict[str, tuple[str, tuple[Move | MeasureMove | ProceedingMove, ...]]] = {
    "opening": (
        "立案",
        (
            *(Move.REGISTER_LEAD, Move.VERIFY_LEAD, Move.REQUEST_OPENING),
            *(Move.APPROVE_OPENING, Move.DECLINE_OPENING),
        ),
    ),
    "investigation": (
        "调查",
        (Move.ADD_EVIDENCE, Move.VERIFY_EVIDENCE, Move.REPORT, Move.REVISE_PROPOSAL),
    ),
    "review": (
        "审核",
        (
            *(Move.SUBMIT_REVIEW, Move.RETURN_FOR_SUPPLEMENT, Move.FIND_PROBLEMS, Move.AGREE),
            *(Move.TAKE_ADVICE, Move.SETTLE_DISAGREEMENT),
            *(Move.DECLARE_TRIGGER, Move.DROP_TRIGGER),
        ),
    ),
    "notice": (
        "告知听证",
        (
            *(Move.ISSUE_NOTICE, Move.SERVE_NOTICE, Move.RECORD_DEFENCE, Move.ANSWER_DEFENCE),
            *(Move.WAIVE_DEFENCE, Move.REQUEST_HEARING, Move.WAIVE_HEARING),
            *(Move.NOTIFY_HEARING, Move.HOLD_HEARING),
        ),
    ),
    "decision": (
        "决定结案",
        (
            *(Move.DELIBERATE, Move.DECIDE, Move.SERVE_DECISION),
            *(Move.CLOSE, Move.DISMISS, Move.REOPEN),
        ),
    ),
    "execution": (
        "执行救济",
        (
            *(Move.RECORD_PAYMENT, Move.RECORD_PERFORMANCE, Move.REQUEST_DEFERRAL),
            *(Move.APPROVE_DEFERRAL, Move.REFUSE_DEFERRAL, Move.REDUCE_SURCHARGE),
            *(Move.ISSUE_DEMAND, Move.SERVE_DEMAND, Move.RECORD_RESPONSE, Move.APPLY_COURT),
            *(Move.RECORD_COURT, Move.ACCEPT_REMEDY, Move.END_REMEDY, Move.CORRECT_DECISION),
            *(Move.SUSPEND_EXECUTION, Move.RESUME_EXECUTION, Move.TERMINATE_EXECUTION),
        ),
    ),
    "measures": ("强制措施", tuple(MeasureMove)),
    "proceedings": ("附随程序", tuple(ProceedingMove)),
    "clock": (
        "期限人员",
        (Move.EXTEND, Move.PAUSE, Move.RESUME, Move.RECUSE, Move.REPLACE_OFFICER),
    ),
}
# 记录中值得给人看的内容，按此次序。
_LABELS = {
    "number": "文号",
    "lead_number": "案源编号",
    "title": "",
    "outcome": "结论",
    "result": "结果",
    "effective_on": "生效日期",
    "document": "",
    "conclusion": "",
    "trigger": "",
    "adviser": "",
    "missing": "缺少",
    "liability": "",
    "opinion": "",
    "content": "",
    "statement": "陈述、申辩",
    "answer": "复核意见",
    "way": "缴款方式",
    "fine_yuan": "拟罚款",
    "amount_yuan": "金额",
    "surcharge_yuan": "其中加处罚款",
    "due_on": "期满",
    "receipt": "票据号",
    "method": "",
    "served_on": "送达之日",
    "defence_due_on": "陈述申辩至",
    "hearing_due_on": "申请听证至",
    "scheduled_on": "听证日期",
    "test_due_on": "检测（检验）至",
    "presiding": "主持人",
    "days": "天数",
    "basis": "依据",
    "replacement": "接办人员",
    "other": "对照的决定",
    "redoes": "原案件",
    "reason": "",
    "reasons": "",
    "note": "",
}
_LONGEST = 80
_DIGEST = 64
_OTHER_KINDS = {
    "case.link_proof": "登记证据对应的事实",
    "case.unlink_proof": "取消证据对应的事实",
    "case.examine_evidence": "核对证据的合法性",
    "case.show_exhibit": "关联证据的照片和音像",
    "joint.joined": "增加共同当事人",
    "joint.separated": "分案办理",
    "distinct_act.stated": "说明不是同一个违法行为",
    "party.received": "当事人在线提交",
    "party.filed": "登记当事人提交的材料",
    "number.voided": "文号作废",
    "sealed_opened": "查看加密信息",
    "document.seal_approved": "批准用印",
    "document.sealed": "加盖印章",
}


@dataclass(frozen=True)
class Record:
    """The card: lines, filters, how many there are and where all of them are."""

    lines: list[Line]
    chips: list[Chip]
    total: int
    all_url: str


def record_of(*, case_id: UUID, documents: Iterable[Document], query: QueryDict) -> Record:
    """The newest entries, or all of them (``?all=1``), of one stage or of every stage."""
    stage = query.get("record", "")
    entries = Entry.objects.filter(stream_id=case_id)
    if stage in _STAGES:
        entries = entries.filter(kind__in=[entry_kind(move) for move in _STAGES[stage][1]])
    wants_all = bool(query.get("all"))
    found = list(entries.order_by("-seq")[: MOST if wants_all else SHOWN + 1])
    has_more = not wants_all and len(found) > SHOWN
    papers = _by_moment(documents)
    return Record(
        lines=[line_of(entry, papers) for entry in (found[:SHOWN] if has_more else found)],
        chips=_chips(query, stage),
        total=found[0].seq if found else 0,
        all_url=link_with(query, all="1") + "#record" if has_more else "",
    )


def line_of(entry: Entry, papers: dict[datetime, list[Document]] | None = None) -> Line:
    """One entry for the timeline; the documents made in the same act are linked."""
    acted = entry.acted_on
    is_late_entry = acted is not None and acted != entry.at.date()
    # 用印不形成新的文书，即使与办案的一步同时记录。
    made = () if entry.kind.startswith("document.") else (papers or {}).get(entry.at, ())
    role = role_title(entry.actor_role)
    return Line(
        at=entry.at,
        title=title_of(entry.kind),
        who=f"{entry.actor_name} · {role}",
        detail=_detail(entry.payload, acted if is_late_entry else None),
        number=entry.seq,
        digest=entry.hash,
        links=tuple(_link(paper) for paper in made),
    )


def title_of(kind: str) -> str:
    """The act's own name."""
    _, _, slug = kind.partition(".")
    for moves in (
        (Move, SummaryMove, MeasureMove, ProceedingMove) if kind.startswith("case.") else ()
    ):
        if slug in set(moves):
            return moves(slug).title
    return _OTHER_KINDS.get(kind, kind)


def _chips(query: QueryDict, stage: str) -> list[Chip]:
    everything = Chip("全部", link_with(query, record="") + "#record", not stage)
    return [
        everything,
        *(
            Chip(label, link_with(query, record=slug) + "#record", slug == stage)
            for slug, (label, _) in _STAGES.items()
        ),
    ]


def _by_moment(documents: Iterable[Document]) -> dict[datetime, list[Document]]:
    found: dict[datetime, list[Document]] = {}
    for paper in documents:
        found.setdefault(paper.made_at, []).append(paper)
    return found


def _link(paper: Document) -> Link:
    number = paper.number.text if paper.number else ""
    return Link(paper.title, reverse("desk:document", args=[paper.id]), number)


def _detail(payload: dict[str, Any], acted_on: date | None) -> str:
    parts = [f"行为日期：{long_date(acted_on)}"] if acted_on else []
    for key, label in _LABELS.items():
        text = _words(key, payload.get(key))
        if text:
            parts.append(f"{label}：{text}" if label else text)
    parts += [f"提示：{text}" for text in payload.get("warnings", ())]
    return "；".join(part.rstrip("。；") for part in parts)


def _words(key: str, value: Any) -> str:
    """A value of the record in words; empty where there is nothing to tell."""
    if value in (None, "", "0", "0.00", 0, []):
        return ""
    text = "、".join(map(str, value)) if isinstance(value, list) else str(value)
    if key in {"outcome", "result"}:
        kinds = (*Outcome, *ReviewOutcome, *RemedyOutcome)
        known = {str(one.value): str(one.title) for one in kinds}
        return known.get(text, text)
    if key == "document" and _is_digest(text):
        return ""
    if key == "method":
        return ServiceMethod(text).title if text in set(ServiceMethod) else text
    if key.endswith("_yuan"):
        return f"¥{format_yuan(Decimal(text))}"
    if key.endswith("_on"):
        return long_date(date.fromisoformat(text))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"


def _is_digest(text: str) -> bool:
    """A hash of a document's content, which is for machines."""
    return len(text) == _DIGEST and set(text) <= set("0123456789abcdef")
