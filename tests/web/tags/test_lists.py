"""Lists: every figure, filter and step is a link with words."""

from __future__ import annotations

from collections.abc import Callable

from django.test import RequestFactory

from mingjian.web.parts import (
    ActiveFilter,
    Chip,
    Counter,
    Facet,
    FacetOption,
    Link,
    Paging,
    Tab,
    Tone,
)

Draw = Callable[..., str]


def test_a_counter_filters_and_says_what_it_counts(draw: Draw):
    counter = Counter("已超期", 1284, "?f=late", Tone.LATE, True, "法定期限已经届满")

    drawn = draw("{% counters c %}", c=[counter])

    for phrase in ('href="?f=late"', "1,284", "法定期限已经届满", 'aria-current="true"'):
        assert phrase in drawn


def test_a_chosen_chip_is_ticked(draw: Draw):
    drawn = draw("{% filter_chips c %}", c=[Chip("我主办", "?m=1", True, 8)])

    assert 'aria-current="true"' in drawn
    assert "#tick" in drawn


def test_a_condition_can_be_taken_away(draw: Draw):
    drawn = draw('{% active_filters f clear_url="?" %}', f=[ActiveFilter("类别：<罚>", "?a=1&b=2")])

    assert 'href="?a=1&amp;b=2"' in drawn
    assert "&lt;罚&gt;" in drawn
    assert "清除全部条件" in drawn


def test_no_condition_draws_nothing(draw: Draw):
    assert draw("{% active_filters f %}", f=[]).strip() == ""


def test_a_facet_is_a_list_of_links_with_counts(draw: Draw):
    facet = Facet("类别", (FacetOption("行政处罚", 982, "?k=1", True),), clear_url="?")

    drawn = draw("{% facets f %}", f=[facet])

    for phrase in ('href="?k=1"', "982", "不限类别"):
        assert phrase in drawn


def test_paging_tells_where_the_reader_stands(draw: Draw):
    drawn = draw("{% pagination p %}", p=Paging("", "?page=2", 1284, 1, 20))

    for phrase in ("共 1,284 条", "当前第 1–20 条", "已是第一页", 'rel="next"'):
        assert phrase in drawn


def test_the_last_crumb_is_the_place_itself(draw: Draw):
    drawn = draw("{% breadcrumbs l %}", l=[Link("首页", "/"), Link("行政处罚", "/p")])

    assert '<a href="/">首页</a>' in drawn
    assert '<span aria-current="page">行政处罚</span>' in drawn


def test_a_tab_is_a_link(draw: Draw):
    drawn = draw('{% tabs t label="状态" %}', t=[Tab("待审核", "?s=1", True, 3)])

    assert 'href="?s=1" aria-current="page"' in drawn


def test_an_empty_list_has_a_sentence_and_an_action(draw: Draw):
    drawn = draw('{% empty_state "没有待办事项。" action=a %}', a=Link("登记线索", "/lead"))

    assert "没有待办事项。" in drawn
    assert 'href="/lead"' in drawn


def test_a_heading_sorts_and_turns_round_and_keeps_the_filters(draw: Draw):
    source = '{% sort_heading "法定期限" "due" %}'
    first = draw(source, request=RequestFactory().get("/?kind=1&page=3"))
    again = draw(source, request=RequestFactory().get("/?kind=1&sort=due"))

    assert 'href="?kind=1&amp;sort=due"' in first
    assert 'aria-sort="none"' in first
    assert 'href="?kind=1&amp;sort=-due"' in again
    assert 'aria-sort="ascending"' in again
