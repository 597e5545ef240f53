"""Every slug of the packs has a Chinese word; the pages never show a slug."""

from __future__ import annotations

from mingjian.law.lawbook import load_lawbook, pack_ids
from mingjian.portal.parameters.words import (
    CHOICES,
    EVENTS,
    GROUPS,
    QUALITIES,
    chosen_in_words,
    limit_in_words,
)

BOOKS = [load_lawbook(each) for each in pack_ids()]
VALUES = [value for book in BOOKS for value in (*book.national.values, *book.jurisdiction.values)]
LIMITS = [entry for book in BOOKS for entry in (*book.national.limits, *book.jurisdiction.limits)]


def test_every_choice_has_a_word():
    for value in VALUES:
        if value.unit == "slug":
            chosen = value.value if isinstance(value.value, tuple) else (value.value,)
            assert set(chosen) <= set(CHOICES), value.key


def test_every_group_event_and_quality_has_a_word():
    assert {value.key.partition(".")[0] for value in VALUES} <= set(GROUPS)
    assert {entry.limit.starts_from for entry in LIMITS} <= set(EVENTS)
    assert {each.quality for each in (*VALUES, *LIMITS)} <= set(QUALITIES)


def test_no_word_is_kept_that_no_pack_uses():
    assert set(EVENTS) == {entry.limit.starts_from for entry in LIMITS}


def test_several_choices_are_listed():
    assert chosen_in_words(("after_hearing", "by_law")).count("；") == 1


def test_a_limit_says_from_when_it_runs():
    sentences = {entry.act: limit_in_words(entry) for entry in LIMITS}

    assert sentences["publish_penalty"] == "自作出决定之日起7个工作日"
    assert sentences["notify_hearing"] == "举行听证7个工作日前"
