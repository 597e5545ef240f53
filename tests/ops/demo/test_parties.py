"""The demo's party with a pass."""

from __future__ import annotations

import pytest

from mingjian.cases.models import PartySubmission
from mingjian.cases.party.passes import open_pass
from mingjian.law.procedure import Move
from mingjian.ops.demo.parties import hand_over_pass
from tests.cases.party.make import HOME, noon
from tests.cases.story import make_cast, story_at

pytestmark = pytest.mark.django_db


def test_the_printed_pass_opens_and_the_party_has_said_something() -> None:
    story = story_at(Move.SERVE_DECISION, cast=make_cast())

    made = hand_over_pass(cast=story.cast, at=noon(story))

    assert made is not None
    opened = open_pass(code=made.code, factor=made.factor, network=HOME, at=noon(story))
    assert opened.case_id == story.case_id
    assert PartySubmission.objects.get().case_id == story.case_id
