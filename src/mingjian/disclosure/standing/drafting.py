"""Drafting (起草): a frozen draft of the whole list; a newer draft stands over an older one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from mingjian.access.duties import refusal
from mingjian.disclosure.acting import require_clerk, require_text
from mingjian.disclosure.models import ListDraft, StandingList
from mingjian.disclosure.standing.contents import content_of, hash_of, setting_of
from mingjian.disclosure.standing.filling import fill_rows
from mingjian.journal.ids import new_id, new_public_id
from mingjian.journal.models import Stream
from mingjian.journal.writing import write_entry
from mingjian.law.roles import Actor, Role
from mingjian.law.standing.kinds import Filled, ListKind, Row, list_kind
from mingjian.registry.models import Agency

STREAM = "standing_list"
DRAFTERS = frozenset({Role.DISCLOSURE_CLERK})
_ACT = "起草公开清单"


def draft_list(
    *,
    agency_id: UUID,
    kind: str,
    rows: Sequence[Row],
    note: str,
    on: date,
    by: Actor,
    at: datetime,
    filed: str = "",
) -> ListDraft:
    """起草: keep the rows as the newest draft; nothing is public yet, and gaps may still be there.

    ``note``: what was changed and why; ``filed``: 备案文号. Refused where nothing has changed, and
    for a list whose rows are the rules themselves.
    """
    found = list_kind(kind)
    if found.filled is not Filled.TYPED:
        raise refusal(
            code="LIST_FILLED",
            message=f"“{found.title}”由{_SOURCES[found.filled]}形成，不能另行填写",
            cite=found.cite,
            remedy="请用“重新生成”取得最新内容。",
        )
    return _draft(agency_id, found, rows, note, filed, on=on, by=by, at=at)


def fill_list(
    *, agency_id: UUID, kind: str, note: str, on: date, by: Actor, at: datetime
) -> ListDraft:
    """重新生成: a draft from the registry or from the rules that run."""
    found = list_kind(kind)
    agency = Agency.objects.get(id=agency_id)
    if found.filled is Filled.TYPED:
        raise refusal(
            code="LIST_TYPED",
            message=f"“{found.title}”由机关填写，没有可以生成的内容",
            cite=found.cite,
            remedy="请逐行填写或者从文件导入。",
        )
    rows = fill_rows(kind=found, agency=agency, setting=setting_of(agency, on=on))
    return _draft(agency_id, found, rows, note, "", on=on, by=by, at=at)


def newest_draft(*, agency_id: UUID, kind: str) -> ListDraft | None:
    """The draft that counts."""
    drafts = ListDraft.objects.filter(list__agency_id=agency_id, list__kind=kind)
    return drafts.select_related("list", "review", "release").order_by("-revision").first()


def lock_list(list_id: UUID) -> None:
    """One act on a list at a time."""
    Stream.objects.select_for_update().get(id=list_id)


def write_list_entry(
    *,
    standing: StandingList,
    kind: str,
    by: Actor,
    at: datetime,
    on: date,
    payload: Mapping[str, Any],
) -> None:
    """Write the act into the list's record (全过程记录)."""
    write_entry(
        stream_id=standing.id,
        stream_kind=STREAM,
        kind=f"{STREAM}.{kind}",
        by=by,
        at=at,
        acted_on=on,
        payload={"list": standing.kind, **payload},
    )


_SOURCES = {Filled.REGISTRY: "名录", Filled.RULES: "办案系统执行的规则"}


def _draft(
    agency_id: UUID,
    kind: ListKind,
    rows: Sequence[Row],
    note: str,
    filed: str,
    *,
    on: date,
    by: Actor,
    at: datetime,
) -> ListDraft:
    require_clerk(by=by, agency_id=agency_id, roles=DRAFTERS, act=_ACT)
    why = require_text(note, what="变更说明", cite=kind.cite, remedy="请写明改了什么、为什么改。")
    with transaction.atomic():
        agency = Agency.objects.select_for_update().get(id=agency_id)
        setting = setting_of(agency, on=on)
        content = content_of(
            kind=kind, agency=agency, rows=rows, setting=setting, filed=filed.strip()
        )
        last = newest_draft(agency_id=agency_id, kind=kind.kind)
        _refuse_unchanged(kind, last, hash_of(content))
        standing = last.list if last else _begin(agency, kind)
        draft = ListDraft.objects.create(
            list=standing,
            revision=last.revision + 1 if last else 1,
            content=content,
            note=why,
            hash=hash_of(content),
            drafted_on=on,
            drafted_at=at,
            drafted_by_person_id=by.person_id,
            drafted_by_name=by.name,
        )
        payload = {"revision": draft.revision, "hash": draft.hash, "note": why}
        write_list_entry(standing=standing, kind="drafted", by=by, at=at, on=on, payload=payload)
    return draft


def _begin(agency: Agency, kind: ListKind) -> StandingList:
    """The list itself, with its first draft."""
    standing = StandingList(id=new_id(), agency=agency, kind=kind.kind, public_id=new_public_id())
    standing.save(force_insert=True)
    return standing


def _refuse_unchanged(kind: ListKind, last: ListDraft | None, new_hash: str) -> None:
    """The same content again is no draft; a returned one must change before it is sent again."""
    if last is None or last.hash != new_hash or _may_be_confirmed(last):
        return
    raise refusal(
        code="LIST_SAME",
        message=f"“{kind.title}”的内容与最近一稿相同",
        remedy="没有变更的，不必重新起草。",
    )


def _may_be_confirmed(last: ListDraft) -> bool:
    """定期复核: an unchanged list may be published once more, so that its review day moves on."""
    return hasattr(last, "release")
