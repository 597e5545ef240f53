"""最新公示: the order of the log, without what was withdrawn."""

from __future__ import annotations

from typing import Any

from mingjian.portal.decisions.newest import newest_publications
from tests.portal.make import COUNT, House


def test_the_newest_publications_come_first(house: House, db: None):
    newest = newest_publications(count=6)

    indexes = [record.leaf_index for record in newest if record.version == 1]
    assert len(newest) == 6
    assert indexes == sorted(indexes, reverse=True)


def test_none_that_was_withdrawn_is_among_them(house: House, db: None):
    newest = newest_publications(count=100)

    assert len(newest) == COUNT + 4
    assert house.withdrawn not in {record.public_id for record in newest}


def test_two_queries_are_enough(house: House, db: None, django_assert_num_queries: Any):
    with django_assert_num_queries(2):
        newest_publications(count=6)
