"""Looking at evidence: purpose, record, then bytes; marks that stay."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from mingjian.evidence.kinds import DerivativeKind
from mingjian.evidence.models import Derivative, EvidenceFile, Marker
from mingjian.evidence.previews import derive_waiting
from mingjian.evidence.receiving import begin_upload, receive
from mingjian.evidence.recording import custody_of
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from tests.cases.story import story_at
from tests.desk.make import at_desk, follow, stranger, text_of
from tests.evidence.make import AT, received, said

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Three real seconds of a test picture with a tone."""
    path: Path = tmp_path_factory.mktemp("film") / "film.mp4"
    sources = ["-f", "lavfi", "-i", "testsrc=s=320x240:r=10", "-f", "lavfi", "-i", "sine"]
    line = ["ffmpeg", "-loglevel", "error", *sources, "-t", "3", "-c:v", "libx264", "-c:a", "aac"]
    subprocess.run([*line, "-preset", "ultrafast", str(path)], check=True)
    return path.read_bytes()


@pytest.fixture
def story():
    return story_at(Move.APPROVE_OPENING)


@pytest.fixture
def file(story, film) -> EvidenceFile:
    made = received(film, case_id=story.case_id, case_number="1号")
    derive_waiting(at=AT)
    return made


@pytest.fixture
def reviewer(story) -> Client:
    return at_desk(story.cast, Role.LEGAL_REVIEWER)


def at(name: str, file: EvidenceFile) -> str:
    return reverse(f"desk:evidence-{name}", args=[file.id])


def opened(client: Client, url: str) -> HttpResponse:
    """The page, once its purpose is given."""
    return follow(client, client.post(url, {"purpose": "法制审核"}))


def source_in(page: str) -> str:
    """The address of the preview, as the page gives it."""
    return page.split('src="')[-1].split('"')[0].partition("#")[0]


def looked_at(client: Client, file: EvidenceFile) -> str:
    """Purpose given, player opened: the address of the bytes."""
    page = opened(client, at("view", file))
    video = page.content.decode().partition("<video")[2]
    return source_in(video.partition("</video>")[0])


def whole(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_the_purpose_is_asked_once_and_stands_in_the_record_before_the_bytes(
    reviewer, file
) -> None:
    asked = reviewer.get(at("view", file))
    before = [one.kind for one in custody_of(file_id=file.id)]
    address = looked_at(reviewer, file)
    entry = custody_of(file_id=file.id)[-1]
    again = reviewer.get(at("view", file))

    assert "查看目的" in text_of(asked)
    assert "evidence.viewed" not in before
    assert (entry.kind, entry.purpose) == ("evidence.viewed", "法制审核")
    assert whole(reviewer.get(address))[4:8] == b"ftyp"
    assert "法制审核" in text_of(again)


def test_no_byte_leaves_without_a_viewing_on_record(reviewer, story, file) -> None:
    address = looked_at(reviewer, file)
    other = at_desk(story.cast, Role.CASE_OFFICER)

    bare = [reviewer.get(at(name, file)).status_code for name in ("preview", "thumbnail")]
    borrowed = other.get(address).status_code

    assert (bare, borrowed) == ([404, 404], 404)


@pytest.mark.parametrize(
    ("asked", "status", "length"),
    [
        ("bytes=0-99", 206, 100),
        ("bytes=-10", 206, 10),
        ("bytes=100-", 206, None),
        ("bytes=0-1,5-6", 200, None),
        ("bytes=999999999-", 416, 0),
        ("bytes=-0", 416, 0),
    ],
)
def test_a_range_is_answered_as_the_standard_says(
    reviewer, file, asked: str, status: int, length: int | None
) -> None:
    response = reviewer.get(looked_at(reviewer, file), headers={"Range": asked})

    assert response.status_code == status
    body = whole(response) if status != 416 else b""
    assert length is None or len(body) == length
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_who_has_no_part_in_the_case_finds_nothing(file) -> None:
    outsider = stranger(Role.CASE_OFFICER)

    answers = [outsider.get(at(one, file)).status_code for one in ("view", "preview", "thumbnail")]

    assert answers == [404] * 3


def test_a_mark_is_corrected_by_a_new_one(story, file, reviewer) -> None:
    officer = at_desk(story.cast, Role.CASE_OFFICER)
    said = {"at": "0:02", "speaker": "张三", "content": "出示证件"}
    officer.post(at("marker", file), said)
    old = Marker.objects.get()
    officer.post(at("marker", file), {**said, "content": "出示执法证件", "replaces": str(old.id)})

    page = opened(reviewer, at("view", file))
    text = page.content.decode()

    assert Marker.objects.count() == 2
    assert text.count('class="marker-clock"') == 1
    assert "出示执法证件" in text
    assert f"{at('view', file)}?t=2" in text


def test_the_gallery_records_each_file_once_a_session(story, file, reviewer) -> None:
    url = reverse("desk:case-gallery", args=[story.case_id])
    page = opened(reviewer, url).content.decode()
    reviewer.get(url)

    kinds = [one.kind for one in custody_of(file_id=file.id)]
    image = page.partition('class="gallery"')[2].partition("<img")[2].partition(" alt")[0]
    assert kinds.count("evidence.viewed") == 1
    assert whole(reviewer.get(source_in(image)))[:3] == b"\xff\xd8\xff"


def test_what_cannot_be_shown_says_so(story, reviewer) -> None:
    file = received(b"MZ not a film at all", case_id=story.case_id, case_number="1号")
    derive_waiting(at=AT)

    page = text_of(opened(reviewer, at("view", file)))

    assert "没有预览" in page
    assert Derivative.objects.get(file=file, kind=DerivativeKind.PREVIEW).sha256 == ""


def test_a_loose_file_is_joined_by_who_brought_it(story) -> None:
    officer, by = at_desk(story.cast, Role.CASE_OFFICER), story.cast.actor(Role.CASE_OFFICER)
    upload = begin_upload(said=said(b"loose"), by=by, at=AT)
    loose = receive(upload_id=upload.id, offset=0, pieces=[b"loose"], by=by, at=AT).file
    assert loose is not None

    foreign = officer.post(at("join", received(b"of another")), {"number": story.case.number})
    unknown = officer.post(at("join", loose), {"number": "没有的号"})
    joined = officer.post(at("join", loose), {"number": story.case.number})

    loose.refresh_from_db()
    assert [foreign.status_code, unknown.status_code, joined.status_code] == [404, 409, 303]
    assert (loose.case_id, loose.case_number, loose.number) == (
        story.case_id,
        story.case.number,
        1,
    )
