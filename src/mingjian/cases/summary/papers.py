"""What the on-the-spot decision says (当场行政处罚决定书): the contents of 行政处罚法 art. 52."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from mingjian.cases.days import BEIJING
from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.lawbook import LawBook
from mingjian.law.penalties import PenaltyContent
from mingjian.law.procedure import EvidenceKind, PartyKind
from mingjian.law.summary import PaymentWay
from mingjian.registry.models import Agency, Party


def facts_sentence(*, at: datetime, place: str, cause: str) -> str:
    """违法事实, written for the officer: time, place, act."""
    return f"{moment(at)}，执法人员在{place}发现当事人有下列违法行为：{cause}。"


def moment(at: datetime) -> str:
    """2026年5月11日10时32分."""
    local = at.astimezone(BEIJING)
    return f"{long_date(local.date())}{local:%H时%M分}"


def evidence_words(kinds: Sequence[EvidenceKind]) -> str:
    """证据 by their kinds, in the order of art. 46."""
    return "、".join(kind.title for kind in EvidenceKind if kind in kinds)


def told_sentences(*, content: PenaltyContent, basis: str) -> list[str]:
    """告知 read to the party before the decision (行政处罚法 arts. 44, 45)."""
    return [
        f"拟对你（单位）作出：{content.sentence()}。依据：{basis}。",
        "你（单位）有权进行陈述和申辩，本机关不会因陈述、申辩而给予更重的处罚"
        "（《行政处罚法》第四十四条、第四十五条）。",
    ]


def remedy_sentences(*, agency: Agency, lawbook: LawBook, on: date) -> list[str]:
    """救济途径: reconsideration comes first (行政复议法 2023 arts. 23, 32)."""
    days = lawbook.time_limit("apply_reconsideration", on=on).length
    after = lawbook.time_limit("sue_after_reconsideration", on=on).length
    return [
        f"如不服本决定，应当自收到本决定书之日起{days}日内先向{agency.reconsideration_body}"
        "申请行政复议，也可以通过本机关提交行政复议申请"
        "（《行政复议法》第二十三条第一款第（一）项、第三十二条）。",
        f"对行政复议决定仍不服的，可以自收到行政复议决定书之日起{after}日内依法向{agency.court}"
        "提起行政诉讼。未经行政复议，不能直接提起行政诉讼。",
        "行政复议、行政诉讼期间，本决定不停止执行，法律另有规定的除外。",
    ]


def performance_sentences(
    *, content: PenaltyContent, way: PaymentWay, lawbook: LawBook, on: date
) -> list[str]:
    """履行方式和期限 (行政处罚法 arts. 53, 67–70)."""
    if not content.fine_yuan:
        return []
    if way.is_cash:
        return [
            f"罚款由执法人员{way.title}（《行政处罚法》第六十八条、第六十九条），"
            "执法人员必须出具财政部门统一制发的专用票据；不出具的，当事人有权拒绝缴纳（第七十条）。"
        ]
    days = lawbook.time_limit("pay_fine", on=on).length
    return [
        f"请自收到本决定书之日起{days}日内到指定的银行或者通过电子支付系统缴纳罚款"
        "（《行政处罚法》第六十七条）。到期不缴纳的，每日按罚款数额的百分之三加处罚款，"
        "加处罚款的数额不超出罚款的数额（第七十二条）。"
    ]


def decision_paper(
    *,
    party: Party,
    officers: Sequence[tuple[str, str]],
    place: str,
    at: datetime,
    facts: str,
    evidence: str,
    heard: str,
    basis: Sequence[str],
    content: PenaltyContent,
    performance: Sequence[str],
    remedies: Sequence[str],
    receipt: str,
) -> dict[str, Any]:
    """The numbered form; ``officers`` are names with the numbers of their cards."""
    sections = [
        ("一、违法行为和证据", [facts, f"上述事实有{evidence}为证，事实确凿。"]),
        ("二、告知和陈述、申辩", [heard]),
        ("三、依据和决定", [*basis, f"现当场作出如下行政处罚：{content.sentence()}。"]),
        ("四、履行方式和期限", list(performance)),
        ("五、救济途径", list(remedies)),
    ]
    kept = [(heading, texts) for heading, texts in sections if texts]
    return {
        "addressee": party.name,
        "fields": [*party_fields(party), ["时间", moment(at)], ["地点", place]],
        "sections": [{"heading": h, "paragraphs": texts} for h, texts in kept],
        "signatures": [
            *([f"执法人员（证件号{number}）", name] for name, number in officers),
            ["当事人签收", receipt],
        ],
        "sealed": True,
    }


def party_fields(party: Party) -> list[list[str]]:
    """当事人 as the form names it."""
    fields = [["当事人", party.name]]
    if party.kind != PartyKind.PERSON:
        fields += [
            ["统一社会信用代码", party.credit_code],
            ["法定代表人（负责人）", party.legal_representative],
        ]
    return [*fields, ["住所（住址）", party.address]]


def basis_sentences(
    *, forbids: Sequence[Citation], penalises: Sequence[Citation], tier: str
) -> list[str]:
    """违反的规定, 处罚的依据, and the tier where a benchmark has one."""
    forbidden = "、".join(str(cite) for cite in forbids)
    return [
        *([f"上述行为违反了{forbidden}的规定。"] if forbidden else []),
        f"处罚依据：{'、'.join(str(cite) for cite in penalises)}。",
        *([f"按照裁量基准，本次适用“{tier}”阶次。"] if tier else []),
    ]
