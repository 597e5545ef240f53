"""The demo is told by the acts of the users, once: told again, it adds nothing."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.management import call_command

from mingjian.access.models import User
from mingjian.cases.models import Case, SummaryPenalty
from mingjian.disclosure.models import Exemption, PublicRecord, Withdrawal
from mingjian.law.procedure import Move, State
from mingjian.ops.demo import cases, past
from mingjian.ops.demo.aftermath import ENDINGS
from mingjian.ops.demo.cases import CHAPTERS, Chapter
from mingjian.ops.demo.people import POSTS
from mingjian.ops.demo.places import PLACES
from mingjian.ops.demo.spot import SCENES
from mingjian.ops.verifying import verify_everything

FEW = (
    Chapter(2, Move.REGISTER_LEAD),
    next(chapter for chapter in CHAPTERS if chapter.until is Move.SUBMIT_REVIEW),
    Chapter(60, None, twist="waives"),
)


@pytest.fixture
def few_cases(fresh_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three cases and three past decisions in each place."""
    monkeypatch.setattr(cases, "CHAPTERS", FEW)
    monkeypatch.setattr(past, "ROWS_OF_A_PLACE", 3)
    call_command("load_law_packs")
    call_command("seed_demo")


def rows() -> dict[str, int]:
    """How many rows each table of ours has."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("mingjian.")]
    return {model.__name__: model._default_manager.count() for model in ours}


@pytest.mark.usefixtures("few_cases")
def test_the_demo_is_complete_verifies_and_told_again_adds_nothing() -> None:
    before = rows()

    call_command("seed_demo")

    assert rows() == before
    assert User.objects.count() == len(PLACES) * len(POSTS) + 3 + 1  # 三员；县政府的法制审核人员
    ordinary = Case.objects.filter(summary_penalty=None)
    redone = ordinary.exclude(redoes_case_id=None).count()
    assert redone == 1
    submitted_twice, joint_parties = 1, 2
    told = len(PLACES) * len(FEW) + len(ENDINGS) + submitted_twice + joint_parties
    assert ordinary.count() == told + redone
    assert set(ordinary.values_list("state", flat=True)) == {
        *(State.REGISTERED.value, State.CLOSED.value, State.SERVED.value),
        *(State.NOTIFIED.value, State.REVIEWED.value),
        *(State.REVOKED.value, State.INVESTIGATING.value, State.IN_REVIEW.value),
    }
    waiting = ordinary.filter(state=State.IN_REVIEW.value)
    assert waiting.values("agency").distinct().count() == len(PLACES)  # 各地法制审核人员都有事可做
    assert Withdrawal.objects.filter(ground="revoked").exists()
    assert PublicRecord.objects.exists()
    found = {check.title: check.faults for check in verify_everything()}
    assert {title: faults for title, faults in found.items() if faults} == {}


@pytest.mark.usefixtures("few_cases")
def test_three_penalties_on_the_spot_are_told_to_different_ends() -> None:
    told = SummaryPenalty.objects.order_by("-fine_yuan").values_list("fine_yuan", "case__state")

    assert [(int(fine), state) for fine, state in told] == [
        (200, "served"),
        (100, "closed"),
        (0, "closed"),
    ]
    assert Exemption.objects.count() == len(SCENES)


def test_the_demo_shows_every_kind_of_twist_once() -> None:
    twists = [chapter.twist for chapter in CHAPTERS if chapter.twist]

    assert len(twists) == len(set(twists))
    assert len(CHAPTERS) * len(PLACES) >= 60
