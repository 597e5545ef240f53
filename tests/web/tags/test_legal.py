"""The law on the page: citations, refusals, the next step, deadlines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pytest_django.fixtures import Settings

from mingjian.law.breach import Breach
from mingjian.law.citation import Citation
from mingjian.web.deadlines import Deadline
from mingjian.web.parts import Step

Draw = Callable[..., str]
CITE = Citation("行政处罚法", "58", "1", "2")
BREACH = Breach("APL58", "审核<未>通过。", CITE, "请提交法制审核。")


def test_a_citation_without_a_page_is_text(draw: Draw):
    drawn = draw("{% cite c %}", c=CITE)

    assert drawn == '<span class="cite">《行政处罚法》第五十八条第一款第（二）项</span>'


def test_the_desk_points_to_the_portal(draw: Draw, settings: Settings):
    settings.PORTAL_URL = "http://portal.test"

    drawn = draw("{% cite c %}", c=CITE)

    assert 'href="http://portal.test/law/%E8%A1%8C%E6%94%BF%E5%A4%84%E7%BD%9A%E6%B3%95/58"' in drawn


def test_the_site_s_own_provision_page_comes_first(draw: Draw, settings: Settings):
    settings.ROOT_URLCONF = "tests.web.urls_with_provisions"

    assert 'href="/law/' in draw("{% cite c %}", c=CITE)


def test_a_document_without_articles_links_to_its_official_address(draw: Draw):
    paper = Citation("示例县办法", place="二（一）4", url="http://law.test/a?b=1&c=2")

    assert 'href="http://law.test/a?b=1&amp;c=2"' in draw("{% cite c %}", c=paper)


def test_no_citation_draws_nothing(draw: Draw):
    assert draw("{% cite c %}", c=None) == ""


def test_the_text_of_a_provision_opens_in_place(draw: Draw):
    drawn = draw("{% clause c %}", c=CITE)

    assert "<details" in drawn
    assert "第五十八条" in drawn


def test_a_provision_not_in_the_packs_is_only_cited(draw: Draw):
    assert "<details" not in draw("{% clause c %}", c=Citation("示例县办法", "3"))


def test_a_breach_says_what_why_and_what_next_and_is_escaped(draw: Draw):
    drawn = draw("{% breach_list b %}", b=[BREACH])

    assert "审核&lt;未&gt;通过。" in drawn
    assert "《行政处罚法》第五十八条" in drawn
    assert "请提交法制审核。" in drawn


def test_an_allowed_step_is_one_button_that_posts(draw: Draw):
    drawn = draw("{% legal_step s %}", s=Step("作出处罚决定", "/decide"), csrf_token="token")

    assert '<form method="post" action="/decide">' in drawn
    assert 'value="token"' in drawn


def test_a_refused_step_shows_its_reasons_and_cannot_be_sent(draw: Draw):
    drawn = draw("{% legal_step s %}", s=Step("作出处罚决定", "/decide", (BREACH,)))

    assert 'aria-disabled="true"' in drawn
    assert 'aria-describedby="step-reasons"' in drawn
    assert "<form" not in drawn
    assert "请提交法制审核。" in drawn


def test_a_step_that_begins_with_a_form_is_a_link(draw: Draw):
    assert 'href="/notice"' in draw(
        "{% legal_step s %}", s=Step("制作告知书", "/notice", method="get")
    )


def test_a_deadline_names_what_is_left_the_day_and_the_article(draw: Draw):
    deadline = Deadline("送达期限", date(2026, 5, 11), 3, cite=Citation("行政处罚法", "61"))

    drawn = draw("{% deadline_badge d %}", d=deadline)

    assert "剩 3 个工作日" in drawn
    assert "5月11日" in drawn
    assert "《行政处罚法》第六十一条" in drawn


def test_a_provisional_deadline_says_so(draw: Draw):
    deadline = Deadline("年度报告", date(2027, 1, 29), 90, provisional=True)

    assert "（暂定）" in draw("{% deadline_badge d %}", d=deadline)


def test_a_refusal_promises_that_nothing_was_saved(draw: Draw):
    drawn = draw('{% refused_state b back_url="/case/1" %}', b=[BREACH])

    assert "没有保存任何改动" in drawn
    assert 'href="/case/1"' in drawn
