"""Showing a list (清单页): rows as entries, live states beside them, and what the version is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django.urls import reverse

from mingjian.disclosure.models import PublicAgency, PublicCredential, PublicList
from mingjian.disclosure.standing.contents import table_of
from mingjian.disclosure.standing.reading import (
    leaf_place,
    newest_lists,
    staleness_of,
    superseded_on,
    versions_of,
)
from mingjian.law.dates import long_date
from mingjian.law.standing.kinds import Filled, ListKind, list_kind, list_kinds
from mingjian.law.standing.staleness import Staleness
from mingjian.portal.lists.states import CredentialState, state_of
from mingjian.web.parts import Link, SummaryRow

# 栏目多的清单逐条列出，栏目少的列成一张表。
MOST_COLUMNS = 5
_RULE_COLUMNS = ("规则编号", "规则摘要")
_PROCEDURE, _ORDINARY = "procedure/", "ordinary"


@dataclass(frozen=True)
class Cell:
    """One element of a row."""

    title: str
    text: str
    is_rule: bool


@dataclass(frozen=True)
class ListRow:
    """One row: its heading, the other elements, a link and the state of now where there is one."""

    key: str
    heading: str
    cells: tuple[Cell, ...]
    link: Link | None
    state: CredentialState | None


@dataclass(frozen=True)
class ListPage:
    """清单的一版 as people read it."""

    version: PublicList
    kind: ListKind
    headings: tuple[str, ...]
    rows: tuple[ListRow, ...]
    versions: tuple[PublicList, ...]
    obsolete_since: date | None
    stale: tuple[Staleness, ...]
    leaf_index: int | None
    about: tuple[SummaryRow, ...]

    @property
    def is_table(self) -> bool:
        """Few enough columns for a table."""
        return len(self.headings) <= MOST_COLUMNS

    @property
    def first_heading(self) -> str:
        """The element that heads each row."""
        return self.headings[_heading_at(self.headings)]

    @property
    def rules_run(self) -> bool:
        """公布的就是执行的: every rule still has the published hash."""
        return self.kind.filled is Filled.RULES and not self.stale

    @property
    def address(self) -> str:
        """The permanent address of this very version."""
        return version_address(self.version)


@dataclass(frozen=True)
class Door:
    """One list of an agency on its page."""

    kind: ListKind
    url: str
    count: int
    version: PublicList
    is_stale: bool


def read_list(*, slug: str, kind: str, version: int | None, on: date) -> ListPage | None:
    """The newest version, or the one asked for; None where there is none."""
    versions = versions_of(agency=slug, kind=kind)
    found = next((each for each in versions if version in (None, each.version)), None)
    if found is None:
        return None
    own = list_kind(kind)
    ended = superseded_on(found)
    rows = tuple(_rows(found, own))
    return ListPage(
        version=found,
        kind=own,
        headings=tuple(found.content["elements"]),
        rows=rows,
        versions=tuple(versions),
        obsolete_since=ended,
        stale=() if ended else staleness_of(found, on=on),
        leaf_index=leaf_place(found),
        about=_about(found, own, len(rows)),
    )


def doors_of(agency: PublicAgency, *, on: date) -> list[Door]:
    """The lists of an agency in the order of the kinds; one query."""
    found = {each.kind: each for each in newest_lists().filter(agency=agency)}
    return [
        Door(
            kind=kind,
            url=_door(agency.slug, kind.kind),
            count=len(found[kind.kind].content["rows"]),
            version=found[kind.kind],
            is_stale=bool(staleness_of(found[kind.kind], on=on)),
        )
        for kind in list_kinds()
        if kind.kind in found
    ]


def list_address(slug: str, kind: str) -> str:
    """The address of the newest version."""
    return reverse("portal:list", args=[slug, kind])


def _door(slug: str, kind: str) -> str:
    """Where a person wants to go first: the board is a page of its own."""
    return reverse("portal:board", args=[slug]) if kind == "board" else list_address(slug, kind)


def version_address(version: PublicList) -> str:
    """The permanent address of one version."""
    return reverse("portal:list-version", args=[version.agency_id, version.kind, version.version])


def _rows(version: PublicList, kind: ListKind) -> list[ListRow]:
    table = table_of(version.content)
    states = _states(version) if kind.kind == "officers" else {}
    key_at = table.column(kind.key) or 0
    head_at = _heading_at(table.elements)
    return [
        ListRow(
            key=row[key_at],
            heading=row[head_at],
            cells=tuple(_cells(table.elements, row, head_at)),
            link=_link(kind, row[key_at], version.agency_id),
            state=states.get(row[key_at]) if kind.kind == "officers" else None,
        )
        for row in table.rows
    ]


def _heading_at(elements: Sequence[str]) -> int:
    """What a person calls the row: 姓名, 事项名称, 内容, or else the first element."""
    names = ("姓名", "事项名称", "内容")
    return next((elements.index(name) for name in names if name in elements), 0)


def _cells(elements: Sequence[str], row: Sequence[str], head_at: int) -> list[Cell]:
    return [
        Cell(title, text, title in _RULE_COLUMNS)
        for place, (title, text) in enumerate(zip(elements, row, strict=True))
        if place != head_at
    ]


def _link(kind: ListKind, key: str, slug: str) -> Link | None:
    if kind.kind == "officers":
        return Link("看证件状态", reverse("portal:officer", args=[slug, key]))
    if kind.kind == "discretion":
        return Link("算一算", f"{reverse('portal:calculator')}?rule={quote(key)}")
    if key.startswith(_PROCEDURE):
        return Link("看流程图", _chart(key.removeprefix(_PROCEDURE).partition("/")[0]))
    return None


def _chart(kind: str) -> str:
    if kind == _ORDINARY:
        return reverse("portal:procedure")
    return reverse("portal:short-procedure", args=[kind])


def _states(version: PublicList) -> dict[str, CredentialState]:
    """证件现时状态 by number; who is not in the register any more is told as such."""
    table = table_of(version.content)
    place = table.column("证件编号") or 0
    numbers = [row[place] for row in table.rows]
    cards = PublicCredential.objects.filter(number__in=numbers)
    known = {card.number: state_of(card) for card in cards}
    return {number: known.get(number, CredentialState.unknown()) for number in numbers}


def _about(version: PublicList, kind: ListKind, count: int) -> tuple[SummaryRow, ...]:
    content = version.content
    rows = [
        SummaryRow("公布机关", content["agency"]),
        SummaryRow("版次", f"第 {version.version} 版，共 {count} 行"),
        SummaryRow("公布日期", long_date(version.published_on)),
        SummaryRow("复核期限", f"{long_date(version.review_by)}以前"),
        SummaryRow("公开依据", kind.title, cite=kind.cite),
    ]
    if content["filed"]:
        rows.append(SummaryRow("备案文号", content["filed"]))
    return tuple(rows)
