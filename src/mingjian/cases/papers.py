"""What the documents of a case say (文书内容): taken from its rows, nothing typed twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from mingjian.cases.facts import penalty_content
from mingjian.cases.joint_files import live_co_parties
from mingjian.cases.lawbooks import lawbook_of
from mingjian.cases.models import Case, Hearing, Opening, Proposal, Review
from mingjian.law.citation import chinese_number
from mingjian.law.dates import long_date
from mingjian.law.grounds import grounds
from mingjian.law.procedure import LegalTerms, Outcome, PartyKind

Content = dict[str, Any]


def opening_form(case: Case, opening: Opening, *, decided_by: str) -> Content:
    """立案审批表."""
    return {
        "fields": [
            *case_fields(case),
            ["案源编号", case.lead_number.text],
            ["案情摘要", case.summary],
            ["呈请理由", opening.reasons],
            ["审批意见", f"同意立案。{opening.decision_reasons}"],
        ],
        "signatures": [["机关负责人", decided_by]],
    }


def decline_form(case: Case, *, reasons: str, decided_by: str) -> Content:
    """不予立案审批表."""
    return {
        "fields": [
            *case_fields(case),
            ["案情摘要", case.summary],
            ["审批意见", f"不予立案。理由：{reasons}"],
        ],
        "signatures": [["机关负责人", decided_by]],
    }


def investigation_report(case: Case, proposal: Proposal) -> Content:
    """案件调查终结报告."""
    return {
        "fields": case_fields(case),
        "sections": [
            section("一、违法事实", *_facts_lines(proposal)),
            section("二、证据", proposal.evidence_summary),
            section("三、法律依据", *_basis_lines(proposal)),
            section(
                "四、裁量说明",
                *proposal.trace,
                proposal.deviation_reasons,
                *_leniency_lines(proposal),
            ),
            section("五、拟处理意见", *content_lines(proposal), proposal.reasons),
        ],
        "signatures": officers_of_case(case),
    }


def review_opinion(case: Case, review: Review, points: Sequence[str]) -> Content:
    """法制审核意见书: the seven points, each with its result."""
    lines = []
    for point in review.points:
        result = "符合" if point["passed"] else "存在问题"
        remark = f"：{point['remark']}" if point["remark"] else ""
        lines.append(f"{point['number']}．{points[point['number'] - 1]}——{result}{remark}")
    return {
        "fields": [*case_fields(case), ["送审文本校验码", review.proposal_hash]],
        "sections": [
            section("一、审核内容", *lines),
            section("二、审核意见", review.get_outcome_display(), review.opinion),
            section("三、责任声明", review.submission.statement, review.statement),
        ],
        "signatures": [["法制审核人员", review.reviewer_name]],
    }


def penalty_notice(
    case: Case, proposal: Proposal, terms: LegalTerms, *, offers_hearing: bool
) -> Content:
    """行政处罚事先告知书: facts, reasons, basis, one content, rights and periods (art. 44)."""
    rights = (
        "根据《行政处罚法》第四十四条、第四十五条的规定，你（单位）有权进行陈述和申辩。"
        f"请自收到本告知书之日起{terms.defend.length}个工作日内提出；"
        "逾期未提出的，视为放弃陈述、申辩的权利。本机关不会因你（单位）陈述、申辩而给予更重的处罚。"
    )
    lines = [rights]
    if offers_hearing:
        lines.append(
            "根据《行政处罚法》第六十三条、第六十四条的规定，你（单位）有要求举行听证的权利。"
            f"要求听证的，应当自收到本告知书之日起{terms.request_hearing.length}个工作日内提出；"
            "逾期未提出的，视为放弃听证权利。"
        )
    return {
        "addressee": case.party.name,
        "fields": _party_fields(case),
        "sections": [
            section("一、违法事实", *_facts_lines(proposal)),
            section("二、证据", proposal.evidence_summary),
            section("三、处罚理由和依据", *_reasons_lines(proposal)),
            section("四、拟作出的行政处罚", *content_lines(proposal)),
            section("五、你（单位）的权利", *lines),
        ],
        "contact": [case.agency.address, case.agency.complaint_phone],
        "sealed": True,
    }


def hearing_notice(case: Case, *, scheduled_on: date, place: str, presiding_name: str) -> Content:
    """行政处罚听证通知书."""
    return {
        "addressee": case.party.name,
        "opening": (
            f"根据你（单位）的申请，本机关定于{long_date(scheduled_on)}在{place}举行听证，"
            f"由{presiding_name}担任听证主持人。你（单位）认为主持人与本案有直接利害关系的，"
            "有权申请回避；可以亲自参加，也可以委托一至二人代理。"
            "无正当理由拒不出席或者未经许可中途退出的，视为放弃听证权利。"
        ),
        "sealed": True,
    }


def hearing_record_paper(case: Case, hearing: Hearing, *, record: str) -> Content:
    """听证笔录."""
    return {
        "fields": [
            *case_fields(case),
            ["听证地点", hearing.place],
            ["听证主持人", hearing.presiding_name],
        ],
        "sections": [section("听证情况", *record.splitlines())],
        "signatures": [["听证主持人", hearing.presiding_name], ["当事人", case.party.name]],
    }


def deliberation_record(
    case: Case, *, members: Sequence[Mapping[str, Any]], minutes: str, agrees: bool
) -> Content:
    """行政处罚案件集体讨论记录: every opinion, dissent included."""
    lines = [
        f"{m['name']}（{m['post']}）：{'同意' if m['agrees'] else '不同意'}。{m['opinion']}"
        for m in members
    ]
    conclusion = "同意拟处理意见。" if agrees else "不同意拟处理意见，退回重新研究。"
    return {
        "fields": case_fields(case),
        "sections": [
            section("一、讨论情况", minutes),
            section("二、参加人员意见", *lines),
            section("三、结论", conclusion),
        ],
        "signatures": [[m["post"], m["name"]] for m in members],
    }


def decision_paper(case: Case, proposal: Proposal) -> Content:
    """行政处罚决定书 or 不予行政处罚决定书: the six contents of art. 59."""
    penalty = proposal.outcome == Outcome.PENALTY
    parts: list[tuple[str, list[str]]] = [
        ("案件来源和调查经过", [_course(case)]),
        ("违法事实", _facts_lines(proposal)),
        ("证据", [proposal.evidence_summary]),
        ("告知、陈述申辩及听证", _heard(case, proposal) if penalty else []),
        ("理由和依据", _reasons_lines(proposal)),
        ("决定", [*content_lines(proposal), *([] if penalty else _orders(proposal))]),
        ("对共同当事人的处理", _of_co_parties(case)),
        ("履行方式和期限", _performance(case, proposal) if penalty else []),
        ("救济途径", [_remedies(case)]),
    ]
    return {
        "addressee": case.party.name,
        "fields": _party_fields(case),
        "sections": [
            section(f"{chinese_number(serial)}、{heading}", *texts)
            for serial, (heading, texts) in enumerate((p for p in parts if p[1]), start=1)
        ],
        "sealed": True,
    }


def closing_report(case: Case, *, reason: str, note: str) -> Content:
    """结案审批表."""
    return {
        "fields": [*case_fields(case), ["结案情形", reason]],
        "sections": [section("结案情况", note)],
        "signatures": officers_of_case(case),
    }


def content_sentence(proposal: Proposal) -> str:
    """拟作出的（或者作出的）处理 in one sentence."""
    content = penalty_content(proposal)
    if content is None:
        return f"{Outcome(proposal.outcome).title}。"
    return f"{content.sentence()}。"


def content_lines(proposal: Proposal) -> list[str]:
    """The same; where several violations are decided together, each by itself first."""
    lines = [
        f"（{chinese_number(serial)}）{one['cause']}：{one['sentence']}。"
        for serial, one in enumerate(proposal.counts, start=1)
    ]
    if not lines:
        return [content_sentence(proposal)]
    together = f"以上{chinese_number(len(lines))}项违法行为分别裁量，合并执行："
    return [*lines, together + content_sentence(proposal)]


def _facts_lines(proposal: Proposal) -> list[str]:
    return [proposal.facts, *(one["facts"] for one in proposal.counts[1:])]


def _reasons_lines(proposal: Proposal) -> list[str]:
    return [proposal.reasons, *_leniency_lines(proposal), *_basis_lines(proposal)]


def _leniency_lines(proposal: Proposal) -> list[str]:
    """可以从宽而未从宽的，说明理由."""
    if proposal.outcome != Outcome.PENALTY or not proposal.open_leniency:
        return []
    allowed = "；".join(proposal.open_leniency)
    return [f"关于{allowed}，本案不予适用，理由：{proposal.leniency_reasons}"]


def _orders(proposal: Proposal) -> list[str]:
    """What goes with an exemption: 对当事人进行教育 (art. 33), 责令监护人加以管教 (art. 30)."""
    known = grounds()
    named = [known[one] for one in proposal.grounds if one in known]
    return [f"依据{one.cite}的规定，{one.order}。" for one in named if one.order]


def case_fields(case: Case) -> list[list[str]]:
    """案由、当事人、违法行为地: the head of every internal form."""
    return [["案由", case.cause], *_party_fields(case), ["违法行为地", case.place]]


def _party_fields(case: Case) -> list[list[str]]:
    party = case.party
    fields = [["当事人", party.name]]
    if party.kind != PartyKind.PERSON:
        fields += [
            ["统一社会信用代码", party.credit_code],
            ["法定代表人（负责人）", party.legal_representative],
        ]
    names = [one.party.name for one in live_co_parties(case)]
    together = [["共同当事人", "、".join(names)]] if names else []
    return [*fields, ["住所（住址）", party.address], *together]


def _of_co_parties(case: Case) -> list[str]:
    """共同违法的其他当事人: decided on the same day, each by its own text."""
    lines = []
    for one in live_co_parties(case):
        proposal = one.proposals.order_by("revision").last()
        if proposal is not None:
            lines.append(f"{one.party.name}：{content_sentence(proposal)}")
    return ["对下列当事人同日分别作出决定：", *lines] if lines else []


def officers_of_case(case: Case) -> list[list[str]]:
    """承办人 as they sign."""
    found = [case.lead_officer, case.assisting_officer]
    return [["承办人", officer.name] for officer in found if officer is not None]


def _course(case: Case) -> str:
    assert case.opened_on is not None  # a case is decided only after it was opened
    return (
        f"{long_date(case.discovered_on)}，本机关因{case.source}发现当事人涉嫌{case.cause}，"
        f"于{long_date(case.opened_on)}立案（{case.number}），由两名持有行政执法证件的执法人员调查，"
        "现已调查终结。"
    )


def _heard(case: Case, proposal: Proposal) -> list[str]:
    """What was told and what was answered, for this text."""
    lines = []
    served = case.notice_services.filter(proposal_hash=proposal.hash).last()
    if served is not None:
        number = served.document.number
        lines.append(
            f"{long_date(served.served_on)}，本机关向当事人送达《{served.document.title}》"
            f"（{number.text if number else ''}），告知拟作出的处罚内容及事实、理由、依据和权利。"
        )
    for defence in case.defences.order_by("received_on", "id"):
        if defence.waived:
            lines.append(f"{long_date(defence.received_on)}，当事人书面放弃陈述、申辩。")
            continue
        answer = getattr(defence, "defenceanswer", None)
        lines.append(f"当事人于{long_date(defence.received_on)}提出陈述、申辩：{defence.content}")
        if answer is not None:
            word = "予以采纳" if answer.accepted else "不予采纳"
            lines.append(f"本机关复核后{word}，理由：{answer.reasons}")
    if not case.defences.exists():
        lines.append("当事人在规定期限内未提出陈述、申辩。")
    for held in case.hearing_records.order_by("held_on"):
        lines.append(f"{long_date(held.held_on)}举行听证，本决定根据听证笔录作出。")
    return lines


def _performance(case: Case, proposal: Proposal) -> list[str]:
    if not proposal.fine_yuan and not proposal.confiscated_gains_yuan:
        return ["请自收到本决定书之日起按照决定内容履行。"]
    return [
        "请自收到本决定书之日起十五日内，持本决定书到指定银行或者通过电子支付系统缴纳罚没款"
        "（《行政处罚法》第六十七条）。",
        "到期不缴纳罚款的，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额"
        "（《行政处罚法》第七十二条）；确有经济困难的，可以申请延期或者分期缴纳（第六十六条）。",
    ]


def _remedies(case: Case) -> str:
    book, on = lawbook_of(case), case.opened_on or case.registered_on
    days = book.time_limit("apply_reconsideration", on=on).length
    months = book.time_limit("sue", on=on).length
    return (
        f"如不服本决定，可以自收到本决定书之日起{days}日内向{case.agency.reconsideration_body}"
        f"申请行政复议，或者自收到本决定书之日起{months}个月内依法向{case.agency.court}提起行政诉讼。"
        "行政复议、行政诉讼期间，本决定不停止执行，法律另有规定的除外。"
    )


_BASIS_SENTENCES = {"forbids": "上述行为违反了{}的规定。", "penalises": "处理依据：{}。"}


def _basis_lines(proposal: Proposal) -> list[str]:
    lines = []
    for use, sentence in _BASIS_SENTENCES.items():
        cited = "、".join(cite["text"] for cite in proposal.basis if cite["use"] == use)
        if cited:
            lines.append(sentence.format(cited))
    return lines


def section(heading: str, *paragraphs: str) -> Content:
    """One part of a document, without the paragraphs that say nothing."""
    return {"heading": heading, "paragraphs": [text for text in paragraphs if text]}
