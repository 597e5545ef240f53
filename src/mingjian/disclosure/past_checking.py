"""Looking through a batch (逐行核对): every row that would be published, before anybody approves.

One pass reads the rows as they are kept: their digest must be the one that the text to be approved
names, and the leak scanner must find nothing. A small batch is looked through when it is asked
for; of a large one the result of the job is believed, as rows are append-only and the digest tells.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from mingjian.access.duties import refusal
from mingjian.disclosure.acting import REVIEW_DUE
from mingjian.disclosure.kinds import BatchState, BatchWork, RowStatus
from mingjian.disclosure.leaks import Leak
from mingjian.disclosure.models import BatchRun, ImportBatch, Preparation
from mingjian.disclosure.past_rows import ROWS_DOMAIN, leaks_of_content
from mingjian.journal.canonical import canonical_bytes
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.roles import Actor

AT_ONCE = 500
MOST_FINDINGS = 50
_CHUNK = 2000
_OPENING = canonical_bytes(ROWS_DOMAIN, []).removesuffix(b"]")
Row = tuple[int, dict[str, Any], date | None]
Watch = Callable[["Looked"], object]


@dataclass
class Looked:
    """What was seen so far."""

    rows: int = 0
    finding_count: int = 0
    findings: list[tuple[int, str]] = field(default_factory=list)
    leaks: list[Leak] = field(default_factory=list)
    _hash: Any = field(default_factory=lambda: hashlib.sha256(_OPENING))

    @property
    def rows_hash(self) -> str:
        """As ``past_decisions.rows_hash`` has it."""
        whole = self._hash.copy()
        whole.update(b"]")
        return str(whole.hexdigest())

    def take(self, row: Row) -> None:
        """Hash a row as canonical JSON: its keys are ASCII and it holds no number but the line."""
        line, content, ends_on = row
        said = [line, content, ends_on.isoformat() if ends_on else None]
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        self._hash.update((b"," if self.rows else b"") + text.encode())
        self.rows += 1

    def scan(self, row: Row) -> None:
        """Look for personal data in it."""
        found = leaks_of_content(row[1])
        self.finding_count += len(found)
        if len(self.leaks) < MOST_FINDINGS:
            self.leaks += found
            self.findings += [(row[0], str(leak)) for leak in found]


def look_through(*, batch: ImportBatch, watch: Watch | None = None) -> Looked:
    """逐行核对 of all rows that can be published; ``watch`` is told after each few thousand."""
    looked = Looked()
    for rows in _rows_of(batch):
        for row in rows:
            looked.take(row)
            looked.scan(row)
        if watch is not None:
            watch(looked)
    return looked


def require_same_rows(*, batch: ImportBatch, preparation: Preparation) -> None:
    """Refuse where the rows are not those that two persons approved."""
    looked = Looked()
    for rows in _rows_of(batch):
        for row in rows:
            looked.take(row)
    if looked.rows_hash != preparation.content.get("rows_hash"):
        raise refusal(
            code="ROWS",
            message="不能公示：批次各行的摘要与两道审查所核准的摘要不一致",
            cite=REVIEW_DUE,
            remedy="请立即报告系统管理员核对数据库，查明原因以前不要公示。",
        )


def leaks_of_rows(preparation: Preparation) -> tuple[Leak, ...]:
    """疑似泄露之处 of a corrected row, or of a batch small enough to be read at once."""
    if preparation.corrects and preparation.batch is not None:
        return leaks_of_content(preparation.content)
    if preparation.batch is None or is_large(preparation.batch):
        return ()
    return tuple(look_through(batch=preparation.batch).leaks)


def is_large(batch: ImportBatch) -> bool:
    """Whether the batch is looked through and published as a job."""
    return batch.good_count > AT_ONCE


def begin_check(*, preparation: Preparation, by: Actor, at: datetime) -> None:
    """A large batch is to be looked through by the job, before anybody can approve it."""
    batch = preparation.batch
    assert batch is not None  # a text of a batch
    if is_large(batch):
        BatchRun.objects.update_or_create(
            batch=batch,
            work=BatchWork.CHECK.value,
            defaults={
                "preparation": preparation,
                "state": BatchState.WORKING.value,
                "done_count": 0,
                "total_count": batch.good_count,
                "problem": "",
                "person_id": by.person_id,
                "person_name": by.name,
                "asked_at": at,
            },
        )


def check_of(preparation: Preparation) -> BatchRun | None:
    """逐行核对 of the batch behind this text; None where no job is needed for it."""
    batch = preparation.batch
    if batch is None or preparation.corrects or not is_large(batch):
        return None
    return batch.runs.filter(work=BatchWork.CHECK.value).first()


def require_clean_rows(preparation: Preparation) -> None:
    """Refuse while the rows were not looked through, and where something was found."""
    batch = preparation.batch
    if batch is None or preparation.corrects or not is_large(batch):
        return
    check = check_of(preparation)
    if check is None or check.state != BatchState.DONE.value:
        raise refusal(
            code="UNCHECKED",
            message="不能审查：系统还没有核对完批次的每一行",
            cite=REVIEW_DUE,
            remedy=check.problem if check and check.problem else "请等待逐行核对完成后再提交意见。",
        )
    if check.finding_count:
        raise MoveRefused(_as_breach(line, said) for line, said in check.findings)
    if check.rows_hash != preparation.content.get("rows_hash"):
        raise refusal(
            code="ROWS",
            message="不能审查：批次各行的摘要与公示稿所列的摘要不一致",
            cite=REVIEW_DUE,
            remedy="请立即报告系统管理员核对数据库。",
        )


def _rows_of(batch: ImportBatch) -> Iterator[list[Row]]:
    """By line, a few thousand at a time, each read in a statement of its own."""
    good = batch.rows.filter(status=RowStatus.GOOD.value).order_by("line")
    last = 0
    while True:
        found = good.filter(line__gt=last).values_list("line", "content", "term_ends_on")[:_CHUNK]
        rows = list(found)
        if not rows:
            return
        yield rows
        last = rows[-1][0]


def _as_breach(line: int, said: str) -> Breach:
    return Breach(
        code="LEAK",
        message=f"文件第{line}行{said}，不能公示。",
        cite=REVIEW_DUE,
        remedy="请在原文件中删去该内容，作为新的文件重新导入；本批次不再公示。",
    )
