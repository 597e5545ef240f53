"""Law packs (法律参数包): loaded once, never changed; an agency names the one it works under."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from uuid import UUID, uuid5

from django.db import transaction

from mingjian.access.duties import refusal, require_own_agency, require_role
from mingjian.journal.writing import write_entry
from mingjian.law.lawbook import LawBook, load_lawbook, pack_ids
from mingjian.law.roles import Actor, Role
from mingjian.registry.models import Agency, LawPack

# One stream for each pack: uuid5 of its id under this name space.
_PACK_STREAMS = UUID("6f0a4c1e-58a2-4d0e-9c60-3f6f1f6d2b11")


class PackNotLoaded(LookupError):
    """No snapshot of that pack, or of that hash, is in the database."""


def load_packs(*, by: Actor, at: datetime) -> list[LawPack]:
    """载入法律参数包: keep every shipped law book that is not kept yet; returns the new ones.

    Raises ValueError for a snapshot that was superseded: put the old values under a new version.
    """
    require_role(by=by, roles={Role.SYSTEM_ADMIN}, act="载入法律参数包")
    with transaction.atomic():
        loaded = [load_pack(pack_id=pack_id, by=by, at=at) for pack_id in pack_ids()]
    return [pack for pack in loaded if pack is not None]


def load_pack(*, pack_id: str, by: Actor, at: datetime) -> LawPack | None:
    """Keep the shipped law book of one pack; None where it is kept already. Errors as above."""
    require_role(by=by, roles={Role.SYSTEM_ADMIN}, act="载入法律参数包")
    book = load_lawbook(pack_id)
    with transaction.atomic():
        return _keep(book, by, at) if _is_new(book) else None


def newest_pack(pack_id: str) -> LawPack:
    """The snapshot of this pack loaded last; raises PackNotLoaded."""
    # Its content is large, and restored only once (``lawbook_by_hash``).
    newest = LawPack.objects.filter(pack_id=pack_id).defer("content").order_by("loaded_at").last()
    if newest is None:
        raise PackNotLoaded(f"law pack {pack_id!r} was never loaded: run load_packs")
    return newest


def current_pack(agency: Agency) -> LawPack:
    """The snapshot under which the agency opens new cases."""
    return newest_pack(agency.pack_id)


@lru_cache(maxsize=64)
def lawbook_by_hash(pack_hash: str) -> LawBook:
    """The law book of a kept snapshot, checked against its hash; raises PackNotLoaded."""
    pack = LawPack.objects.filter(hash=pack_hash).first()
    if pack is None:
        raise PackNotLoaded(f"no law pack with hash {pack_hash!r}")
    return LawBook.restore(pack.content)


def switch_pack(*, agency_id: UUID, pack_id: str, by: Actor, at: datetime) -> Agency:
    """更换法律参数包 for new cases; running cases keep the snapshot they were opened under."""
    require_role(by=by, roles={Role.SYSTEM_ADMIN}, act="更换法律参数包")
    require_own_agency(by=by, agency_id=agency_id, act="更换法律参数包")
    with transaction.atomic():
        agency = Agency.objects.select_for_update().get(id=agency_id)
        if agency.pack_id == pack_id:
            raise refusal(
                code="SAME_PACK",
                message=f"{agency.short_name}已在使用该法律参数包。",
                remedy="无需更换。",
            )
        if not LawPack.objects.filter(pack_id=pack_id).exists():
            raise refusal(
                code="PACK",
                message=f"法律参数包“{pack_id}”尚未载入。",
                remedy="请先载入法律参数包。",
            )
        before, agency.pack_id = agency.pack_id, pack_id
        agency.save(update_fields=["pack_id"])
        write_entry(
            stream_id=agency.id,
            stream_kind="agency",
            kind="pack_switched",
            by=by,
            at=at,
            payload={"before": before, "after": pack_id, "hash": newest_pack(pack_id).hash},
        )
    return agency


def _is_new(book: LawBook) -> bool:
    if not LawPack.objects.filter(hash=book.hash).exists():
        return True
    newest = newest_pack(book.id)
    if newest.hash != book.hash:
        raise ValueError(
            f"law pack {book.id!r} {book.version} was superseded by {newest.version}: "
            "give the content a new version to use it again"
        )
    return False


def _keep(book: LawBook, by: Actor, at: datetime) -> LawPack:
    pack = LawPack.objects.create(
        hash=book.hash,
        pack_id=book.id,
        version=book.version,
        name=book.name,
        content=book.export(),
        loaded_at=at,
    )
    write_entry(
        stream_id=uuid5(_PACK_STREAMS, book.id),
        stream_kind="law_pack",
        kind="pack_loaded",
        by=by,
        at=at,
        payload={"pack": book.id, "version": book.version, "hash": book.hash},
    )
    return pack
