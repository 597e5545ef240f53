"""Filed dossiers for tests: the demo's own story, handed over, filed and packed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mingjian.archive.filing import file_dossier, hand_over
from mingjian.archive.models import Dossier, Package
from mingjian.archive.packaging import build_package
from mingjian.cases.models import Case
from mingjian.law.roles import Actor, Role
from mingjian.ops.demo.cast import Cast
from mingjian.ops.demo.story import Telling
from tests.cases.story import story_at

NOTE = "纸质原件已盖章，随卷保存。"


@dataclass(frozen=True)
class Filed:
    """A filed case and who acts on it."""

    case: Case
    dossier: Dossier
    package: Package
    cast: Cast
    at: datetime

    @classmethod
    def of(cls, story: Telling) -> Filed:
        """The dossier of the told case as it stands."""
        dossier = Dossier.objects.select_related("case", "agency").get(case=story.case_id)
        package = dossier.packages.get(serial=1)
        return cls(dossier.case, dossier, package, story.cast, story.at + timedelta(days=2))

    @property
    def on(self) -> date:
        """The day after everything."""
        return self.at.date()

    @property
    def archivist(self) -> Actor:
        """档案管理人员."""
        return archivist(self.cast)

    def __str__(self) -> str:
        return self.dossier.archive_number


def archivist(cast: Cast) -> Actor:
    """档案管理人员 of the agency."""
    return cast.actor(Role.ARCHIVIST)


def shelf_key() -> str:
    """The key of the filed case on the shelf."""
    return "a filed case"


def file_a_case() -> Telling:
    """Told to its end, handed over the day after, filed and packed."""
    story = closed_case()
    story.day += timedelta(days=1)
    hand_over(
        case_id=story.case_id,
        on=story.day,
        note=NOTE,
        by=story.cast.actor(Role.CASE_OFFICER),
        at=story.at,
    )
    by = archivist(story.cast)
    dossier = file_dossier(case_id=story.case_id, on=story.day, note=NOTE, by=by, at=story.at)
    build_package(dossier_id=dossier.id, by=by, at=story.at)
    return story


def closed_case() -> Telling:
    """A light case told to its end, not handed over."""
    return story_at(None, waives=True)
