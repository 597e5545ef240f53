"""Changes (版次变更): two versions chosen by the address, and their difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from mingjian.disclosure.models import PublicList
from mingjian.disclosure.standing.contents import table_of
from mingjian.law.standing.differences import Difference, compare
from mingjian.law.standing.kinds import list_kind


@dataclass(frozen=True)
class Changes:
    """From ``before`` to ``after``; ``before`` is None for the first version."""

    before: PublicList | None
    after: PublicList
    difference: Difference | None


def read_changes(versions: Sequence[PublicList], *, query: QueryDict) -> Changes:
    """The two versions that the address names; what cannot be read falls back to the newest."""
    by_number = {each.version: each for each in versions}
    after = by_number.get(_number(query, "to"), versions[0])
    before = by_number.get(_number(query, "from"), by_number.get(after.version - 1))
    if before is None or before.version == after.version:
        return Changes(None, after, None)
    if before.version > after.version:
        before, after = after, before
    difference = compare(
        kind=list_kind(after.kind),
        before=table_of(before.content),
        after=table_of(after.content),
    )
    return Changes(before, after, difference)


def _number(query: QueryDict, name: str) -> int:
    text = query.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
