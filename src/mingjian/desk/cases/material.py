"""证据材料 on the case page: the files that came in for the case, a line each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse

from mingjian.cases.models import Case
from mingjian.evidence.files import files_of_case
from mingjian.evidence.kinds import FileState, MediaKind
from mingjian.evidence.models import EvidenceFile

SHOWN = 6
LATE = timedelta(hours=24)
_TONES = {
    FileState.DURABLE: "warn",
    FileState.VAULTED: "good",
    FileState.VERIFIED: "good",
}


@dataclass(frozen=True)
class FileLine:
    """One file in a list."""

    file: EvidenceFile
    url: str
    media: str
    size: str
    word: str
    tone: str
    late: str
    note: str
    is_alarmed: bool


def section_of(case: Case) -> dict[str, Any]:
    """The first few, in one query; the rest is a page of its own."""
    files = list(files_of_case(case_id=case.id).prefetch_related(None))
    lines = [
        {
            "file": one,
            "url": reverse("desk:evidence-file", args=[one.id]),
            "media": MediaKind(one.media).title,
            "word": FileState(one.state).title,
            "tone": _TONES[FileState(one.state)],
        }
        for one in files
    ]
    url = reverse("desk:case-evidence", args=[case.id])
    return {"lines": lines[:SHOWN], "count": len(lines), "url": url}


def line_of(file: EvidenceFile) -> FileLine:
    """A file in a list."""
    state = FileState(file.state)
    notes = sorted(file.notes.all(), key=lambda one: one.written_at)
    return FileLine(
        file=file,
        url=reverse("desk:evidence-file", args=[file.id]),
        media=MediaKind(file.media).title,
        size=size_words(file.size),
        word=state.title,
        tone=_TONES[state],
        late=_late(file),
        note=notes[-1].content if notes else "",
        is_alarmed=bool(file.alarms.all()),
    )


def size_words(size: float) -> str:
    """1.2 GB; the units of a shop, a thousand at a time."""
    for unit in ("B", "KB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.2f} GB"


def _late(file: EvidenceFile) -> str:
    lag = file.received_at - file.captured_at
    if lag < timedelta():
        return "采集时间晚于收到时间，请核对设备时钟"
    return f"采集后{_hours(lag)}才上传" if lag > LATE else ""


def _hours(lag: timedelta) -> str:
    hours = int(lag.total_seconds() // 3600)
    return f"{hours // 24}日{hours % 24}小时" if hours >= 24 else f"{hours}小时"
