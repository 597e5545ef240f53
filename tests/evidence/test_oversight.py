"""Gaps between the clips of a device, and files that came late: found, said, answered for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mingjian.evidence.oversight import explain_gap, explain_lateness, late_files, open_gaps
from mingjian.law.breach import MoveRefused
from mingjian.law.devices import Gap
from mingjian.ops.demo.cast import Cast
from tests.access.make import actor
from tests.cases.story import make_cast
from tests.evidence.make import AT
from tests.evidence.recorders import a_device, carried, clip, head_of, officer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def gaps(cast: Cast) -> list[tuple[Gap, str]]:
    """What is open, and whose it is."""
    return [(one.gap, one.name) for one in open_gaps(agency_ids=[cast.agency_id])]


def test_a_gap_stays_open_until_its_holder_says_why(cast: Cast) -> None:
    device = carried(cast)
    for number in (1, 2, 5):
        clip(device, number, cast)
    assert gaps(cast) == [(Gap(3, 4), cast.lead.name)]

    told = {"reasons": "误触后立即停止。", "by": officer_of(cast), "at": AT}
    explain_gap(device_id=device.id, gap=Gap(3, 3), **told)
    assert gaps(cast) == [(Gap(4, 4), cast.lead.name)]
    explain_gap(device_id=device.id, gap=Gap(4, 4), **told)
    assert gaps(cast) == []


def test_a_clip_that_comes_later_closes_its_gap(cast: Cast) -> None:
    device = carried(cast)
    clip(device, 1, cast)
    clip(device, 3, cast)

    clip(device, 2, cast)

    assert gaps(cast) == []


def test_a_device_that_nobody_had_is_answered_for_by_who_sent_its_clips(cast: Cast) -> None:
    device = a_device(cast)
    clip(device, 1, cast)
    clip(device, 3, cast)

    assert gaps(cast) == [(Gap(2, 2), cast.lead.name)]


def test_only_who_is_asked_explains_and_only_what_is_missing(cast: Cast) -> None:
    device = carried(cast)
    clip(device, 1, cast)
    clip(device, 4, cast)
    colleague = actor(agency_id=cast.agency_id)
    tries = [
        (Gap(2, 3), colleague, "忘了。"),
        (Gap(2, 3), actor(), "忘了。"),
        (Gap(2, 4), officer_of(cast), "忘了。"),
        (Gap(2, 3), officer_of(cast), " "),
    ]
    for gap, by, reasons in tries:
        with pytest.raises(MoveRefused):
            explain_gap(device_id=device.id, gap=gap, reasons=reasons, by=by, at=AT)

    explain_gap(device_id=device.id, gap=Gap(2, 3), reasons="已核。", by=head_of(cast), at=AT)
    assert gaps(cast) == []


def test_late_files_are_taken_listed_and_explained_once(cast: Cast) -> None:
    device = carried(cast)
    clip(device, 1, cast)
    late = clip(device, 2, cast, captured_at=AT - timedelta(hours=25))
    assert list(late_files(agency_ids=[cast.agency_id])) == [late]

    told = {"file_id": late.id, "by": officer_of(cast), "at": AT}
    explain_lateness(reasons="山区无网络。", **told)

    assert late_files(agency_ids=[cast.agency_id]).get().late_note.reasons == "山区无网络。"
    with pytest.raises(MoveRefused):
        explain_lateness(reasons="再说一次。", **told)


def test_who_did_not_send_it_does_not_say_why_it_was_late(cast: Cast) -> None:
    file = clip(carried(cast), 1, cast)
    late = clip(a_device(cast, "2"), 1, cast, captured_at=AT - timedelta(hours=25))
    tries = [
        (file, officer_of(cast), "准时。"),
        (late, actor(agency_id=cast.agency_id), "不知。"),
        (late, officer_of(cast), ""),
    ]
    for one, by, reasons in tries:
        with pytest.raises(MoveRefused):
            explain_lateness(file_id=one.id, reasons=reasons, by=by, at=AT)
