"""Keeping, borrowing, destruction: what is refused, and what a destroyed dossier leaves."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from mingjian.archive.borrowing import ask_for_loan, lend, open_loan, return_loan
from mingjian.archive.inventory import inventory_rows
from mingjian.archive.keeping import (
    approve_destruction,
    place_hold,
    propose_destruction,
    retain_longer,
)
from mingjian.archive.kinds import HoldGround
from mingjian.archive.models import Borrowing, BorrowView, Dossier
from mingjian.archive.store import drop_files, package_path, paper_path
from mingjian.journal.models import Entry
from mingjian.law.breach import MoveRefused
from mingjian.law.roles import Role
from tests.archive.make import Filed, expire

TODAY = date(2026, 11, 22)
HOUR = timedelta(hours=1)


def test_a_dossier_within_its_term_is_not_proposed_for_destruction(filed: Filed) -> None:
    with pytest.raises(MoveRefused, match="现在不得销毁"):
        propose(filed)


def test_a_held_dossier_is_not_proposed_for_destruction(filed: Filed) -> None:
    expire(filed.dossier)
    act = {"dossier_id": filed.dossier.id, "by": filed.archivist, "at": filed.at}
    place_hold(ground=HoldGround.REMEDY, reasons="行政诉讼。", **act)

    with pytest.raises(MoveRefused, match="暂缓销毁"):
        propose(filed)


def test_a_destroyed_dossier_leaves_its_stub(filed: Filed) -> None:
    expire(filed.dossier)
    propose(filed)
    head = filed.cast.actor(Role.AGENCY_HEAD)

    approve_destruction(dossier_id=filed.dossier.id, on=TODAY, by=head, at=filed.at)

    row = inventory_rows([Dossier.objects.get(id=filed.dossier.id)])[0]
    last = Entry.objects.filter(stream_id=filed.dossier.id).latest("seq")
    assert row[-1] == "已销毁，仅存存根"
    assert last.payload["packages"] == [filed.package.seal_sha256]
    assert filed.dossier.items.count() == 10


def test_what_a_destroyed_dossier_left_on_disk_goes(
    filed: Filed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = shutil.copytree(settings.ARCHIVE_DIR, tmp_path / "archive")
    monkeypatch.setattr(settings, "ARCHIVE_DIR", copy)
    papers = [paper_path(item.sha256) for item in filed.dossier.items.all()]

    drop_files(filed.dossier)

    assert not package_path(filed.dossier, 1).exists()
    assert not any(path.exists() for path in papers)


def test_a_term_only_grows(filed: Filed) -> None:
    act = {"dossier_id": filed.dossier.id, "by": filed.archivist, "at": filed.at}

    with pytest.raises(MoveRefused, match="只能延长"):
        retain_longer(until=filed.dossier.retain_until, reasons="x", **act)


def test_a_loan_is_read_by_the_borrower_in_its_time_and_each_time_on_record(filed: Filed) -> None:
    loan = lent(filed)
    reviewer = filed.cast.actor(Role.LEGAL_REVIEWER)

    open_loan(loan_id=loan.id, what="正卷", by=reviewer, at=filed.at + HOUR)

    assert BorrowView.objects.filter(borrowing=loan).count() == 1
    for by, at in (
        (filed.cast.actor(Role.CASE_OFFICER), filed.at + HOUR),
        (reviewer, filed.at + timedelta(days=7)),
    ):
        with pytest.raises(MoveRefused):
            open_loan(loan_id=loan.id, what="正卷", by=by, at=at)


def test_a_returned_dossier_is_no_longer_read(filed: Filed) -> None:
    loan, reviewer = lent(filed), filed.cast.actor(Role.LEGAL_REVIEWER)
    return_loan(loan_id=loan.id, by=reviewer, at=filed.at + HOUR)

    with pytest.raises(MoveRefused, match="已经归还"):
        open_loan(loan_id=loan.id, what="正卷", by=reviewer, at=filed.at + 2 * HOUR)


def test_nobody_approves_his_own_loan(filed: Filed) -> None:
    act = {"by": filed.archivist, "at": filed.at}
    loan = ask_for_loan(dossier_id=filed.dossier.id, purpose="查考", with_internal=True, **act)

    with pytest.raises(MoveRefused, match="不能审批本人的借阅"):
        lend(loan_id=loan.id, days=7, opinion="", **act)


def lent(filed: Filed) -> Borrowing:
    loan = ask_for_loan(
        dossier_id=filed.dossier.id,
        purpose="复议答复",
        with_internal=False,
        by=filed.cast.actor(Role.LEGAL_REVIEWER),
        at=filed.at,
    )
    return lend(loan_id=loan.id, days=7, opinion="", by=filed.archivist, at=filed.at)


def propose(filed: Filed) -> None:
    propose_destruction(
        dossier_id=filed.dossier.id,
        appraisal="没有继续保存的价值。",
        on=TODAY,
        by=filed.archivist,
        at=filed.at,
    )
