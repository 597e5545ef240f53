"""The list beside its hits: facets, conditions, paging, and the passage that was hit."""

from __future__ import annotations

from mingjian.disclosure.models import PublicRecord
from mingjian.disclosure.search import FacetCount, RecordFacets, RecordPage
from mingjian.portal.decisions.listing import (
    LONGEST_FACET,
    active_filters,
    facets_of,
    paging_of,
    rows_of,
)
from tests.portal.decisions.test_conditions import conditions_of

NO_FACETS = RecordFacets((), (), (), ())


def a_record(**content: object) -> PublicRecord:
    """A record that was never saved."""
    shown = {"party_name": "示例公司", "cause": "占道", "penalty": "警告", "number": "1号"}
    return PublicRecord(content={**shown, "agency": "示例局", **content})


def test_a_facet_leads_to_the_value_and_back():
    counts = (FacetCount("罚款", "罚款", 3), FacetCount("警告", "警告", 1))
    facets = RecordFacets((), (), counts, ())

    [kinds] = facets_of(facets, conditions_of(kind="罚款", q="河"))

    assert [(option.current, option.url) for option in kinds.options] == [
        (True, "?q=%E6%B2%B3"),
        (False, "?q=%E6%B2%B3&kind=%E8%AD%A6%E5%91%8A"),
    ]
    assert kinds.clear_url == "?q=%E6%B2%B3"


def test_a_long_facet_says_that_it_is_cut():
    agencies = tuple(FacetCount(f"230125-{n}", f"局{n}", 1) for n in range(LONGEST_FACET + 5))

    [facet] = facets_of(RecordFacets(agencies, (), (), ()), conditions_of())

    assert (facet.title, len(facet.options)) == (f"执法机关（前 {LONGEST_FACET} 个）", 30)


def test_each_condition_in_force_can_be_taken_away():
    read = conditions_of(q="河", year="2026", since="2026-01-01", division="230125")

    filters = active_filters(read, NO_FACETS)

    labels = [each.label for each in filters]
    assert labels == ["黑龙江省哈尔滨市宾县", "2026年", "2026年1月1日起"]
    assert filters[1].remove_url == "?q=%E6%B2%B3&division=230125&since=2026-01-01"


def test_a_division_that_is_not_in_the_table_is_named_by_its_code():
    [only] = active_filters(conditions_of(division="999999"), NO_FACETS)

    assert only.label == "区划代码 999999"


def test_paging_leads_to_the_neighbours_only_where_there_are_any():
    first = paging_of(RecordPage((a_record(),), 41, 1, 20), conditions_of())
    last = paging_of(RecordPage((a_record(),), 41, 3, 20), conditions_of())

    assert (first.previous_url, first.next_url) == ("", "?page=2")
    assert (last.previous_url, last.next_url) == ("?page=2", "")
    assert (last.first, last.last, last.total) == (41, 41, 41)


def test_a_hit_that_the_row_does_not_show_is_quoted():
    record = a_record(facts="甲" * 100 + "在河道内堆放垃圾" + "乙" * 100)

    [row] = rows_of(RecordPage((record,), 1, 1, 20), ["河道"])

    assert row.excerpt_title == "违法事实"
    assert "河道内堆放" in row.excerpt
    assert row.excerpt.startswith("……")
    assert row.excerpt.endswith("……")


def test_a_hit_in_sight_needs_no_quotation():
    record = a_record(cause="河道弃置", facts="在河道内堆放")

    [row] = rows_of(RecordPage((record,), 1, 1, 20), ["河道"])

    assert row.excerpt == ""
