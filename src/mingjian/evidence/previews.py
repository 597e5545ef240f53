"""Preview copies (预览副本): made once for every file behind walls; the desk serves nothing else.

They are made by the timetable, never while somebody waits for a page, and can be made again from
the original at any time: so they lie in a folder of their own, outside the vault.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.conf import settings

from mingjian.evidence.disk import link_once, make_folder, read_pieces
from mingjian.evidence.files import open_original
from mingjian.evidence.hashing import sha256_of
from mingjian.evidence.kinds import DerivativeKind
from mingjian.evidence.models import Derivative, EvidenceFile
from mingjian.evidence.rendering import ending_of, render_preview, render_thumbnail
from mingjian.evidence.sandbox import NoSandbox, SandboxRefused, has_sandbox
from mingjian.evidence.sniffing import HEAD, Content, content_of
from mingjian.evidence.spool import held_path

log = logging.getLogger(__name__)
AT_ONCE = 20
_TYPES = {".mp4": "video/mp4", ".m4a": "audio/mp4", ".jpg": "image/jpeg"}
UNKNOWN = "这种文件不能预览，请下载原件后用相应的软件查看"
NOTHING = "没有可以显示的内容，或者文件已损坏"
Render = Callable[..., None]


def can_preview() -> bool:
    """Whether this machine has the programs and the walls to run them in."""
    return has_sandbox("ffmpeg") and has_sandbox("ffprobe")


def derive_waiting(*, at: datetime, most: int = AT_ONCE) -> int:
    """制作预览 of what has none yet; without the programs nothing is opened and nothing noted."""
    if not can_preview():
        return 0
    waiting = EvidenceFile.objects.exclude(derivatives__kind=DerivativeKind.PREVIEW)
    todo = list(islice(waiting.order_by("received_at").iterator(), most))
    for file in todo:
        derive(file=file, at=at)
    return len(todo)


def derive(*, file: EvidenceFile, at: datetime) -> None:
    """Both copies of one file, the thumbnail first; a row says what came of it."""
    with at_hand(file) as path:
        with path.open("rb") as opened:
            content = content_of(opened.read(HEAD))
        makers: tuple[tuple[DerivativeKind, Render], ...] = (
            (DerivativeKind.THUMBNAIL, render_thumbnail),
            (DerivativeKind.PREVIEW, render_preview),
        )
        for kind, render in makers:
            if not Derivative.objects.filter(file=file, kind=kind).exists():
                _make(file, kind, render, content, path, at)


def derivative_of(*, file: EvidenceFile, kind: DerivativeKind) -> Derivative | None:
    """The row, whether there is a copy or a reason why not."""
    return Derivative.objects.filter(file=file, kind=kind).first()


def copy_path(sha256: str) -> Path:
    """Where a preview copy lies."""
    return Path(settings.EVIDENCE_FOLDER) / "previews" / sha256[:2] / sha256


def _make(
    file: EvidenceFile,
    kind: DerivativeKind,
    render: Render,
    content: Content | None,
    path: Path,
    at: datetime,
) -> None:
    row = Derivative(file=file, kind=kind.value, source_sha256=file.sha256, made_at=at)
    scratch = _scratch()
    try:
        if content is None:
            row.why_not = UNKNOWN
        else:
            ending = ".jpg" if kind is DerivativeKind.THUMBNAIL else ending_of(content)
            made = scratch / f"copy{ending}"
            render(content, given=path, out=made)
            row.sha256, row.size = sha256_of(read_pieces(made)), made.stat().st_size
            row.content_type = _TYPES[ending]
            link_once(made, copy_path(row.sha256))
    except NoSandbox:
        return  # mutool may be missing where ffmpeg is not: tried again when it is there
    except SandboxRefused as refused:
        log.info("evidence: no %s of %s: %s", kind, file.id, refused)
        row.why_not = NOTHING
    finally:
        for left in scratch.iterdir():
            left.unlink()
        scratch.rmdir()
    row.save(force_insert=True)


def _scratch() -> Path:
    below = Path(settings.EVIDENCE_FOLDER) / "previews" / "making"
    make_folder(below)
    return Path(tempfile.mkdtemp(dir=below))


@contextmanager
def at_hand(file: EvidenceFile) -> Iterator[Path]:
    """The original as a file to read: the held copy, or one fetched and gone afterwards."""
    held = held_path(file.sha256)
    if held.exists():
        yield held
        return
    scratch = _scratch()
    fetched = scratch / "original"
    try:
        with fetched.open("xb") as target:
            for piece in open_original(file_id=file.id):
                target.write(piece)
        fetched.chmod(0o400)
        yield fetched
    finally:
        fetched.unlink(missing_ok=True)
        scratch.rmdir()
