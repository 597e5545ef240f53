"""Every entry stands on one shelf, where the reader looks for it."""

from __future__ import annotations

import pytest

from mingjian.desk.parameters.topics import Topic, topic_of_limit, topic_of_value


@pytest.mark.parametrize(
    ("number", "act", "topic"),
    [
        ("PEN-03", "decide", Topic.PENALTY),
        ("BX-PUB-02", "publish_other", Topic.DISCLOSURE),
        ("GY-PEN-12", "withdraw_publication", Topic.DISCLOSURE),
        ("SAM-03", "review", Topic.REVIEW),
        ("XYZ-1", "", Topic.CODES),
    ],
)
def test_a_time_limit_follows_its_number_unless_its_act_says_more(
    number: str, act: str, topic: Topic
) -> None:
    assert topic_of_limit(number, act=act) is topic


@pytest.mark.parametrize(
    ("key", "rule", "topic"),
    [
        ("hearing.kinds", "", Topic.PENALTY),
        ("review.staff_ratio", "", Topic.REVIEW),
        ("extension.decide_permit", "PER-02", Topic.PERMIT),
        ("enterprise.states", "", Topic.CODES),
    ],
)
def test_a_value_follows_its_rule_or_the_first_word_of_its_key(
    key: str, rule: str, topic: Topic
) -> None:
    assert topic_of_value(key, rule=rule) is topic
