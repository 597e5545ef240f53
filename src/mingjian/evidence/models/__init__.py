"""Tables of the room: what comes in, how it is used, which steps it records."""

from mingjian.evidence.models.clips import Clip
from mingjian.evidence.models.devices import Device, DeviceEvent, GapNote, LateNote
from mingjian.evidence.models.files import (
    EvidenceFile,
    FileAlarm,
    FileNote,
    Receipt,
    StoredCopy,
    Upload,
)
from mingjian.evidence.models.steps import ExceptionRuling, StepRecord
from mingjian.evidence.models.use import Derivative, Marker

__all__ = [
    "Clip",
    "Derivative",
    "Device",
    "DeviceEvent",
    "EvidenceFile",
    "ExceptionRuling",
    "FileAlarm",
    "FileNote",
    "GapNote",
    "LateNote",
    "Marker",
    "Receipt",
    "StepRecord",
    "StoredCopy",
    "Upload",
]
