"""Printing many papers (批量打印): each its own file, the very bytes of the single path.

A run is worked off in turns: what is done stays done, so a page that was closed or a server that
was restarted goes on where it stopped. Files lie under the run and are removed with it.
"""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from mingjian.dossier.models import Document, PrintedPaper, PrintRun, Signature
from mingjian.dossier.pdf import MissingGlyphs, content_of, order_for
from mingjian.dossier.press import NotPrinted, print_all
from mingjian.dossier.sealed_files import SealedFileDamaged, read_sealed_file
from mingjian.dossier.signature_sheet import printed_file
from mingjian.dossier.together import Part, print_together
from mingjian.dossier.typesetting import Order
from mingjian.journal.ids import new_id
from mingjian.law.roles import Actor

# 每次处理的份数：约一秒；每册份数：打印机一次吃得下。
TURN, VOLUME = 120, 100
MOST = 2000
KEPT_DAYS = 3
_PAPERS = ("number", "seal")


@dataclass(frozen=True)
class Progress:
    """How far a run came."""

    total: int
    done: int
    problems: int

    @property
    def is_finished(self) -> bool:
        """Whether nothing waits any more."""
        return self.done + self.problems == self.total


def start_run(*, title: str, document_ids: Sequence[UUID], by: Actor, at: datetime) -> PrintRun:
    """Begin a run over these papers, in this order; the caller has checked who may see them."""
    with transaction.atomic():
        run = PrintRun.objects.create(
            id=new_id(), agency_id=by.agency_id, person_id=by.person_id, title=title, asked_at=at
        )
        PrintedPaper.objects.bulk_create(
            PrintedPaper(id=new_id(), run=run, position=place, document_id=one)
            for place, one in enumerate(dict.fromkeys(document_ids), 1)
        )
    return run


def progress_of(run: PrintRun) -> Progress:
    """已生成、未能生成、共几份."""
    states = list(run.papers.values_list("sha256", "problem"))
    return Progress(
        total=len(states),
        done=sum(1 for sha256, _ in states if sha256),
        problems=sum(1 for _, problem in states if problem),
    )


def advance_run(*, run_id: UUID, turn: int = TURN) -> None:
    """Print the next papers; a second page that asks meanwhile finds the run taken and leaves."""
    with transaction.atomic():
        run = PrintRun.objects.select_for_update(skip_locked=True).filter(id=run_id).first()
        if run is None:
            return
        waiting = run.papers.filter(sha256="", problem="").order_by("position")
        lines = list(waiting.select_related(*(f"document__{one}" for one in _PAPERS))[:turn])
        _print_lines(run, lines)
        PrintedPaper.objects.bulk_update(lines, ["sha256", "problem"])


def _print_lines(run: PrintRun, lines: list[PrintedPaper]) -> None:
    signed = _signed(one.document_id for one in lines)
    orders: list[tuple[PrintedPaper, Order]] = []
    for line in lines:
        try:
            if hasattr(line.document, "seal") or line.document_id in signed:
                _keep(run, line, file_of(line.document))
            else:
                orders.append((line, order_for(line.document)))
        except (MissingGlyphs, SealedFileDamaged) as error:
            line.problem = str(error)[:300]
    made = print_all(orders=[order for _, order in orders])
    for (line, _), result in zip(orders, made, strict=True):
        if isinstance(result, NotPrinted):
            line.problem = result.why[:300]
        else:
            _keep(run, line, result.pdf)


def file_of(document: Document) -> bytes:
    """The file of one paper (版式文件): as sealed, else as printed with the signatures it has."""
    seal = getattr(document, "seal", None)
    return read_sealed_file(digest=seal.sealed_sha256) if seal else printed_file(document)


def zip_of(run: PrintRun) -> bytes:
    """Every file that was printed, each with its place and name."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for line in _printed(run):
            archive.writestr(file_name(line), _read(run, line))
    return out.getvalue()


def volumes_of(run: PrintRun) -> list[tuple[int, int]]:
    """合并打印分册: first and last place of each file for the printer."""
    places = [line.position for line in run.papers.exclude(sha256="").order_by("position")]
    parts = [places[start : start + VOLUME] for start in range(0, len(places), VOLUME)]
    return [(part[0], part[-1]) for part in parts]


def volume_of(*, run: PrintRun, first: int, last: int, agency: str) -> bytes:
    """合并打印: the papers from first to last as one file. Raises MissingGlyphs."""
    lines = [one for one in _printed(run) if first <= one.position <= last]
    signed = _signed(one.document_id for one in lines)
    parts = [
        Part(line.document.title, pdf=_read(run, line))
        if hasattr(line.document, "seal") or line.document_id in signed
        else Part(line.document.title, content=content_of(line.document))
        for line in lines
    ]
    return print_together(parts=parts, title=run.title, agency=agency, at=run.asked_at)


def file_name(line: PrintedPaper) -> str:
    """001 示市监罚〔2026〕12号 行政处罚决定书.pdf."""
    paper = line.document
    number = f"{paper.number.text} " if paper.number else ""
    return f"{line.position:03d} {number}{paper.title}.pdf".replace("/", "-")


def drop_old_runs(*, at: datetime) -> int:
    """清理打印批次: working copies are not kept."""
    old = list(PrintRun.objects.filter(asked_at__lt=at - timedelta(days=KEPT_DAYS)))
    for run in old:
        shutil.rmtree(_folder(run), ignore_errors=True)
        run.delete()
    return len(old)


def _printed(run: PrintRun) -> list[PrintedPaper]:
    lines = run.papers.exclude(sha256="").order_by("position")
    return list(lines.select_related(*(f"document__{one}" for one in _PAPERS)))


def _signed(documents: Iterable[UUID]) -> set[UUID]:
    """Those that bear signatures, whose sheet stands behind the text."""
    found = Signature.objects.filter(document_id__in=list(documents))
    return set(found.values_list("document_id", flat=True))


def _keep(run: PrintRun, line: PrintedPaper, pdf: bytes) -> None:
    folder = _folder(run)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    line.sha256 = hashlib.sha256(pdf).hexdigest()
    (folder / f"{line.sha256}.pdf").write_bytes(pdf)


def _read(run: PrintRun, line: PrintedPaper) -> bytes:
    """The kept file; lost or changed, it is printed again."""
    path = _folder(run) / f"{line.sha256}.pdf"
    pdf = path.read_bytes() if path.exists() else b""
    if hashlib.sha256(pdf).hexdigest() != line.sha256:
        pdf = file_of(line.document)
    return pdf


def _folder(run: PrintRun) -> Path:
    return Path(settings.PRINT_DIR) / str(run.id)
