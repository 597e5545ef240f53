"""Conditions (检索条件): what the address asks for, checked; every mistake is a whole sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from mingjian.disclosure.search import LONGEST_QUERY, RecordQuery
from mingjian.disclosure.text import terms_of
from mingjian.law.penalties import PenaltyKind

NAMES = ("q", "kind", "agency", "division", "year", "since", "until")
_AGENCY = re.compile(r"[0-9]{6}-[0-9]{1,6}", re.ASCII)
_DIVISION = re.compile(r"[1-9][0-9](?:[0-9]{2}){0,2}", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
# 2026-05-11、2026/5/11、2026年5月11日
_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?", re.ASCII)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")
_FIRST_YEAR, _LAST_YEAR = 1949, 2999


@dataclass(frozen=True)
class Mistake:
    """What cannot be searched for, why, and what to do; ``name`` is the field's."""

    name: str
    text: str


@dataclass(frozen=True)
class Conditions:
    """检索条件: the query, the page, what was wrong, and what was typed (cut, for the form)."""

    query: RecordQuery
    page: int
    mistakes: tuple[Mistake, ...]
    typed: Mapping[str, str]

    @property
    def terms(self) -> tuple[str, ...]:
        """检索词, normalised, as the search looks for them."""
        return tuple(terms_of(self.query.words))

    @property
    def narrowed(self) -> bool:
        """Whether anything but the words restricts the list."""
        return any(value for name, value in self.given.items() if name != "q")

    @property
    def given(self) -> dict[str, str]:
        """The conditions as the address says them, without the page."""
        query = self.query
        given = {
            "q": query.words,
            "kind": query.kind,
            "agency": query.agency,
            "division": query.division,
            "year": str(query.year or ""),
            "since": query.since.isoformat() if query.since else "",
            "until": query.until.isoformat() if query.until else "",
        }
        return {name: value for name, value in given.items() if value}

    def address(self, **changes: str) -> str:
        """The list with some conditions changed; "" takes one away. Back to page 1."""
        kept = {name: value for name, value in {**self.given, **changes}.items() if value}
        return f"?{urlencode(kept)}"

    def without(self, *names: str) -> str:
        """The list without these conditions."""
        return self.address(**dict.fromkeys(names, ""))


def read_conditions(params: Mapping[str, str]) -> Conditions:
    """Read the address; what cannot be read becomes a mistake and restricts nothing."""
    typed = dict.fromkeys((*NAMES, "page"), "")
    typed |= {name: _seen(params[name]) for name in typed if name in params}
    mistakes: list[Mistake] = []
    words = _words(typed["q"], mistakes)
    since = _day("since", "起始日期", typed["since"], mistakes)
    until = _day("until", "截止日期", typed["until"], mistakes)
    if since and until and since > until:
        mistakes.append(Mistake("since", "起始日期晚于截止日期。请对调两个日期，或者只填一个。"))
    query = RecordQuery(
        words=words,
        agency=_agency(typed["agency"], mistakes),
        division=_division(typed["division"], mistakes),
        kind=_kind(typed["kind"], mistakes),
        year=_year(typed["year"], mistakes),
        since=since,
        until=until,
    )
    page = _page(typed["page"], mistakes)
    cut = {name: text[:LONGEST_QUERY] for name, text in typed.items()}
    return Conditions(query, page, tuple(mistakes), cut)


def _seen(text: str) -> str:
    """Without control characters: nobody typed them, and the database takes no NUL."""
    return _UNSEEN.sub(" ", text).strip() if text else text


def _words(text: str, mistakes: list[Mistake]) -> str:
    if len(text) <= LONGEST_QUERY:
        return text
    mistakes.append(
        Mistake(
            "q",
            f"检索词有 {len(text):,} 个字，最多 {LONGEST_QUERY} 个字。"
            "请只留当事人名称、文号或者违法行为中的几个字。",
        )
    )
    return ""


def _day(name: str, title: str, text: str, mistakes: list[Mistake]) -> date | None:
    if not text:
        return None
    found = _DAY.fullmatch(text)
    try:
        day = date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        day = None
    if day is None:
        mistakes.append(
            Mistake(name, f"{title}“{_short(text)}”不是一个日期。请写成 2026-05-11 的样子。")
        )
    return day


def _agency(text: str, mistakes: list[Mistake]) -> str:
    if not text or _AGENCY.fullmatch(text):
        return text
    mistakes.append(Mistake("agency", "没有这样的执法机关编号。请从“执法机关”中选择。"))
    return ""


def _division(text: str, mistakes: list[Mistake]) -> str:
    if not text or _DIVISION.fullmatch(text):
        return text
    mistakes.append(Mistake("division", "行政区划代码应当是二位、四位或者六位数字。"))
    return ""


def _kind(text: str, mistakes: list[Mistake]) -> str:
    if not text or text in {kind.value for kind in PenaltyKind}:
        return text
    mistakes.append(Mistake("kind", f"没有“{_short(text)}”这一处罚种类。请从“处罚种类”中选择。"))
    return ""


def _year(text: str, mistakes: list[Mistake]) -> int | None:
    if not text:
        return None
    if _NUMBER.fullmatch(text) and _FIRST_YEAR <= int(text) <= _LAST_YEAR:
        return int(text)
    mistakes.append(Mistake("year", f"年份“{_short(text)}”不对。请写成四位数字，例如 2026。"))
    return None


def _page(text: str, mistakes: list[Mistake]) -> int:
    if not text:
        return 1
    if _NUMBER.fullmatch(text) and int(text) > 0:
        return int(text)
    mistakes.append(Mistake("page", f"页码“{_short(text)}”不对。页码是从 1 开始的数字。"))
    return 1


def _short(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:20]}……"
