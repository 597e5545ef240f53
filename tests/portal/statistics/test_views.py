"""执法统计: the page's figures are those of the open-data file and of the lists behind them."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from decimal import Decimal
from typing import Any

from django.test import Client
from django.urls import reverse

from mingjian.disclosure.counting import count_year, years_counted
from tests.portal.make import SECRET_NAME, House


def open_data(visitor: Client) -> list[dict[str, Any]]:
    answer = visitor.get(reverse("portal:decisions-bulk"))
    lines = b"".join(answer).decode().splitlines()  # type: ignore[attr-defined]  # streamed
    return [json.loads(line) for line in lines[1:]]


def test_anybody_can_make_the_figures_again_from_the_open_data(visitor: Client, house: House):
    contents = [each["content"] for each in open_data(visitor) if each["status"] == "published"]
    years = Counter(int(each["decided_on"][:4]) for each in contents)
    year = years_counted()[0]
    of_year = [each for each in contents if each["decided_on"].startswith(str(year))]

    found = count_year(year=year)

    assert set(years) <= set(years_counted())
    assert found.published == years[year] > 10
    fines = [Decimal(each["fine_yuan"]) for each in of_year if each.get("fine_yuan")]
    assert (found.fined, found.fined_yuan) == (len(fines), sum(fines))
    kinds = Counter(kind for each in of_year for kind in each["kinds"])
    assert {each.label: each.count for each in found.kinds} == dict(kinds)
    assert sum(each.count for each in found.months) == found.published


def test_each_number_leads_to_as_many_decisions(visitor: Client, house: House):
    page = visitor.get(reverse("portal:statistics")).content.decode()
    shown = re.findall(r'href="(/decisions/\?[^"]+)">([\d,]+)<', page)

    assert len(shown) > 5
    for address, number in shown:
        listed = visitor.get(address.replace("&amp;", "&")).content.decode()
        count = re.search(r'class="result-count".*?<b>([\d,]+)</b>', listed, re.DOTALL)
        assert count is not None, address
        assert count[1] == number, address


def test_what_was_withdrawn_is_counted_by_its_ground_and_not_named(visitor: Client, house: House):
    pages = [visitor.get(f"/statistics/?year={each}").content.decode() for each in years_counted()]

    told = "".join(pages)
    assert "期满或者撤下的事由" in told
    assert SECRET_NAME not in told


def test_one_agency_can_be_asked_for(visitor: Client, house: House):
    found = count_year(year=years_counted()[0], agency=house.busy)

    assert [each.slug for each in found.agencies] == [house.busy]


def test_a_year_without_decisions_is_told_with_the_years_there_are(visitor: Client, house: House):
    for year in ("1999", "abc", "2026x"):
        answer = visitor.get(reverse("portal:statistics"), {"year": year})

        assert answer.status_code == 404
        assert f"?year={years_counted()[0]}" in answer.content.decode()


def test_the_table_can_be_taken_away_as_csv(visitor: Client, house: House):
    answer = visitor.get(reverse("portal:statistics-csv"))

    rows = list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))
    assert rows[0][2] == "执法机关"
    assert rows[-1][2] == "合计"
    assert int(rows[-1][3]) == sum(int(row[3]) for row in rows[1:-1]) > 0


def test_the_page_needs_few_queries(
    visitor: Client, house: House, django_assert_max_num_queries: Any
):
    with django_assert_max_num_queries(6):
        visitor.get(reverse("portal:statistics"))
