"""Statutory grounds (法定情节): 行政处罚法 arts. 30-33, 49."""

from __future__ import annotations

import pytest

from mingjian.law.circumstances import Circumstances, Subject
from mingjian.law.grounds import Effect, grounds, grounds_of
from mingjian.law.provisions import provision_text


def ids_of(**given: object) -> list[str]:
    return [one.id for one in grounds_of(circumstances=Circumstances(**given))]


def test_every_ground_is_worded_as_its_provision():
    for ground in grounds().values():
        text = provision_text(ground.cite)
        assert text is not None
        assert ground.title.split("，")[0] in text, ground.id
        assert not ground.order or ground.order.removeprefix("对当事人") in text + "进行教育"


def test_should_and_may_are_told_apart_as_the_law_does():
    may = {ground.id for ground in grounds().values() if not ground.must}

    assert may == {"partly-able-to-control", "first-violation"}
    assert grounds()["first-violation"].sentence == (
        "初次违法且危害后果轻微并及时改正的，可以不予行政处罚，并对当事人进行教育"
        "（《行政处罚法》第三十三条第一款）"
    )
    assert "应当从轻或者减轻" in grounds()["coerced"].sentence


@pytest.mark.parametrize(
    ("age", "expected"),
    [(13, ["under-14"]), (14, ["aged-14-to-18"]), (17, ["aged-14-to-18"]), (18, [])],
)
def test_age_is_a_ground_by_itself(age: int, expected: list[str]):
    assert ids_of(subject=Subject.PERSON, age=age) == expected


@pytest.mark.parametrize(
    ("ground", "given", "word"),
    [
        ("under-14", {"subject": Subject.PERSON, "age": 20}, "年龄"),
        ("first-violation", {"offence_count": 2, "corrected_promptly": True}, "初次违法"),
        ("first-violation", {}, "及时改正"),
        ("slight-and-harmless", {"corrected_promptly": True}, "违法行为轻微"),
    ],
)
def test_a_ground_that_contradicts_the_case_is_refused(
    ground: str, given: dict[str, object], word: str
):
    with pytest.raises(ValueError, match=word):
        ids_of(grounds=frozenset({ground}), **given)


def test_an_unknown_ground_is_refused():
    with pytest.raises(ValueError, match="unknown"):
        ids_of(grounds=frozenset({"mercy"}))


def test_grounds_come_in_the_order_of_the_law():
    found = ids_of(grounds=frozenset({"emergency", "merit", "coerced"}))

    assert found == ["coerced", "merit", "emergency"]
    assert grounds()["emergency"].effect is Effect.HEAVIER
