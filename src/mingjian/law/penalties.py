"""Penalties (行政处罚): the kinds of 行政处罚法 art. 9, and what one penalty contains."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from mingjian.law.amounts import format_yuan, yuan_in_capitals

NOTHING = Decimal(0)
_CENT = Decimal("0.01")


class PenaltyKind(StrEnum):
    """处罚种类: 行政处罚法 art. 9 (一)–(五); the value is the law's own word."""

    WARNING = "警告"
    PUBLIC_CRITICISM = "通报批评"
    FINE = "罚款"
    CONFISCATION_OF_GAINS = "没收违法所得"
    CONFISCATION_OF_PROPERTY = "没收非法财物"
    LICENSE_SUSPENSION = "暂扣许可证件"
    QUALIFICATION_DOWNGRADE = "降低资质等级"
    LICENSE_REVOCATION = "吊销许可证件"
    ACTIVITY_RESTRICTION = "限制开展生产经营活动"
    BUSINESS_SUSPENSION = "责令停产停业"
    CLOSURE_ORDER = "责令关闭"
    PRACTICE_RESTRICTION = "限制从业"
    DETENTION = "行政拘留"


# 年度报告按最重的一种处罚计数：由轻到重。Not the order of art. 9: revocation outranks closure.
SEVERITY: dict[PenaltyKind, int] = {
    PenaltyKind.WARNING: 1,
    PenaltyKind.PUBLIC_CRITICISM: 2,
    PenaltyKind.FINE: 3,
    PenaltyKind.CONFISCATION_OF_GAINS: 4,
    PenaltyKind.CONFISCATION_OF_PROPERTY: 4,
    PenaltyKind.LICENSE_SUSPENSION: 5,
    PenaltyKind.QUALIFICATION_DOWNGRADE: 6,
    PenaltyKind.ACTIVITY_RESTRICTION: 7,
    PenaltyKind.BUSINESS_SUSPENSION: 8,
    PenaltyKind.CLOSURE_ORDER: 9,
    PenaltyKind.PRACTICE_RESTRICTION: 9,
    PenaltyKind.LICENSE_REVOCATION: 10,
    PenaltyKind.DETENTION: 11,
}

# 应当告知听证权利的处罚种类 (行政处罚法 art. 63)；较大数额罚款、没收另看金额。
MAJOR_KINDS = frozenset(
    {
        PenaltyKind.QUALIFICATION_DOWNGRADE,
        PenaltyKind.LICENSE_REVOCATION,
        PenaltyKind.BUSINESS_SUSPENSION,
        PenaltyKind.CLOSURE_ORDER,
        PenaltyKind.PRACTICE_RESTRICTION,
    }
)

_MEASURED_IN_MONEY = frozenset({PenaltyKind.FINE, PenaltyKind.CONFISCATION_OF_GAINS})


def most_severe(kinds: Iterable[PenaltyKind]) -> PenaltyKind:
    """最重的处罚种类: the kind under which statistics count a penalty with several kinds."""
    return max(kinds, key=lambda kind: SEVERITY[kind])


@dataclass(frozen=True)
class PenaltyContent:
    """处罚内容: what a notice proposes or a decision imposes (行政处罚法 art. 59 (四)).

    ``other`` holds what no amount can say: the length of a suspension, the scope of a restriction,
    or a penalty of art. 9 (六). ``confiscated_items`` names the goods, not their value.
    """

    kinds: tuple[PenaltyKind, ...]
    fine_yuan: Decimal = NOTHING
    confiscated_gains_yuan: Decimal = NOTHING
    confiscated_items: str = ""
    other: str = ""

    def __post_init__(self) -> None:
        if not self.kinds and not self.other.strip():
            raise ValueError(
                "处罚内容为空：请至少选择一种处罚，或者写明法律、行政法规规定的其他处罚。"
            )
        if len(set(self.kinds)) != len(self.kinds):
            raise ValueError(f"处罚种类重复：{'、'.join(self.kinds)}。请每种只选一次。")
        _check_amount(PenaltyKind.FINE, self.kinds, self.fine_yuan)
        _check_amount(PenaltyKind.CONFISCATION_OF_GAINS, self.kinds, self.confiscated_gains_yuan)
        named = bool(self.confiscated_items.strip())
        if named != (PenaltyKind.CONFISCATION_OF_PROPERTY in self.kinds):
            raise ValueError(
                "没收非法财物与财物名称应当同时填写：请补写财物名称、数量，或者取消该处罚种类。"
            )

    @property
    def money_yuan(self) -> Decimal:
        """罚款与没收违法所得合计."""
        return self.fine_yuan + self.confiscated_gains_yuan

    @property
    def is_major_by_kind(self) -> bool:
        """Whether a kind alone, whatever the amount, gives the right to a hearing (art. 63)."""
        return not MAJOR_KINDS.isdisjoint(self.kinds)

    def is_heavier_than(self, other: PenaltyContent) -> bool:
        """更重的处罚: not allowed because the party defended itself (行政处罚法 art. 45).

        Kinds above a fine are compared first, by what was added and what was dropped; then money;
        then 警告 and 通报批评. Two penalties are never each heavier than the other. Text is not
        compared: see ``needs_human_comparison``.
        """
        added = _top_severity(set(self.kinds) - set(other.kinds))
        dropped = _top_severity(set(other.kinds) - set(self.kinds))
        if added != dropped and max(added, dropped) > SEVERITY[PenaltyKind.FINE]:
            return added > dropped
        if self.money_yuan != other.money_yuan:
            return self.money_yuan > other.money_yuan
        return added > dropped

    def needs_human_comparison(self, other: PenaltyContent) -> bool:
        """Whether goods or free text differ, so that no program can tell which is heavier."""
        mine = (self.confiscated_items.strip(), self.other.strip())
        return mine != (other.confiscated_items.strip(), other.other.strip())

    def sentence(self) -> str:
        """处罚内容 as a document writes it, without the final 。."""
        parts = [self._part(kind) for kind in PenaltyKind if kind in self.kinds]
        return "；".join([*parts, self.other.strip()] if self.other.strip() else parts)

    def _part(self, kind: PenaltyKind) -> str:
        if kind is PenaltyKind.FINE:
            return f"罚款{_money(self.fine_yuan)}"
        if kind is PenaltyKind.CONFISCATION_OF_GAINS:
            return f"没收违法所得{_money(self.confiscated_gains_yuan)}"
        if kind is PenaltyKind.CONFISCATION_OF_PROPERTY:
            return f"没收非法财物：{self.confiscated_items.strip()}"
        return kind.value


def _check_amount(kind: PenaltyKind, kinds: tuple[PenaltyKind, ...], amount: Decimal) -> None:
    if not amount.is_finite() or amount < 0 or amount != amount.quantize(_CENT):
        raise ValueError(
            f"{kind}金额应当是不小于零、最多两位小数的金额，现为{amount}。请核对金额。"
        )
    if (amount > 0) != (kind in kinds):
        raise ValueError(f"{kind}与金额不一致：选择了{kind}应当填写金额，未选择的金额应当为零。")


def _top_severity(kinds: set[PenaltyKind]) -> int:
    return max((SEVERITY[kind] for kind in kinds - _MEASURED_IN_MONEY), default=0)


def _money(amount: Decimal) -> str:
    return f"人民币{yuan_in_capitals(amount)}（¥{format_yuan(amount)}）"
