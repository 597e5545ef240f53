"""怎样核验: size and root as they are, roots of before, and what was taken down."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from mingjian.ledger.log import current_root, current_size
from tests.portal.make import House


def test_size_and_root_are_those_of_the_log(visitor: Client):
    page = visitor.get("/verify/").content.decode()

    assert f"<b>{current_size()}</b> 条" in page
    assert current_root().hex() in page


def test_the_root_of_an_earlier_size_can_be_compared(visitor: Client):
    page = visitor.get("/verify/", {"size": "10"}).content.decode()

    assert "总数为 10 时的根" in page
    assert current_root(size=10).hex() in page


@pytest.mark.parametrize("size", ["abc", "999999999999", "-1", "1.5", "9" * 5000])
def test_a_size_that_never_was_is_refused_with_a_sentence(visitor: Client, size: str):
    answer = visitor.get("/verify/", {"size": size})

    assert answer.status_code == 400
    assert "不是以前的日志总数" in answer.content.decode()


def test_what_was_taken_down_is_listed_by_ground_and_never_by_name(visitor: Client, house: House):
    page = visitor.get("/verify/").content.decode()

    assert f'href="/decisions/{house.withdrawn}/"' in page
    assert "处罚决定被依法撤销" in page
    assert "撤下 1" in page
    assert "更正 1" in page


def test_the_program_on_the_page_is_the_one_to_download(visitor: Client):
    page = visitor.get("/verify/").content.decode()

    assert "def leads_to_root" in page
    assert 'href="/static/portal/check_proof.py"' in page


def test_the_page_needs_few_queries(visitor: Client, django_assert_max_num_queries: Any):
    with django_assert_max_num_queries(6):
        visitor.get("/verify/", {"size": "10"})
