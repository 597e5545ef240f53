"""One place that runs every self-check (核验): used by the command line, the jobs and the desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Max

from mingjian.cases.models import Proposal
from mingjian.cases.proposals import proposal_hash
from mingjian.dossier.documents import is_intact
from mingjian.dossier.models import Document, NumberBook, Seal
from mingjian.dossier.sealed_files import (
    SealedFileDamaged,
    covers_approved_bytes,
    read_sealed_file,
)
from mingjian.journal.verifying import verify_chains
from mingjian.ledger.verifying import verify_log
from mingjian.ops.guards import expected_guards, guard_differences


@dataclass(frozen=True)
class Check:
    """核验项目: what was read and what does not hold."""

    title: str
    summary: str
    faults: tuple[str, ...]


def verify_everything(*, quick: bool = False) -> Iterator[Check]:
    """Run the checks one after the other; each is yielded when it is done, to show progress."""
    yield _guards()
    if not quick:
        yield _chains()
        yield _documents()
        yield _seals()
        yield _proposals()
        yield _numbers()
        yield _public_log()


def _guards() -> Check:
    count = sum(len(guards) for guards in expected_guards().values())
    return Check("数据库守卫", f"清单 {count} 项", tuple(guard_differences()))


def _chains() -> Check:
    verdict = verify_chains()
    return Check(
        "全过程记录",
        f"{verdict.streams} 条链、{verdict.entries} 条记录",
        tuple(str(fault) for fault in verdict.faults),
    )


def _public_log() -> Check:
    verdict = verify_log()
    return Check("公开日志", f"{verdict.size} 条", tuple(str(fault) for fault in verdict.faults))


def _documents() -> Check:
    broken, count = [], 0
    for document in Document.objects.iterator(500):
        count += 1
        if not is_intact(document):
            broken.append(f"文书 {document.id} 的内容与其校验码不符")
    return Check("文书", f"{count} 份", tuple(broken))


def _seals() -> Check:
    """Every sealed file is there, byte for byte, and begins with the approved bytes."""
    broken, count = [], 0
    for seal in Seal.objects.iterator(500):
        count += 1
        try:
            pdf = read_sealed_file(digest=seal.sealed_sha256)
        except SealedFileDamaged:
            broken.append(f"文书 {seal.document_id} 的盖章文件缺失或者与登记不符")
            continue
        if not covers_approved_bytes(pdf=pdf, pre_seal_sha256=seal.pre_seal_sha256):
            broken.append(f"文书 {seal.document_id} 盖章的不是批准用印的版面")
    return Check("用印", f"{count} 份", tuple(broken))


def _proposals() -> Check:
    """What was reviewed, told and decided is still the text that its hash names."""
    broken, count = [], 0
    for proposal in Proposal.objects.iterator(500):
        count += 1
        if proposal.hash != proposal_hash(proposal):
            broken.append(f"拟处理意见 {proposal.id} 的内容与其校验码不符")
    return Check("拟处理意见", f"{count} 份", tuple(broken))


def _numbers() -> Check:
    """Each book holds as many numbers as its last one says."""
    books = NumberBook.objects.annotate(
        issued=Count("issuednumber"), highest=Max("issuednumber__serial", default=0)
    )
    broken = [
        f"文号簿 {book.prefix}{book.kind}〔{book.year}〕应有 {book.last_serial} 个文号，"
        f"实有 {book.issued} 个，最大为 {book.highest}"
        for book in books
        if not book.last_serial == book.issued == book.highest
    ]
    return Check("文号", f"{len(books)} 本", tuple(broken))
