"""Reading (查阅): the versions that the released log covers, and whether the newest is stale."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from mingjian.disclosure.models import AgencyPage, ListDraft, PublicList
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


def count_open(*, agency_id: UUID, on: date) -> int:
    """待办: lists of an agency with a draft under way, or stale in public; two queries."""
    drafts = ListDraft.objects.filter(list__agency_id=agency_id).order_by("list", "-revision")
    newest = drafts.select_related("list", "release").distinct("list")
    page = AgencyPage.objects.filter(agency_id=agency_id).values("page_id")
    versions = {each.kind: each for each in newest_lists().filter(agency__in=page)}
    stale = {kind for kind, each in versions.items() if staleness_of(each, on=on)}
    return len(stale | {each.list.kind for each in newest if not hasattr(each, "release")})
