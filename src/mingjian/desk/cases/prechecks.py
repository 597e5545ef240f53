"""Machine checks before a review (系统核对) of points 1, 2, 5 and 6; the reviewer still judges."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from mingjian.cases.assessing import rule_of
from mingjian.cases.proof import matrix_of
from mingjian.desk.cases.case_file import CaseFile
from mingjian.desk.cases.distinct import FineLine, fine_lines
from mingjian.desk.cases.timeline import title_of
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document
from mingjian.journal.models import Entry
from mingjian.law.benchmarks import BenchmarkItem
from mingjian.law.dates import long_date
from mingjian.law.procedure import OfficerFacts
from mingjian.law.roles import Role
from mingjian.registry.agencies import has_power
from mingjian.web.parts import Link

PEOPLE = Link("人员", "#people")
RECORD = Link("全过程记录", "#record")
DOCUMENTS = Link("文书", "#documents")
EVIDENCE = Link("证据", "#evidence")
PROPOSAL = Link("拟处理意见", "#proposal")
SAME_ACT = Link("已有的罚款", "#same-act")
GAPS_SHOWN = 6


@dataclass(frozen=True)
class Precheck:
    """What the records show on one point. ``is_clean`` None: only a person can judge it."""

    is_clean: bool | None
    findings: list[str] = field(default_factory=list)
    proof: tuple[Link, ...] = ()

    @property
    def word(self) -> str:
        """系统核对 in a word."""
        if self.is_clean is None:
            return "须人工审查"
        return "系统核对未见问题" if self.is_clean else "系统核对有疑点"

    @property
    def tone(self) -> str:
        """Tone of the word."""
        return {None: "plain", True: "good", False: "warn"}[self.is_clean]


def prechecks_for(file: CaseFile, *, on: date) -> dict[int, Precheck]:
    """By the number of the point."""
    entries = list(Entry.objects.filter(stream_id=file.case.id).order_by("seq"))
    return {
        1: _check_officers(file, entries),
        2: _check_order(file, entries),
        3: _show_evidence(file, on),
        4: _show_basis(file),
        5: _check_power(file),
        6: _check_documents(file),
        7: Precheck(None, ["请审查违法数额、情节、后果是否达到刑事追诉标准。"], (EVIDENCE,)),
    }


def _check_officers(file: CaseFile, entries: list[Entry]) -> Precheck:
    """Every act of an officer on a day on which the card was valid."""
    doubts = []
    officers = {officer.person_id: officer for officer in file.facts.officers}
    acts = [one for one in entries if one.actor_role == Role.CASE_OFFICER and one.acted_on]
    for entry in acts:
        officer = officers.get(entry.actor_person_id)
        if officer is not None and entry.acted_on and not officer.valid_on(entry.acted_on):
            day = long_date(entry.acted_on)
            doubts.append(f"{officer.name}在{day}“{title_of(entry.kind)}”时执法证件无效。")
    if len(officers) < file.facts.terms.least_officers:
        doubts.append("承办人少于两人。")
    named = "、".join(_card(officer) for officer in officers.values())
    calm = f"{named}；逐项核对 {len(acts)} 项办案行为，当日证件均有效。"
    return Precheck(not doubts, doubts or [calm], (PEOPLE,))


def _card(officer: OfficerFacts) -> str:
    return f"{officer.name}（{officer.credential_number or '无证件'}）"


def _check_order(file: CaseFile, entries: list[Entry]) -> Precheck:
    """Acts follow each other, and nothing was done late."""
    doubts, last = [], date.min
    for entry in entries:
        if entry.acted_on is None:
            continue
        if entry.acted_on < last:
            doubts.append(f"“{title_of(entry.kind)}”的日期早于上一办案行为。")
        last = max(last, entry.acted_on)
        doubts += [
            f"“{title_of(entry.kind)}”：{text}" for text in entry.payload.get("warnings", ())
        ]
    facts = file.facts
    steps = f"{long_date(facts.opened_on)}立案" if facts.opened_on else "尚未立案"
    calm = f"{steps}，{len(entries)} 条记录次序无颠倒，没有超期提示。"
    return Precheck(not doubts, doubts or [calm], (RECORD,))


def _show_evidence(file: CaseFile, on: date) -> Precheck:
    """What was entered and what is missing; whether a fact is proved only a person can say."""
    facts = file.facts
    verified = sum(1 for one in facts.evidence if one.verified)
    excluded = sum(1 for one in facts.evidence if one.excluded)
    said = f"证据 {len(facts.evidence)} 件，查证属实 {verified} 件，不予采信 {excluded} 件。"
    gaps = [gap.sentence for gap in matrix_of(file.case, on=on).gaps]
    more = [f"另有{len(gaps) - GAPS_SHOWN}处缺口，见对应表。"] if len(gaps) > GAPS_SHOWN else []
    table = Link("对应表", reverse("desk:case-matrix", args=[file.case.id]))
    findings = [said, *gaps[:GAPS_SHOWN], *more]
    return Precheck(None, findings, (EVIDENCE, table))


def _show_basis(file: CaseFile) -> Precheck:
    proposal = file.facts.proposal
    if proposal is None or file.proposal is None:
        return Precheck(None)
    tier = f"裁量阶次为“{file.proposal.tier}”，" if file.proposal.tier else ""
    off = "罚款偏离裁量幅度，已写明理由" if proposal.is_outside_range else "罚款在裁量幅度以内"
    said = f"{tier}{off}。" if proposal.is_penalty else "拟不给予处罚。"
    fined = fine_lines(file) if proposal.fine_yuan else []
    proof = (PROPOSAL, SAME_ACT) if fined else (PROPOSAL,)
    return Precheck(None, [said, *map(_same_act, fined)], proof)


def _same_act(line: FineLine) -> str:
    """An earlier fine that may be for this act: the reviewer judges the officer's answer."""
    answer = line.answer
    told = f"承办人说明不是同一个违法行为：{answer.reasons}" if answer else "承办人尚未说明"
    return f"{line.fine.sentence}，{told.rstrip('。')}。"


def _check_power(file: CaseFile) -> Precheck:
    """The cause lies in a line that the agency enforced on the day of the act."""
    case, rule = file.case, rule_of(file.case.violation_id)
    if isinstance(rule, BenchmarkItem):
        return Precheck(None, ["案由取自裁量基准，请对照本机关的执法事项清单审查。"], (PROPOSAL,))
    agency, day = case.agency, case.opened_on or case.registered_on
    held = has_power(agency_id=agency.id, line=rule.line, on=day)
    found = "在" if held else "不在"
    said = (
        f"案由属于{rule.line.label}领域，{found}{agency.name}{long_date(day)}的执法权限范围以内。"
    )
    return Precheck(held, [said], (PROPOSAL,))


def _check_documents(file: CaseFile) -> Precheck:
    """The documents that should be in the dossier by now."""
    have = {document.kind for document in file.documents}
    wanted = [DocumentKind.OPENING_FORM, DocumentKind.INVESTIGATION_REPORT]
    if file.notices:
        wanted.append(DocumentKind.PENALTY_NOTICE)
    if any(getattr(one, "hearingrecord", None) for one in file.hearings):
        wanted += [DocumentKind.HEARING_NOTICE, DocumentKind.HEARING_RECORD]
    missing = [kind.title for kind in wanted if kind.value not in have]
    unserved = [
        paper.title for paper in file.documents if _must_be_served(paper) and not _is_served(paper)
    ]
    doubts = [f"缺少《{title}》。" for title in missing]
    calm = f"应有的 {len(wanted)} 种文书齐全，共 {len(file.documents)} 份。"
    if unserved and not doubts:
        calm += f"尚未送达：{'、'.join(unserved)}。"
    return Precheck(not doubts, doubts or [calm], (DOCUMENTS,))


def _must_be_served(paper: Document) -> bool:
    kind = DocumentKind(paper.kind)
    return kind.is_external and kind is not DocumentKind.HEARING_NOTICE


def _is_served(paper: Document) -> bool:
    return getattr(paper, "service", None) is not None
