"""Redaction rules (脱敏规则): what the public may see of each kind of data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mingjian.law.citation import Citation


class PartyScope(StrEnum):
    """适用的相对人: the kinds of party as a case names them, and ANY for all of them."""

    PERSON = "person"  # 自然人
    ORGANISATION = "organisation"  # 法人及非法人组织
    INDIVIDUAL_BUSINESS = "individual_business"  # 个体工商户
    ANY = "any"


class Action(StrEnum):
    """处理方式: from showing everything to not publishing at all."""

    SHOW = "show"  # 原样公开
    KEEP_FAMILY_NAME = "keep_family_name"  # 保留姓氏，名以“某某”代替
    REPLACE_OTHERS = "replace_others"  # 以“某A”“某B”代替
    MASK_MIDDLE = "mask_middle"  # 隐去中间
    CUT_TO_COUNTY = "cut_to_county"  # 只保留到县级
    REPLACE_WITH_NOTE = "replace_with_note"  # 以“××”代替并注明
    BLUR = "blur"  # 图像遮挡
    STRIP = "strip"  # 清除附加信息
    LIMIT = "limit"  # 限制检索、批量获取
    REMOVE = "remove"  # 删去
    LEAVE_NOTICE = "leave_notice"  # 撤下，留下撤下说明
    WITHHOLD = "withhold"  # 不予公开
    REFUSE = "refuse"  # 不得进入系统


# 越靠后越严：地方可以更严，不得更宽。Actions that share a rank differ in kind, not in strictness.
STRICTNESS: dict[Action, int] = {
    Action.SHOW: 0,
    Action.KEEP_FAMILY_NAME: 1,
    Action.MASK_MIDDLE: 1,
    Action.CUT_TO_COUNTY: 1,
    Action.REPLACE_OTHERS: 2,
    Action.REPLACE_WITH_NOTE: 2,
    Action.BLUR: 2,
    Action.STRIP: 2,
    Action.LIMIT: 2,
    Action.REMOVE: 3,
    Action.LEAVE_NOTICE: 3,
    Action.WITHHOLD: 4,
    Action.REFUSE: 5,
}


@dataclass(frozen=True)
class RedactionRule:
    """脱敏规则: one kind of data (element) of one kind of party, and what the public sees.

    ``sector`` limits a rule to one line of enforcement (market_supervision); "" is for all.
    ``internal`` says in Chinese who inside may see it. ``element`` is a slug of redaction.toml.
    """

    id: str
    element: str
    title: str
    party_kind: PartyScope
    action: Action
    internal: str
    sector: str
    since: date
    until: date | None
    cite: Citation
    note: str
    quality: str
    pack: str


class UnknownRedactionRule(LookupError):
    """No rule says what the public may see of this data: it must not be published."""


def find_redaction_rule(
    *, rules: Iterable[RedactionRule], element: str, party_kind: str
) -> RedactionRule:
    """适用的脱敏规则: the rule for this party before the rule for any party.

    ``rules`` are those in force (LawBook.redaction_rules). Data without a rule is refused, so that
    a new field is never published by oversight. ``party_kind`` is a value of PartyScope.
    """
    scope = PartyScope(party_kind)
    matching = [
        rule
        for rule in rules
        if rule.element == element and rule.party_kind in (scope, PartyScope.ANY)
    ]
    if not matching:
        raise UnknownRedactionRule(f"no redaction rule for {element!r} of {scope.value!r}")
    return min(matching, key=lambda rule: rule.party_kind is PartyScope.ANY)
