"""Packages (归档信息包): everything of a dossier in one bag that anyone can check without us.

What is large is copied in blocks; what is written by us (chains, contents, description) is small.
A build that died goes on where it stopped; a folder without its row in the database is no package.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import transaction

from mingjian.access.duties import require_role
from mingjian.archive.attachments import Attachment, attachments_of, certificate_path
from mingjian.archive.bags import BagWriter, Open, Source, drop_bag
from mingjian.archive.describing import describe_package, item_path
from mingjian.archive.filing import locked_dossier, record
from mingjian.archive.models import Dossier, Item, Package
from mingjian.archive.store import package_path, paper_path
from mingjian.disclosure.models import Duty, PublicRecord
from mingjian.disclosure.proving import proof_of
from mingjian.dossier.models import Document, Seal
from mingjian.journal.canonical import canonical_bytes, plain
from mingjian.journal.models import Entry
from mingjian.journal.writing import entry_content
from mingjian.law.roles import Actor, Role
from mingjian.ledger.checkpoints import served_keys

BUILT = "dossier.packaged"
_NAMES = ("agency", "number", "hand_over", "case__lead_number", "case__agency")


def build_package(*, dossier_id: UUID, by: Actor, at: datetime) -> Package:
    """封装 everything that is filed now, as the next package of the dossier."""
    require_role(by=by, roles={Role.ARCHIVIST}, act="封装案卷")
    dossier = Dossier.objects.select_related(*_NAMES).get(id=dossier_id)
    serial = dossier.packages.count() + 1
    target = package_path(dossier, serial)
    if target.exists():  # written, but never recorded: nobody knows its seal
        drop_bag(target)
    writer = BagWriter(target)
    writer.start()
    source_size = _fill(writer, dossier, at)
    with transaction.atomic():
        locked_dossier(dossier_id, by)
        sealed = writer.finish(_info(dossier, at))
        package = Package.objects.create(
            dossier=dossier,
            serial=serial,
            built_at=at,
            filings=max(dossier.items.values_list("filing", flat=True)),
            files=sealed.files,
            payload_size=sealed.payload_size,
            source_size=source_size,
            seal_sha256=sealed.seal_sha256,
            seal_sm3=sealed.seal_sm3,
        )
        record(dossier, BUILT, by=by, at=at, told={"seal_sha256": sealed.seal_sha256})
    return package


def _fill(writer: BagWriter, dossier: Dossier, at: datetime) -> int:
    items = list(dossier.items.order_by("-volume", "serial"))
    attachments = attachments_of(case_id=dossier.case_id)
    size = 0
    for item in items:
        path = item_path(item).removeprefix("data/")
        source = Source(path, _opener(paper_path(item.sha256)), item.sha256, item.sm3)
        size += writer.add(source).size
    for one in attachments:
        size += writer.add(Source(f"evidence/{one.path}", one.open, one.sha256, one.sm3)).size
    others = [writer.replace(source) for source in _own_files(dossier, items, attachments, at)]
    xml = describe_package(
        dossier=dossier,
        items=items,
        attachments=attachments,
        others=others,
        files=writer.done,
        at=at,
    )
    # Written anew whenever a build goes on: it names what the others have become.
    writer.replace(Source("dossier.xml", _bytes(xml)))
    return size


def _own_files(
    dossier: Dossier, items: Iterable[Item], attachments: Iterable[Attachment], at: datetime
) -> Iterator[Source]:
    yield Source("journal/case.jsonl", _bytes(chain_lines(dossier.case_id)))
    yield Source("custody/dossier.jsonl", _bytes(chain_lines(dossier.id)))
    events = [{"path": one.path, **event} for one in attachments for event in one.custody]
    if events:
        yield Source("custody/evidence.jsonl", _bytes(_lines(events)))
    for one in attachments:
        if one.certificate is not None:
            yield Source(f"evidence/{certificate_path(one)}", _bytes(one.certificate(at)))
    known = Document.objects.in_bulk([one.document_id for one in items if one.document_id])
    for item in items:
        document = known.get(item.document_id) if item.document_id else None
        if document is not None:
            said = {"content": document.content, "hash": document.content_hash}
            name = f"contents/{item.volume}/{item.serial:03d}.json"
            yield Source(name, _bytes(_json(said) + b"\n"))
    yield from _seal_files(known)
    yield from _ledger_files(dossier.case_id)


def _seal_files(known: Iterable[UUID]) -> Iterator[Source]:
    """Who approved and set each seal, and the roots it was believed by."""
    for seal in Seal.objects.filter(document_id__in=list(known)).select_related("approval"):
        said = {
            "document": seal.document_id,
            "pre_seal_sha256": seal.pre_seal_sha256,
            "sealed_sha256": seal.sealed_sha256,
            "approved_at": seal.approval.approved_at,
            "approved_by": seal.approval.approved_by_name,
            "sealed_at": seal.sealed_at,
            "sealed_by": seal.sealed_by_name,
            "provider": seal.provider,
            "certificate_serial": seal.certificate_serial,
            "level": seal.level,
        }
        yield Source(f"seals/{seal.sealed_sha256}.json", _bytes(_json(said) + b"\n"))
    for path in sorted(Path(settings.SEAL_TRUST_DIR).glob("*.crt")):
        yield Source(f"seals/trust/{path.name}", _opener(path))


def _ledger_files(case_id: UUID) -> Iterator[Source]:
    """The publication's proof and checkpoint, where it was published."""
    duty = Duty.objects.filter(case_id=case_id).exclude(public_id="").first()
    public = PublicRecord.objects.filter(public_id=duty.public_id).first() if duty else None
    proof = proof_of(public) if public is not None else None
    if proof is None:
        return
    yield Source("ledger/proof.json", _bytes(_json(proof) + b"\n"))
    yield Source("ledger/checkpoint", _bytes(proof["checkpoint"].encode()))
    yield Source("ledger/keys", _bytes("".join(f"{key}\n" for key in served_keys()).encode()))


def chain_lines(stream_id: UUID) -> bytes:
    """全过程记录链: one canonical line an entry, with the hash that it must have."""
    entries = Entry.objects.filter(stream_id=stream_id).order_by("seq")
    return _lines(
        {"algorithm": one.algorithm, "content": entry_content(one), "hash": one.hash}
        for one in entries.iterator(500)
    )


def _info(dossier: Dossier, at: datetime) -> dict[str, str]:
    return {
        "Source-Organization": dossier.agency.name,
        "External-Identifier": dossier.archive_number,
        "External-Description": dossier.title,
        "Bagging-Date": f"{at:%Y-%m-%d}",
        "Bag-Software-Agent": "Mingjian",
    }


def _lines(values: Iterable[Any]) -> bytes:
    return b"".join(_json(value) + b"\n" for value in values)


def _json(value: Any) -> bytes:
    """Canonical JSON (RFC 8785) alone, without the prefix that separates hashes."""
    return canonical_bytes("line", plain(value)).partition(b"\n")[2]


def _opener(path: Path) -> Open:
    return lambda: path.open("rb")


def _bytes(data: bytes) -> Open:
    def opened() -> BinaryIO:
        return io.BytesIO(data)

    return opened
