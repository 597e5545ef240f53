"""Saying what proves what: by an officer of the case's organ, of this case, before the decision."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mingjian.cases.models import EvidenceExam, ExhibitFile, ProofLink, SeizedGoods
from mingjian.cases.proof import matrix_of
from mingjian.cases.proving import show_exhibit
from mingjian.evidence.models import EvidenceFile
from mingjian.journal.ids import new_id
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Telling
from tests.cases.measures.goods import taken
from tests.cases.proofs import examine, first, link, officer
from tests.cases.story import last_entry, make_cast, refused, story_at
from tests.evidence.make import received, vault_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault of the test's own."""
    return vault_in(tmp_path, monkeypatch)


@pytest.fixture
def story() -> Telling:
    return story_at(Move.ADD_EVIDENCE)


def photo(story: Telling) -> EvidenceFile:
    return received(case_id=story.case_id, case_number="1号", name="面粉.jpg")


def test_a_click_is_a_row_and_an_entry_and_the_same_click_twice_is_one(story) -> None:
    link(story, "act")
    link(story, "act")

    assert ProofLink.objects.filter(case_id=story.case_id).count() == 1
    assert last_entry(story.case_id).kind == "case.link_proof"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"point": "no-such-fact"}, "没有这项待证事实"),
        ({"violation_id": "another"}, "没有这项待证事实"),
        ({"evidence_id": new_id()}, "所选证据不属于本案"),
    ],
    ids=["fact", "violation", "evidence"],
)
def test_what_is_not_of_the_case_is_refused(story, changes: dict[str, Any], why: str) -> None:
    said = {"point": "act", **changes}

    with refused(why):
        link(story, **said)

    assert not ProofLink.objects.filter(case_id=story.case_id).exists()


def test_only_an_officer_of_the_organ_links_and_examines(story) -> None:
    head = story.cast.actor(Role.AGENCY_HEAD)
    other = make_cast().actor(Role.CASE_OFFICER)

    for by, why in ((head, "机关负责人不能"), (other, "不是本案办案机关")):
        with refused(why):
            link(story, "act", by=by)
        with refused(why):
            examine(story, by=by)


def test_after_the_decision_the_picture_stands() -> None:
    story = story_at(Move.DECIDE)

    with refused("决定已经作出"):
        link(story, "act")
    with refused("决定已经作出"):
        examine(story)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"source": " "}, "没有注明来源"),
        ({"original": "x"}, "没有注明来源"),
        ({"confirmation": "refused"}, "没有注明情况"),
    ],
    ids=["source", "original", "why refused"],
)
def test_an_examination_is_whole(story, changes: dict[str, Any], why: str) -> None:
    with refused(why):
        examine(story, **changes)

    assert not EvidenceExam.objects.filter(case_id=story.case_id).exists()


def test_goods_and_items_are_shown_with_their_photos_until_taken_back() -> None:
    story = taken(story_at(Move.APPROVE_OPENING))
    goods = SeizedGoods.objects.filter(case_id=story.case_id).order_by("serial")[0]
    file = photo(story)

    show_exhibit(file_id=file.id, goods_id=goods.id, **officer(story))
    shown = matrix_of(story.case, on=story.day).goods[0]
    show_exhibit(file_id=file.id, goods_id=goods.id, is_linked=False, **officer(story))

    assert (shown.place, shown.files) == ("样板路1号加工间", (file,))
    assert matrix_of(story.case, on=story.day).goods[0].files == ()


def test_a_file_of_another_case_shows_nothing(story) -> None:
    file = received(name="别案.jpg")

    for thing in ({"evidence_id": first(story).id}, {"goods_id": new_id()}):
        with refused("不属于本案"):
            show_exhibit(file_id=file.id, **thing, **officer(story))

    assert not ExhibitFile.objects.filter(file=file).exists()
