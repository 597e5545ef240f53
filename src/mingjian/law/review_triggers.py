"""Triggers of legal review (法制审核情形): when a decision must pass review before it is made."""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.law.citation import Citation

REVIEW_DUTY = "国办发〔2018〕118号四（十五）"
_THREE_SYSTEMS = (
    "国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见"
)


@dataclass(frozen=True)
class Trigger:
    """法制审核情形.

    ``is_statutory``: written in 行政处罚法 art. 58, so that no jurisdiction may drop it.
    """

    slug: str
    title: str
    cite: Citation
    is_statutory: bool


def _statutory(slug: str, item: str, title: str) -> Trigger:
    return Trigger(slug, title, Citation("行政处罚法", "58", "1", item), is_statutory=True)


def _wider(slug: str, title: str) -> Trigger:
    cite = Citation(_THREE_SYSTEMS, place="（国办发〔2018〕118号）四（十二）")
    return Trigger(slug, title, cite, is_statutory=False)


# slugs as in packs: review.triggers, review.statutory_triggers
PUBLIC_INTEREST = _statutory("public_interest", "1", "涉及重大公共利益")
AFTER_HEARING = _statutory("after_hearing", "2", "直接关系当事人或者第三人重大权益，经过听证程序")
COMPLEX = _statutory("complex", "3", "案件情况疑难复杂、涉及多个法律关系")
BY_LAW = _statutory("by_law", "4", "法律、法规规定应当进行法制审核的其他情形")
MAJOR_RIGHTS = _wider("major_rights", "直接关系行政相对人或者第三人重大权益")
EVERY_PENALTY = _wider("every_penalty", "本地规定一切行政处罚决定均须法制审核")
LISTED = _wider("listed", "罚款数额列入本机关重大执法决定法制审核目录")
CATALOGUED = _wider("catalogued", "本事项列入本机关公布的重大执法决定法制审核目录")
GOVERNMENT_NAME = _wider("government_name", "以本级人民政府名义作出决定")

_ALL = (
    *(PUBLIC_INTEREST, AFTER_HEARING, COMPLEX, BY_LAW, MAJOR_RIGHTS, EVERY_PENALTY, LISTED),
    *(CATALOGUED, GOVERNMENT_NAME),
)
# 承办人可以认定的情形；其余由系统按照事实和目录认定。
DECLARABLE = (PUBLIC_INTEREST, MAJOR_RIGHTS, COMPLEX, BY_LAW, GOVERNMENT_NAME)
_BY_SLUG = {trigger.slug: trigger for trigger in _ALL}
STATUTORY_SLUGS = frozenset(trigger.slug for trigger in _ALL if trigger.is_statutory)


@dataclass(frozen=True)
class ReviewCircumstances:
    """What a case shows of itself, and what its officers declared (只能增加，不能减少).

    ``is_listed``: the fine reaches the amount of the organ's catalogue (重大执法决定目录);
    ``is_catalogued``: the published row of the item says that it is a major decision.
    """

    is_penalty: bool
    affects_major_rights: bool
    was_heard: bool
    is_listed: bool = False
    is_catalogued: bool = False
    declared: frozenset[str] = frozenset()


def all_triggers() -> tuple[Trigger, ...]:
    """Every trigger known, the law's own first: the officer's list."""
    return _ALL


def due_triggers(
    *, circumstances: ReviewCircumstances, in_force: frozenset[str]
) -> tuple[Trigger, ...]:
    """The triggers this case meets; empty when review is not owed.

    ``in_force`` are the slugs of the jurisdiction; the statute's own and the catalogue always are.
    A declared trigger counts although no rule computes it: an officer may add, never remove.
    """
    if unknown := circumstances.declared - _BY_SLUG.keys():
        raise ValueError(f"unknown review triggers declared: {sorted(unknown)}")
    always = STATUTORY_SLUGS | {LISTED.slug, CATALOGUED.slug}
    met = (_computed(circumstances) & (in_force | always)) | circumstances.declared
    return tuple(trigger for trigger in _ALL if trigger.slug in met)


def _computed(circumstances: ReviewCircumstances) -> frozenset[str]:
    if not circumstances.is_penalty:
        return frozenset()
    seen = {
        AFTER_HEARING: circumstances.was_heard,
        MAJOR_RIGHTS: circumstances.affects_major_rights,
        EVERY_PENALTY: True,
        LISTED: circumstances.is_listed,
        CATALOGUED: circumstances.is_catalogued,
    }
    return frozenset(trigger.slug for trigger, is_met in seen.items() if is_met)
