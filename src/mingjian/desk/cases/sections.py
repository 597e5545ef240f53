"""The sections of the case page (案件各部分): labels, values and where they are written."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from mingjian.cases.assessing import rule_of
from mingjian.cases.models import Case, Proposal
from mingjian.cases.papers import content_lines
from mingjian.desk.cases.case_file import CaseFile
from mingjian.law.amounts import format_yuan
from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.grounds import grounds
from mingjian.law.procedure import Outcome, PartyKind
from mingjian.law.review_triggers import all_triggers
from mingjian.web.parts import SummaryRow


@dataclass(frozen=True)
class ProposalView:
    """One revision of 拟处理意见 with the way its discretion was found."""

    revision: int
    rows: list[SummaryRow]
    basis: list[Citation]
    trace: list[str]
    is_current: bool
    hash: str


def party_rows(case: Case) -> list[SummaryRow]:
    """当事人. Sealed numbers are not opened for looking at a case."""
    party = case.party
    kind = PartyKind(party.kind)
    rows = [SummaryRow("当事人", party.name), SummaryRow("当事人类型", kind.title)]
    if kind is not PartyKind.PERSON:
        rows.append(SummaryRow("统一社会信用代码", party.credit_code))
        word = "经营者" if kind is PartyKind.INDIVIDUAL_BUSINESS else "法定代表人（负责人）"
        rows.append(SummaryRow(word, party.legal_representative))
    else:
        rows.append(SummaryRow("身份证件号码", "已加密保存，制作文书时按权限调取"))
    rows.append(SummaryRow("住所（住址）", party.address))
    return rows


def lead_rows(file: CaseFile) -> list[SummaryRow]:
    """案情: how it began and what it is about."""
    case = file.case
    ended = long_date(case.act_ended_on) + ("（行为仍在继续）" if case.act_continuing else "")
    rows = [
        SummaryRow("案由", case.cause),
        SummaryRow("案件来源", case.source),
        SummaryRow("违法行为发生地", case.place),
        SummaryRow("发现日期", case.discovered_on, kind="date"),
        SummaryRow("违法行为终了日期", ended),
        SummaryRow("案情摘要", case.summary, kind="official"),
    ]
    if case.is_complex:
        rows.append(SummaryRow("案件性质", "情节复杂或者重大违法行为"))
    if case.declared_triggers:
        titles = {one.slug: one.title for one in all_triggers()}
        named = "；".join(titles.get(slug, slug) for slug in case.declared_triggers)
        rows.append(SummaryRow("申报的审核情形", named))
    verification = getattr(case, "verification", None)
    if verification is not None:
        said = f"{long_date(verification.verified_on)}：{verification.conclusion}"
        rows.append(SummaryRow("核查结论", said))
    return [*rows, *opening_rows(file)]


def opening_rows(file: CaseFile) -> list[SummaryRow]:
    """呈请 and 审批."""
    rows = []
    for opening in file.openings:
        asked = f"{long_date(opening.requested_on)}：{opening.reasons}"
        rows.append(SummaryRow("呈请立案理由", asked))
        if opening.decided_on is not None:
            word = "同意立案" if opening.approved else "不予立案"
            said = f"{long_date(opening.decided_on)}，{word}。{opening.decision_reasons}"
            rows.append(SummaryRow("立案审批意见", said))
    return rows


def forbidding_provisions(case: Case) -> list[Citation]:
    """违反条款 and 处罚条款 of the cause, before anything is proposed."""
    rule = rule_of(case.violation_id)
    return list(dict.fromkeys((*rule.forbids, *rule.penalises)))


def proposal_views(file: CaseFile) -> list[ProposalView]:
    """All revisions, the one in force first."""
    return [proposal_view(one, file) for one in reversed(file.proposals)]


def proposal_view(proposal: Proposal, file: CaseFile) -> ProposalView:
    """拟处理意见 in rows."""
    known = grounds()
    named = [f"{known[one].title}（{known[one].cite}）" for one in proposal.grounds if one in known]
    rows = [
        SummaryRow("处理结果", Outcome(proposal.outcome).title),
        SummaryRow("处罚内容", _content_of(proposal)),
        SummaryRow("违法事实", proposal.facts, kind="official"),
        SummaryRow("证据", proposal.evidence_summary, kind="official"),
        SummaryRow("处理理由", proposal.reasons, kind="official"),
        SummaryRow("法定情节", "；".join(named) or "无"),
        SummaryRow("裁量阶次", proposal.tier or "本案由没有裁量阶次"),
        SummaryRow("裁量幅度", _range(proposal.range_minimum, proposal.range_maximum)),
        SummaryRow("法定幅度", _range(proposal.lawful_minimum, proposal.lawful_maximum)),
    ]
    if proposal.deviation_reasons:
        rows.append(SummaryRow("偏离裁量基准的理由", proposal.deviation_reasons, kind="official"))
    if proposal.open_leniency:
        told = f"{'；'.join(proposal.open_leniency)}。不适用的理由：{proposal.leniency_reasons}"
        rows.append(SummaryRow("可以从宽而未从宽", told, kind="official"))
    return ProposalView(
        revision=proposal.revision,
        rows=rows,
        basis=[citation_from(one) for one in proposal.basis],
        trace=list(proposal.trace),
        is_current=proposal is file.proposal,
        hash=proposal.hash,
    )


def citation_from(stored: dict[str, str]) -> Citation:
    """A citation as a proposal keeps it."""
    parts = {key: stored.get(key, "") for key in ("article", "paragraph", "item")}
    cite = Citation(stored["law"], **parts)
    # 没有条号的文件（裁量基准）保留其原文位置。
    place = stored.get("text", "").removeprefix(str(cite))
    return Citation(stored["law"], **parts, place=place) if place else cite


def _content_of(proposal: Proposal) -> str:
    if proposal.outcome != Outcome.PENALTY:
        return "不给予行政处罚"
    return "\n".join(content_lines(proposal))


def _range(minimum: Decimal | None, maximum: Decimal | None) -> str:
    if minimum is None or maximum is None:
        return "没有罚款幅度"
    low, high = (f"¥{format_yuan(one)}" for one in (minimum, maximum))
    return low if low == high else f"{low} 至 {high}"
