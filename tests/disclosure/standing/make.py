"""Standing lists of a test agency: rows that are complete, and the acts that publish them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mingjian.disclosure.models import ListDraft, PublicList
from mingjian.disclosure.standing.contents import setting_of
from mingjian.disclosure.standing.drafting import draft_list, fill_list
from mingjian.disclosure.standing.releasing import publish_list, review_list
from mingjian.law.standing.kinds import Filled, Row, list_kind
from mingjian.registry.models import Agency
from tests.disclosure.make import TODAY, TODAY_AT, Office, make_office
from tests.registry.make import make_agency

OPINION = "与职权依据逐项核对一致，同意公布。"


def an_office(**agency: Any) -> Office:
    """An agency and the people who keep its lists."""
    return make_office(make_agency(**agency).id)


def titles_of(office: Office, kind: str) -> list[str]:
    """The elements that the agency's law demands."""
    setting = setting_of(Agency.objects.get(id=office.agency_id), on=TODAY)
    return [one.title for one in list_kind(kind).elements(book=setting.book, on=TODAY)]


def a_row(office: Office, kind: str, serial: int = 1, **changes: str) -> Row:
    """A complete row."""
    key = list_kind(kind).key
    return tuple(
        changes.get(title, f"编{serial:03d}" if title == key else f"{title}的内容")
        for title in titles_of(office, kind)
    )


def drafted(office: Office, kind: str = "items", rows: Sequence[Row] | None = None) -> ListDraft:
    """The newest draft, by the clerk."""
    same: dict[str, Any] = {"agency_id": office.agency_id, "kind": kind, "note": "首次编制"}
    if list_kind(kind).filled is not Filled.TYPED:
        return fill_list(by=office.clerk, **same, **TODAY_AT)
    rows = [a_row(office, kind)] if rows is None else rows
    return draft_list(rows=rows, by=office.clerk, **same, **TODAY_AT)


def reviewed(draft: ListDraft, office: Office, *, passed: bool = True) -> ListDraft:
    """Reviewed by the head."""
    review_list(
        draft_id=draft.id,
        seen_hash=draft.hash,
        passed=passed,
        opinion=OPINION,
        by=office.head,
        **TODAY_AT,
    )
    return draft


def released(office: Office, kind: str = "items", rows: Sequence[Row] | None = None) -> PublicList:
    """Drafted, reviewed by another person, published."""
    draft = reviewed(drafted(office, kind, rows), office)
    return publish_list(draft_id=draft.id, by=office.clerk, **TODAY_AT)
