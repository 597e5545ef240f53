"""Tables of the room: what comes in, how it is used, which steps it records."""

from mingjian.evidence.models.clips import Clip, ClipCopy
from mingjian.evidence.models.devices import Device, DeviceEvent, GapNote, LateNote
from mingjian.evidence.models.files import (
    EvidenceFile,
    FileAlarm,
    FileNote,
    Receipt,
    StoredCopy,
    Upload,
)
from mingjian.evidence.models.permits import (
    LONGEST_EXPORT,
    CovertRuling,
    ExportTaken,
    OriginalExport,
)
from mingjian.evidence.models.steps import ExceptionRuling, StepRecord
from mingjian.evidence.models.use import Derivative, Marker

__all__ = [
    "LONGEST_EXPORT",
    "Clip",
    "ClipCopy",
    "CovertRuling",
    "Derivative",
    "Device",
    "DeviceEvent",
    "EvidenceFile",
    "ExceptionRuling",
    "ExportTaken",
    "FileAlarm",
    "FileNote",
    "GapNote",
    "LateNote",
    "Marker",
    "OriginalExport",
    "Receipt",
    "StepRecord",
    "StoredCopy",
    "Upload",
]
