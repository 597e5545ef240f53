"""What the rules look at: the paper as data, and the case as it stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from mingjian.law.citation import Citation


class Gravity(StrEnum):
    """轻重: a serious fault forbids the seal, a slight one is pointed out."""

    SERIOUS = "serious"
    SLIGHT = "slight"

    @property
    def label(self) -> str:
        """The word shown to people."""
        return "不得用印" if self is Gravity.SERIOUS else "请核对"


@dataclass(frozen=True)
class Finding:
    """校核发现: which rule, where on the paper, what is wrong, what to do."""

    rule: str
    gravity: Gravity
    place: str
    message: str
    remedy: str
    cite: Citation | None = None


@dataclass(frozen=True)
class Paper:
    """文书: kind, day and content as they are frozen."""

    kind: str
    title: str
    dated: date
    content: Mapping[str, Any]

    @property
    def number(self) -> str:
        """文号, empty where it has none."""
        return str(self.content.get("number", ""))

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of its sections."""
        return tuple(section["heading"] for section in self._sections())

    def texts(self) -> Iterator[tuple[str, str]]:
        """Everything it says, as (place, text)."""
        for key, place in (("addressee", "抬头"), ("opening", "正文")):
            if self.content.get(key):
                yield place, str(self.content[key])
        for label, value in self.content.get("fields", ()):
            yield f"“{label}”栏", str(value)
        for section in self._sections():
            for text in section["paragraphs"]:
                yield f"“{section['heading']}”", str(text)

    def field(self, label: str) -> str:
        """The value of a field, empty where there is none."""
        return next((str(v) for k, v in self.content.get("fields", ()) if k == label), "")

    @property
    def whole(self) -> str:
        """All its text in one."""
        return "\n".join(text for _, text in self.texts())

    def _sections(self) -> Iterator[Mapping[str, Any]]:
        return (section for section in self.content.get("sections", ()) if section)


@dataclass(frozen=True)
class CaseSheet:
    """案件要素: what every document of the case must agree with."""

    agency_name: str
    number_prefix: str
    party_name: str
    party_code: str = ""
    reconsideration_body: str = ""
    court: str = ""
    reconsideration_days: int = 60
    sue_months: int = 6
    fine_yuan: Decimal = Decimal(0)
    gains_yuan: Decimal = Decimal(0)
    # 并案处理：每一项违法行为的数额；一项的为空。
    fine_parts: frozenset[Decimal] = frozenset()
    gains_parts: frozenset[Decimal] = frozenset()
    # 办案经过的日期，按应有的先后。
    days: tuple[tuple[str, date], ...] = ()
    numbers: frozenset[str] = field(default_factory=frozenset)
