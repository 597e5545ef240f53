"""Pages of a list and addresses that keep the other conditions."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from mingjian.desk.listing import PAGE_SIZE, link_with, page_of


@pytest.mark.parametrize("asked", ["0", "-1", "abc", "", "99999999999", "１０^", "1.5"])
def test_an_impossible_page_number_is_a_possible_page(asked: str) -> None:
    page = page_of(QueryDict(f"page={asked}"), total=45)

    assert 1 <= page.number <= 3


def test_the_last_page_has_no_next() -> None:
    page = page_of(QueryDict("page=3&q=a"), total=45)

    assert (page.start, page.paging.first, page.paging.last) == (2 * PAGE_SIZE, 41, 45)
    assert page.paging.previous_url == "?q=a&page=2"
    assert page.paging.next_url == ""


def test_an_empty_list_has_one_page_and_no_numbers() -> None:
    page = page_of(QueryDict(""), total=0)

    assert page.is_only_one
    assert page.paging.first is None


def test_changing_a_condition_leads_back_to_page_one() -> None:
    assert link_with(QueryDict("q=a&page=4&due=late"), due="") == "?q=a"
