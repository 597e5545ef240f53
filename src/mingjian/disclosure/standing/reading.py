"""Reading (查阅): the versions that the released log covers, and whether the newest is stale."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from mingjian.disclosure.models import PublicList
from mingjian.disclosure.standing.contents import setting_of_content, table_of
from mingjian.law.standing.kinds import list_kind
from mingjian.law.standing.staleness import Staleness, find_staleness
from mingjian.ledger.models import Leaf, LogHead


def shown_lists() -> QuerySet[PublicList]:
    """Every version that may be seen: its leaf is in the released log."""
    released = LogHead.objects.values("released_size")[:1]
    leaf = Leaf.objects.filter(hash=OuterRef("leaf_hash"), index__lt=Subquery(released))
    return PublicList.objects.filter(Exists(leaf))


def newest_lists() -> QuerySet[PublicList]:
    """The version in force of every list."""
    newer = shown_lists().filter(public_id=OuterRef("public_id"), version__gt=OuterRef("version"))
    return shown_lists().filter(~Exists(newer))


def versions_of(*, agency: str, kind: str) -> list[PublicList]:
    """All versions of an agency's list, newest first."""
    found = shown_lists().filter(agency_id=agency, kind=kind).select_related("agency")
    return list(found.order_by("-version"))


def superseded_on(version: PublicList) -> date | None:
    """The day on which a newer version took its place; None while it is the newest."""
    newer = shown_lists().filter(public_id=version.public_id, version=version.version + 1)
    return newer.values_list("published_on", flat=True).first()


def leaf_place(version: PublicList) -> int | None:
    """Its place in the public log."""
    return Leaf.objects.filter(hash=version.leaf_hash).values_list("index", flat=True).first()


def staleness_of(version: PublicList, *, on: date) -> tuple[Staleness, ...]:
    """Why this version has to be looked at again."""
    setting = setting_of_content(version.content, on=on)
    if setting is None:
        return ()
    return find_staleness(
        kind=list_kind(version.kind),
        table=table_of(version.content),
        published_on=version.published_on,
        review_by=version.review_by,
        setting=setting,
    )
