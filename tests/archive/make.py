"""Filed dossiers for tests: the demo's own story, handed over, filed and packed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection

from mingjian.archive.borrowing import ask_for_loan, lend, open_loan
from mingjian.archive.checking import check_dossier
from mingjian.archive.filing import file_dossier, hand_over
from mingjian.archive.keeping import lift_hold, place_hold, retain_longer
from mingjian.archive.kinds import HoldGround, Occasion
from mingjian.archive.models import Dossier, Package
from mingjian.archive.packaging import build_package
from mingjian.cases.models import Case
from mingjian.law.roles import Actor, Role
from mingjian.ops.demo.cast import Cast
from mingjian.ops.demo.story import Telling
from tests.cases.story import make_cast, story_at

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
    return filed_away(closed_case())


def filed_away(story: Telling) -> Telling:
    """The ended case handed over the day after, filed and packed."""
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
    return story_at(None, cast=make_cast(), waives=True)


# A table cannot be altered while its deferred checks wait.
_SETTLE = "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"


def expire(dossier: Dossier) -> None:
    """As if the term had ended: the guard against it is lifted, as only the owner can."""
    with connection.cursor() as sql:
        sql.execute(_SETTLE)
        for guard in ("dossier_kept_not_shorter", "dossier_journalled"):
            sql.execute(f'ALTER TABLE archive_dossier DISABLE TRIGGER "{guard}"')
        sql.execute("UPDATE archive_dossier SET retain_until = '2020-12-31'")
        sql.execute(_SETTLE)
        for guard in ("dossier_kept_not_shorter", "dossier_journalled"):
            sql.execute(f'ALTER TABLE archive_dossier ENABLE ALWAYS TRIGGER "{guard}"')
    dossier.refresh_from_db()


def live_through_everything() -> Telling:
    """A filed dossier, held and released, extended, checked, lent and read."""
    story = file_a_case()
    filed = Filed.of(story)
    act = {"dossier_id": filed.dossier.id, "at": filed.at}
    hold = place_hold(ground=HoldGround.REMEDY, reasons="行政复议。", by=filed.archivist, **act)
    lift_hold(hold_id=hold.id, because="复议终结。", by=filed.archivist, at=filed.at)
    until = filed.dossier.retain_until + timedelta(days=365)
    retain_longer(until=until, reasons="有查考价值。", by=filed.archivist, **act)
    check_dossier(occasion=Occasion.YEARLY, by=filed.archivist, **act)
    reviewer = filed.cast.actor(Role.LEGAL_REVIEWER)
    loan = ask_for_loan(purpose="复议答复", with_internal=False, by=reviewer, **act)
    lend(loan_id=loan.id, days=7, opinion="", by=filed.archivist, at=filed.at)
    open_loan(loan_id=loan.id, what="正卷", by=reviewer, at=filed.at + timedelta(hours=1))
    return story
