"""One place that runs every self-check (核验): used by the command line, the jobs and the desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mingjian.dossier.documents import is_intact
from mingjian.dossier.models import Document
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
