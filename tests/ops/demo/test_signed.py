"""The demo's records: one signed by both sides, one that the person questioned did not sign."""

from __future__ import annotations

import pytest

from mingjian.dossier.models import Signature
from mingjian.law.procedure import Move
from mingjian.ops.demo.signed import tell_signatures
from tests.cases.story import make_cast, story_at

pytestmark = pytest.mark.django_db


def test_one_record_is_signed_and_one_is_refused_and_nothing_is_told_twice() -> None:
    cast = make_cast()
    first, second = (story_at(Move.ADD_EVIDENCE, cast=cast) for _ in range(2))
    told = {"signed": first.case_id, "refused": second.case_id, "cast": cast}

    for _ in range(2):
        tell_signatures(**told, today=first.day)

    ways = [
        sorted(Signature.objects.filter(document__subject_id=one).values_list("way", flat=True))
        for one in (first.case_id, second.case_id)
    ]
    assert ways == [["drawn", "drawn"], ["drawn", "refused"]]
