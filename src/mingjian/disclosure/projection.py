"""Projection (公示稿): from the decision as the agency has it to what the public may read.

An allow-list: ``PublicDecision`` names every field there is; what it does not name cannot get out.
What happens to each kind of data is a rule of the law packs (redaction.toml), with its source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any

from mingjian.disclosure.grounds import WithholdGround
from mingjian.disclosure.leaks import KnownValue, Leak, find_leaks
from mingjian.disclosure.masking import Masking, Withheld
from mingjian.law.dates import long_date
from mingjian.law.disclosure_terms import Term, disclosure_term
from mingjian.law.lawbook import LawBook, UnknownLawValue
from mingjian.law.penalties import PenaltyKind
from mingjian.law.procedure.kinds import PartyKind
from mingjian.law.redaction import find_withholding_rules

PARTY_WORDS = {
    PartyKind.PERSON: "自然人",
    PartyKind.ORGANISATION: "法人或者其他组织",
    PartyKind.INDIVIDUAL_BUSINESS: "个体工商户",
}


@dataclass(frozen=True)
class Source:
    """决定原貌: what the projection is made from. ``private`` is known and must not get out."""

    agency: str
    division_code: str
    division: str
    party_kind: PartyKind
    party_name: str
    credit_code: str
    legal_representative: str
    cause: str
    facts: str
    basis: tuple[str, ...]
    kinds: tuple[PenaltyKind, ...]
    penalty: str
    fine_yuan: Decimal
    confiscated: str
    number: str
    decided_on: date
    law_pack: str
    remedy: str
    address: str = ""
    other_people: tuple[str, ...] = ()
    private: tuple[KnownValue, ...] = ()
    is_minor: bool = False
    is_summary: bool = False
    sector: str = ""


@dataclass(frozen=True)
class Masks:
    """需要隐去的内容, as the clerk lists it: exact passages of the decision."""

    other_people: tuple[str, ...] = ()
    reporters: tuple[str, ...] = ()
    trade_secrets: tuple[str, ...] = ()
    sensitive: tuple[str, ...] = ()


@dataclass(frozen=True)
class PublicDecision:
    """公示的处罚决定: every field the public ever sees; the comment is its Chinese name."""

    title: str  # 标题
    agency: str  # 处罚机关
    division_code: str  # 行政区划代码
    division: str  # 行政区划
    party_name: str  # 行政相对人名称
    party_kind: str  # 行政相对人类别
    credit_code: str  # 统一社会信用代码
    legal_representative: str  # 法定代表人（负责人、经营者）
    cause: str  # 案由
    facts: str  # 违法事实
    basis: list[str]  # 处罚依据
    kinds: list[str]  # 处罚种类
    penalty: str  # 处罚内容
    fine_yuan: str  # 罚款金额（元）
    confiscated: str  # 没收内容
    number: str  # 处罚决定书文号
    decided_on: str  # 处罚决定日期
    law_pack: str  # 适用的法律参数
    summary: str  # 一句话说明
    remedy: str  # 救济途径
    notes: list[str] = field(default_factory=list)  # 处理说明


FIELD_TITLES: Mapping[str, str] = {
    "title": "标题",
    "agency": "处罚机关",
    "division_code": "行政区划代码",
    "division": "行政区划",
    "party_name": "行政相对人名称",
    "party_kind": "行政相对人类别",
    "credit_code": "统一社会信用代码",
    "legal_representative": "法定代表人（负责人）",
    "cause": "案由",
    "facts": "违法事实",
    "basis": "处罚依据",
    "kinds": "处罚种类",
    "penalty": "处罚内容",
    "fine_yuan": "罚款金额（元）",
    "confiscated": "没收内容",
    "number": "处罚决定书文号",
    "decided_on": "处罚决定日期",
    "law_pack": "适用的法律参数",
    "summary": "一句话说明",
    "remedy": "救济途径",
    "notes": "处理说明",
}
assert set(FIELD_TITLES) == {each.name for each in fields(PublicDecision)}


@dataclass(frozen=True)
class Projection:
    """公示稿: the fields, what was withheld by which rule, and whether it may be published at all.

    ``publish`` False: ``ground``, ``reason`` and ``cite`` say why; no choice changes that.
    ``advice``: what the clerk should weigh. ``leaks``: personal data still in the text.
    """

    fields: PublicDecision
    withheld: tuple[Withheld, ...]
    publish: bool
    ground: WithholdGround | None
    reason: str
    cite: str
    advice: tuple[str, ...]
    leaks: tuple[Leak, ...]
    term_ends_on: date | None

    @property
    def content(self) -> dict[str, Any]:
        """The fields as the public record keeps them."""
        return dict(vars(self.fields))


def project(*, source: Source, masks: Masks, lawbook: LawBook) -> Projection:
    """Build the projection under the rules in force when the decision was made."""
    rules = lawbook.redaction_rules(on=source.decided_on)
    masking = Masking(
        rules=rules,
        party_kind=source.party_kind,
        party_name=source.party_name,
        address=source.address,
        representative=source.legal_representative,
        other_people=_others(source, masks),
        passages={
            "trade_secret": masks.trade_secrets,
            "reporter_name": masks.reporters,
            "sensitive_information": (*masks.sensitive, *(each.value for each in source.private)),
        },
    )
    decision = _decision(source, masking)
    refusing = find_withholding_rules(
        rules=rules,
        is_minor=source.is_minor,
        kinds=source.kinds,
        is_summary=source.is_summary,
        sector=source.sector,
    )
    ends_on, advice = _term(source, lawbook)
    return Projection(
        fields=decision,
        withheld=masking.withheld,
        publish=not refusing,
        ground=_ground(source) if refusing else None,
        reason="；".join(f"{rule.title}不予公开" for rule in refusing),
        cite="、".join(dict.fromkeys(str(rule.cite) for rule in refusing)),
        advice=advice,
        leaks=leaks_in(content=vars(decision), source=source, masks=masks),
        term_ends_on=ends_on,
    )


def known_values(*, source: Source, masks: Masks) -> tuple[KnownValue, ...]:
    """What the case and the clerk know must appear nowhere."""
    return (
        *source.private,
        *(KnownValue("其他人姓名", name) for name in _others(source, masks)),
        *(KnownValue("举报人信息", text) for text in masks.reporters),
        *(KnownValue("商业秘密", text) for text in masks.trade_secrets),
        *(KnownValue("敏感信息", text) for text in masks.sensitive),
    )


def leaks_in(*, content: Mapping[str, Any], source: Source, masks: Masks) -> tuple[Leak, ...]:
    """What of the case, or of anybody, is still in this text."""
    return find_leaks(
        content=content,
        titles=FIELD_TITLES,
        known=known_values(source=source, masks=masks),
        shown=(content["party_name"], content["legal_representative"]),
        natural_person=source.party_kind is not PartyKind.ORGANISATION,
    )


def _others(source: Source, masks: Masks) -> tuple[str, ...]:
    """Names to cover: those the case knows and those the clerk lists, but not the party's own."""
    own = {source.party_name, source.legal_representative}
    names = dict.fromkeys(name.strip() for name in (*source.other_people, *masks.other_people))
    return tuple(name for name in names if len(name) > 1 and name not in own)


def _decision(source: Source, masking: Masking) -> PublicDecision:
    party = masking.party_name()
    penalty = masking.text(source.penalty, "处罚内容")
    cause = masking.text(source.cause, "案由")
    return PublicDecision(
        title=f"{source.agency}对{party}的处罚决定" if source.kinds else f"对{party}的处理决定",
        agency=source.agency,
        division_code=source.division_code,
        division=source.division,
        party_name=party,
        party_kind=PARTY_WORDS[source.party_kind],
        credit_code=masking.credit_code(source.credit_code),
        legal_representative=masking.representative(source.legal_representative),
        cause=cause,
        facts=masking.text(source.facts, "违法事实"),
        basis=list(source.basis),
        kinds=[kind.value for kind in source.kinds],
        penalty=penalty,
        fine_yuan=f"{source.fine_yuan:.2f}",
        confiscated=masking.text(source.confiscated, "没收内容"),
        number=source.number,
        decided_on=source.decided_on.isoformat(),
        law_pack=source.law_pack,
        summary=_summary(source, party, cause, penalty),
        remedy=source.remedy,
        notes=masking.notes(),
    )


def _summary(source: Source, party: str, cause: str, penalty: str) -> str:
    """一句话说明: who did what to whom, for everybody."""
    return (
        f"{long_date(source.decided_on)}，{source.agency}因{party}有“{cause}”的行为，"
        f"作出决定：{penalty.rstrip('。')}。"
    )


def _ground(source: Source) -> WithholdGround:
    return WithholdGround.MINOR if source.is_minor else WithholdGround.RULE


@dataclass(frozen=True)
class Terms:
    """公示期 depends on these and on nothing else of a decision."""

    kinds: tuple[PenaltyKind, ...]
    fine_yuan: Decimal
    decided_on: date
    is_summary: bool = False


def term_of(terms: Terms, lawbook: LawBook) -> date | None:
    """公示截止期; decisions older than the rules have none."""
    found = _term_in(terms, lawbook)
    return found.ends_on_max if found else None


def _term_in(terms: Terms, lawbook: LawBook) -> Term | None:
    if not terms.kinds:
        return None
    try:
        return disclosure_term(
            kinds=terms.kinds,
            fine_yuan=terms.fine_yuan,
            decided_on=terms.decided_on,
            lawbook=lawbook,
            is_summary=terms.is_summary,
        )
    except UnknownLawValue:
        return None


def _term(source: Source, lawbook: LawBook) -> tuple[date | None, tuple[str, ...]]:
    """公示期 and what it advises."""
    terms = Terms(source.kinds, source.fine_yuan, source.decided_on, source.is_summary)
    term = _term_in(terms, lawbook)
    if term is None:
        return None, ()
    if term.is_published:
        return term.ends_on_max, ()
    sentence = (
        f"本决定属于{term.dishonesty_class.label}失信信息，原则上不予公示（{term.cite}）；"
        "确有必要公示的，请写明理由。"
    )
    return term.ends_on_max, (sentence,)
