"""证据材料 on the case page: the files that came in for the case, a line each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.urls import reverse

from mingjian.cases.recordings import recording_duties_of
from mingjian.desk.cases.case_file import CaseFile
from mingjian.evidence.covert import covertness_of
from mingjian.evidence.files import files_of_case
from mingjian.evidence.kinds import FileState, MediaKind
from mingjian.evidence.models import EvidenceFile
from mingjian.law.devices import UPLOAD_WITHIN, Doubt

SHOWN = 6
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
    doubt: str
    covert: str
    is_important: bool


def section_of(file: CaseFile) -> dict[str, Any]:
    """The first few with their markers, and the steps that still owe a recording."""
    case = file.case
    # Of the rows beside a file only its markers are shown here.
    files = list(files_of_case(case_id=case.id).prefetch_related(None).prefetch_related("markers"))
    lines = [
        {
            "file": one,
            "url": reverse("desk:evidence-view", args=[one.id]),
            "markers": _markers(one),
            "media": MediaKind(one.media).title,
            "word": FileState(one.state).title,
            "tone": _TONES[FileState(one.state)],
        }
        for one in files
    ]
    url = reverse("desk:case-evidence", args=[case.id])
    found = (getattr(one, "service", None) for one in file.documents)
    duties = recording_duties_of(case, services=[one for one in found if one is not None])
    owed = [one.title for one in duties if not one.is_met]
    return {"lines": lines[:SHOWN], "count": len(lines), "url": url, "owed": owed}


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
        doubt=Doubt(file.device_doubt).title if file.device_doubt else "",
        covert=covertness_of(file).word,
        is_important=bool(file.device_index.get("important")),
    )


def clock_words(second: int) -> str:
    """1:02:05, or 2:05 within the first hour."""
    minutes, seconds = divmod(second, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def marker_url(file_id: UUID, second: int) -> str:
    """Where the recording opens at that second."""
    return f"{reverse('desk:evidence-view', args=[file_id])}?t={second}"


def _markers(file: EvidenceFile) -> list[dict[str, Any]]:
    """时点 in force: those that no later one replaces."""
    found = list(file.markers.all())
    replaced = {one.replaces_id for one in found}
    standing = sorted((one for one in found if one.id not in replaced), key=attrgetter("second"))
    return [
        {"marker": m, "clock": clock_words(m.second), "url": marker_url(file.id, m.second)}
        for m in standing[:SHOWN]
    ]


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
    return f"采集后{_hours(lag)}才上传" if lag > UPLOAD_WITHIN else ""


def _hours(lag: timedelta) -> str:
    hours = int(lag.total_seconds() // 3600)
    return f"{hours // 24}日{hours % 24}小时" if hours >= 24 else f"{hours}小时"
