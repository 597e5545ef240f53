"""Originals leave with a second person's word, within hours, on record before the first byte."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from mingjian.evidence.exporting import (
    approve_export,
    ask_for_export,
    deny_export,
    exports_to_decide,
    take_original,
)
from mingjian.evidence.models import EvidenceFile, ExportTaken, OriginalExport
from mingjian.evidence.recording import custody_of
from mingjian.law.breach import MoveRefused
from mingjian.ops.demo.cast import Cast
from tests.cases.story import make_cast
from tests.evidence.make import received
from tests.evidence.recorders import LATER, head_account, head_of, officer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    made = make_cast()
    head_account(made)
    return made


@pytest.fixture
def file(cast: Cast) -> EvidenceFile:
    return received(by=officer_of(cast))


@pytest.fixture
def export(cast: Cast, file: EvidenceFile) -> OriginalExport:
    said = {"purpose": "庭审举证", "recipient": "县人民法院"}
    return ask_for_export(file_id=file.id, by=officer_of(cast), at=LATER, **said)


def approved(export: OriginalExport, cast: Cast, hours: int = 2) -> None:
    said = {"hours": hours, "opinion": "", "by": head_of(cast), "at": LATER}
    approve_export(export_id=export.id, **said)


def refused(attempt: Callable[[], object]) -> str:
    with pytest.raises(MoveRefused) as found:
        attempt()
    return found.value.breaches[0].message


def test_approved_by_another_it_is_taken_and_on_record_first(cast, file, export) -> None:
    approved(export, cast)

    take_original(export_id=export.id, by=officer_of(cast), at=LATER + timedelta(hours=1))

    entry = custody_of(file_id=file.id)[-1]
    assert (entry.kind, entry.purpose) == ("evidence.exported", "庭审举证")
    assert entry.payload["approved_by"] == cast.head.name
    assert entry.payload["recipient"] == "县人民法院"


@pytest.mark.parametrize("minutes", [-1, 120])
def test_outside_the_approved_hours_nothing_leaves(cast, export, minutes: int) -> None:
    by, at = officer_of(cast), LATER + timedelta(minutes=minutes)
    take = {"export_id": export.id, "by": by, "at": at}
    assert "还没有批准" in refused(lambda: take_original(**take))
    approved(export, cast)

    assert "已过批准的时间" in refused(lambda: take_original(**take))

    assert not ExportTaken.objects.exists()


def test_nobody_else_takes_what_was_approved_for_one(cast, export) -> None:
    approved(export, cast)

    said = refused(lambda: take_original(export_id=export.id, by=head_of(cast), at=LATER))

    assert "只供申请人本人" in said


def test_nobody_approves_his_own_request(cast, file) -> None:
    head = head_of(cast)
    said = {"purpose": "汇报", "recipient": "县政府"}
    own = ask_for_export(file_id=file.id, by=head, at=LATER, **said)

    assert "不能审批本人的申请" in refused(lambda: approved(own, cast))
    assert not exports_to_decide(agency_ids=[cast.agency_id], by=head).exists()


def test_what_was_denied_stays_denied_and_needs_its_reason(cast, export) -> None:
    denied = {"export_id": export.id, "by": head_of(cast), "at": LATER}
    assert "理由" in refused(lambda: deny_export(opinion=" ", **denied))
    deny_export(opinion="改用遮挡副本。", **denied)

    assert "已经审批" in refused(lambda: approved(export, cast))
    by = officer_of(cast)
    assert refused(lambda: take_original(export_id=export.id, by=by, at=LATER))


@pytest.mark.parametrize("hours", [0, 73])
def test_the_hours_are_bounded(cast, export, hours: int) -> None:
    assert "小时" in refused(lambda: approved(export, cast, hours))


def test_the_database_lets_nothing_out_that_is_not_approved(cast, file, export) -> None:
    taken = {"file": file, "taken_at": LATER, "taken_by_person_id": officer_of(cast).person_id}

    with pytest.raises(IntegrityError, match="not approved"), transaction.atomic():
        ExportTaken.objects.create(export=export, **taken)
