"""The demo reaches a party as the law asks: consent first, what failed, then the mailbox."""

from __future__ import annotations

import pytest

from mingjian.dossier.models import AddressConfirmation, Service, ServiceAttempt
from mingjian.law.procedure import Move
from mingjian.law.service import ServiceMethod
from mingjian.ops.demo.reached import MAILBOX
from tests.cases.story import make_cast, story_at

pytestmark = pytest.mark.django_db


def test_one_confirmation_a_call_for_each_paper_and_electronic_service() -> None:
    story = story_at(Move.SERVE_DECISION, cast=make_cast(), reached=True)

    served = Service.objects.filter(subject_id=story.case_id)
    assert {one.method for one in served} == {ServiceMethod.ELECTRONIC.value}
    assert {one.address for one in served} == {MAILBOX}
    assert AddressConfirmation.objects.filter(subject_id=story.case_id).count() == 1
    assert ServiceAttempt.objects.filter(subject_id=story.case_id).count() == served.count() == 2
