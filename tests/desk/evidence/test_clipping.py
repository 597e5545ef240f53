"""Masked copies at the desk: ordered with a purpose, taken along on record, with their paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from mingjian.evidence.clips import make_clips
from mingjian.evidence.kinds import ClipState
from mingjian.evidence.models import Clip, EvidenceFile
from mingjian.evidence.previews import copy_path, derive_waiting
from mingjian.evidence.recording import custody_of
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from tests.cases.story import story_at
from tests.desk.evidence.test_viewing import at, opened, source_in, whole
from tests.desk.make import at_desk, stranger, text_of
from tests.evidence.films import difference, grey_of, photo_of
from tests.evidence.make import AT, received

pytestmark = pytest.mark.django_db
SAID = {"regions": "10,30,30,30", "purpose": "向利害关系人出示"}


@pytest.fixture
def story():
    return story_at(Move.APPROVE_OPENING)


@pytest.fixture
def file(story, tmp_path: Path) -> EvidenceFile:
    content = photo_of(tmp_path / "photo.jpg")
    return received(content, case_id=story.case_id, case_number="1号", name="现场.jpg")


@pytest.fixture
def reviewer(story) -> Client:
    return at_desk(story.cast, Role.LEGAL_REVIEWER)


def of(name: str, clip: Clip) -> str:
    return reverse(f"desk:clip-{name}", args=[clip.id])


def ordered(client: Client, file: EvidenceFile) -> Clip:
    client.post(at("clips", file), SAID)
    return Clip.objects.get()


def test_a_copy_is_ordered_made_and_taken_along_on_record(reviewer, file) -> None:
    clip = ordered(reviewer, file)
    waiting = text_of(reviewer.get(at("clips", file)))
    make_clips(at=AT)
    clip.refresh_from_db()

    taken = reviewer.post(of("take", clip))
    entry = custody_of(file_id=file.id)[-1]

    assert "正在制作" in waiting
    assert (entry.kind, entry.purpose) == ("evidence.exported", "向利害关系人出示")
    assert whole(taken)[:3] == b"\xff\xd8\xff"
    assert "attachment" in taken.headers["Content-Disposition"]
    assert reviewer.get(of("certificate", clip)).content[:5] == b"%PDF-"


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"purpose": ""}, "没有写明制作目的"),
        ({"regions": ""}, "没有写明遮挡"),
        ({"regions": "十,二十"}, "没有位置"),
        ({"mutes": "0-1"}, "照片没有时间"),
    ],
    ids=["purpose", "nothing", "place", "mute"],
)
def test_a_refused_order_keeps_what_was_typed(reviewer, file, changes, word: str) -> None:
    page = reviewer.post(at("clips", file), {**SAID, **changes})

    assert page.status_code == 422
    assert word in text_of(page)
    assert changes.get("regions", SAID["regions"]) in page.content.decode()
    assert not Clip.objects.exists()


def test_only_whose_name_it_bears_takes_it_along(story, reviewer, file) -> None:
    clip = ordered(reviewer, file)
    make_clips(at=AT)
    officer = at_desk(story.cast, Role.CASE_OFFICER)

    assert officer.post(of("take", clip)).status_code == 404
    assert officer.post(of("cancel", clip)).status_code == 409
    assert "由其导出" in text_of(officer.get(at("clips", file)))


def test_another_agency_gets_nothing(reviewer, file) -> None:
    clip = ordered(reviewer, file)
    make_clips(at=AT)
    other = stranger(Role.CASE_OFFICER)

    answers: list[HttpResponse] = [
        other.get(at("clips", file)),
        other.post(at("clips", file), SAID),
        other.post(of("take", clip)),
        other.post(of("cancel", clip)),
        other.get(of("certificate", clip)),
        other.get(at("chain", file)),
        other.get(reverse("desk:case-chain", args=[file.case_id])),
    ]

    assert [one.status_code for one in answers] == [404] * len(answers)


def test_what_is_taken_back_is_not_made(reviewer, file) -> None:
    clip = ordered(reviewer, file)
    reviewer.post(of("cancel", clip))
    make_clips(at=AT)
    clip.refresh_from_db()

    assert clip.state == ClipState.CANCELLED
    assert reviewer.post(of("take", clip)).status_code == 404


def test_custody_is_printed_for_a_file_and_a_case(reviewer, file) -> None:
    for url in (at("chain", file), reverse("desk:case-chain", args=[file.case_id])):
        assert reviewer.get(url).content[:5] == b"%PDF-"


def test_a_photo_is_served_with_its_viewer_s_name_in_it(reviewer, file, tmp_path) -> None:
    derive_waiting(at=AT)
    page = opened(reviewer, at("view", file)).content.decode()
    image = page.partition('class="player-box"')[2].partition("<img")[2].partition(" alt")[0]

    served = reviewer.get(source_in(image))

    shown, plain = tmp_path / "shown.jpg", tmp_path / "plain.jpg"
    shown.write_bytes(served.content)
    copy = file.derivatives.get(kind="preview")
    plain.write_bytes(copy_path(copy.sha256).read_bytes())
    band = {"left": 0.3, "top": 0.45, "width": 0.4, "height": 0.1}
    assert difference(grey_of(plain), grey_of(shown), **band) > 3
