"""Reading the lists of one's agency (事前清单): where each stands and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404

from mingjian.disclosure.models import AgencyPage, ListDraft, PublicList
from mingjian.disclosure.standing.checking import list_faults
from mingjian.disclosure.standing.contents import setting_of, table_of
from mingjian.disclosure.standing.drafting import newest_draft
from mingjian.disclosure.standing.reading import staleness_of
from mingjian.law.citation import Citation
from mingjian.law.standing.checks import Fault, Setting, Table
from mingjian.law.standing.differences import Difference, compare
from mingjian.law.standing.kinds import (
    Element,
    Filled,
    ListKind,
    UnknownList,
    list_kind,
    list_kinds,
)
from mingjian.law.standing.staleness import Staleness
from mingjian.registry.models import Agency
from mingjian.web.parts import Tone

_NONE = ("尚未编制", Tone.WARN)
_STANDS = ("现行有效", Tone.GOOD)
_STALE = ("待更新", Tone.WARN)
_NEXT = {
    "drafted": ("等待复核", Tone.INFO),
    "returned": ("已退回修改", Tone.WARN),
    "passed": ("等待公布", Tone.INFO),
}


@dataclass(frozen=True)
class Standing:
    """Where one list stands: the version in force, the draft over it, what is stale."""

    kind: ListKind
    version: PublicList | None
    draft: ListDraft | None
    stale: tuple[Staleness, ...]

    @property
    def step(self) -> str:
        """drafted, returned, passed; "" where no draft is under way."""
        if self.draft is None or hasattr(self.draft, "release"):
            return ""
        review = getattr(self.draft, "review", None)
        if review is None:
            return "drafted"
        return "passed" if review.passed else "returned"

    @property
    def mark(self) -> tuple[str, Tone]:
        """The word and tone of the list of lists."""
        if self.step:
            return _NEXT[self.step]
        if self.version is None:
            return _NONE
        return _STALE if self.stale else _STANDS

    @property
    def word(self) -> str:
        return self.mark[0]

    @property
    def tone(self) -> Tone:
        return self.mark[1]

    @property
    def needs_work(self) -> bool:
        """To-do: stale, missing, or under way."""
        return self.mark is not _STANDS


@dataclass(frozen=True)
class DraftPage:
    """One list at the desk: the rows that count, what is missing, what changes."""

    standing: Standing
    setting: Setting
    elements: tuple[Element, ...]
    table: Table
    faults: tuple[Fault, ...]
    difference: Difference | None
    filing: Citation | None

    @property
    def is_typed(self) -> bool:
        return self.standing.kind.filled is Filled.TYPED


def kind_or_404(kind: str) -> ListKind:
    """The kind of the address."""
    try:
        return list_kind(kind)
    except UnknownList:
        raise Http404(f"no standing list {kind!r}") from None


def standings_of(*, agency_id: UUID, on: date) -> list[Standing]:
    """All lists of an agency; two queries."""
    newest = ListDraft.objects.filter(list__agency_id=agency_id).order_by("list", "-revision")
    found = newest.select_related("list", "review", "release").distinct("list")
    drafts = {draft.list.kind: draft for draft in found}
    versions = _versions(agency_id)
    return [
        _standing(kind, versions.get(kind.kind), drafts.get(kind.kind), on) for kind in list_kinds()
    ]


def read_draft(*, agency_id: UUID, kind: ListKind, on: date) -> DraftPage:
    """One list with its newest draft, or with nothing yet."""
    setting = setting_of(Agency.objects.get(id=agency_id), on=on)
    draft = newest_draft(agency_id=agency_id, kind=kind.kind)
    version = _versions(agency_id).get(kind.kind)
    elements = kind.elements(book=setting.book, on=on)
    table = rows_in_order(draft, elements)
    filed = draft.content["filed"] if draft else ""
    return DraftPage(
        standing=_standing(kind, version, draft, on),
        setting=setting,
        elements=elements,
        table=table,
        faults=list_faults(kind=kind, table=table, setting=setting, filed=filed) if draft else (),
        difference=_difference(kind, version, draft),
        filing=kind.filing(book=setting.book, on=on),
    )


def rows_in_order(draft: ListDraft | None, elements: Sequence[Element]) -> Table:
    """The draft's rows under the elements that are demanded today."""
    titles = tuple(one.title for one in elements)
    if draft is None:
        return Table(titles, ())
    table = table_of(draft.content)
    rows = [dict(zip(table.elements, row, strict=True)) for row in table.rows]
    return Table(titles, tuple(tuple(row.get(title, "") for title in titles) for row in rows))


def _versions(agency_id: UUID) -> dict[str, PublicList]:
    """The newest version of each list, the one that waits for the log included."""
    page = AgencyPage.objects.filter(agency_id=agency_id).values("page_id")
    found = PublicList.objects.filter(agency__in=page).order_by("version")
    return {each.kind: each for each in found}


def _standing(
    kind: ListKind, version: PublicList | None, draft: ListDraft | None, on: date
) -> Standing:
    return Standing(kind, version, draft, staleness_of(version, on=on) if version else ())


def _difference(
    kind: ListKind, version: PublicList | None, draft: ListDraft | None
) -> Difference | None:
    if draft is None or hasattr(draft, "release"):
        return None
    before = table_of(version.content) if version else Table((), ())
    return compare(kind=kind, before=before, after=table_of(draft.content))
