"""Real small media of the demo (音像): a film with its markers and a photo, in one running case.

Made by ffmpeg where it is installed; without it the demo simply has no recordings.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

from mingjian.cases.days import BEIJING
from mingjian.cases.models import Case, Measure
from mingjian.cases.recordings import link_recording
from mingjian.evidence.describing import Description
from mingjian.evidence.files import files_of_case
from mingjian.evidence.markers import add_marker
from mingjian.evidence.models import EvidenceFile
from mingjian.evidence.receiving import begin_upload, receive
from mingjian.law.roles import Role
from mingjian.ops.demo.cases import id_of_case
from mingjian.ops.demo.cast import Cast
from mingjian.ops.demo.proved import tell_proofs
from mingjian.ops.demo.recorders import CARRIED, signed

PLACE, _NUMBER = "qiyang", 3
_PICTURE = ["-f", "lavfi", "-i", "testsrc2=s=640x360:r=10"]
_FILM = [*_PICTURE, "-f", "lavfi", "-i", "sine=f=330", "-t", "12", "-c:v", "libx264", "-c:a", "aac"]
_MARKS = (
    (1, "李执法", "出示执法证件，告知扣押的事实、理由和依据。"),
    (5, "当事人", "陈述：酒精是三天前购入的，没有领用记录。"),
    (9, "", "逐桶清点，当场交付扣押清单。"),
)


def tell_recordings(*, cast: Cast, today: date) -> None:
    """Tell those that are not there yet."""
    case = Case.objects.filter(id=id_of_case(PLACE, _NUMBER)).first()
    measure = Measure.objects.filter(case=case, taken_on__isnull=False).first() if case else None
    if case is None or measure is None or measure.taken_on is None or not shutil.which("ffmpeg"):
        return
    if files_of_case(case_id=case.id).exists():
        return
    taken = datetime.combine(measure.taken_on, time(10), tzinfo=BEIJING)
    film = _file(case, cast, taken, "扣押全程.mp4", _FILM, "扣押的实施过程和当事人的陈述")
    photo = _file(
        case, cast, taken, "现场照片.jpg", [*_PICTURE, "-frames:v", "1"], "酒精桶的存放位置"
    )
    by, at = cast.actor(Role.CASE_OFFICER), taken + timedelta(hours=3)
    for second, speaker, content in _MARKS:
        add_marker(file_id=film.id, second=second, speaker=speaker, content=content, by=by, at=at)
    link_recording(case_id=case.id, step_id=measure.id, file_id=film.id, by=by, at=at)
    tell_proofs(case=case, photo=photo, by=by, at=at)


def _file(
    case: Case, cast: Cast, taken: datetime, name: str, line: list[str], proves: str
) -> EvidenceFile:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        quiet = ["ffmpeg", "-loglevel", "error", *line, str(path)]
        subprocess.run(quiet, check=True)  # noqa: S603  # fixed tool, our own arguments
        content = path.read_bytes()
    by, at = cast.actor(Role.CASE_OFFICER), taken + timedelta(hours=2)
    said = Description(
        name=name,
        size=len(content),
        captured_at=taken,
        captured_place=case.place,
        captured_by=by.name,
        proves=proves,
        case_id=case.id,
        case_number=case.number,
        device=CARRIED,
        sha256=hashlib.sha256(content).hexdigest(),
    )
    upload = begin_upload(said=signed(said), by=by, at=at)
    got = receive(upload_id=upload.id, offset=0, pieces=[content], by=by, at=at)
    if got.file is None:
        raise RuntimeError(f"the demo's {name} was not received whole")
    return got.file
