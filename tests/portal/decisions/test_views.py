"""The list and the decision: exact, marked, the same as page and as JSON, gone when withdrawn."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.portal.make import COUNT, SECRET_NAME, House, number, texts_of

LIST = "/decisions/"


def decision_url(public_id: str) -> str:
    """Its permanent address."""
    return reverse("portal:decision", args=[public_id])


def text_of(page: str) -> str:
    """What a reader sees, without markup and blanks."""
    return re.sub(r"\s", "", unescape(re.sub(r"<[^>]+>", "", page)))


@pytest.mark.parametrize("words", ["示", "食品", "示范食", number(7), "测市监罚(2025)7号"])
def test_one_two_three_signs_and_numbers_are_found_and_marked(visitor: Client, words: str):
    page = visitor.get(LIST, {"q": words}).content.decode()

    assert "<mark>" in page
    assert int(re.search(r"共 <b>([0-9,]+)</b> 条", page)[1]) > 0


def test_the_total_is_exact_and_the_last_page_is_reached(visitor: Client):
    total = COUNT + 4

    page = visitor.get(LIST, {"page": 3}).content.decode()

    assert f"共 <b>{total}</b> 条" in page
    assert f"当前第 41–{total} 条" in page
    assert page.count('class="record"') == total - 40


def test_a_page_beyond_the_last_is_the_last(visitor: Client):
    far, last = (visitor.get(LIST, {"page": n}).content for n in (999_999_999, 3))

    assert far == last


def test_the_list_needs_at_most_eight_queries(visitor: Client, django_assert_max_num_queries: Any):
    with django_assert_max_num_queries(8):
        visitor.get(LIST, {"q": "食品", "kind": "罚款", "agency": "000000-9", "page": 2})


def test_htmx_gets_the_results_only_at_the_same_address(visitor: Client):
    whole = visitor.get(LIST, {"q": "食品"})
    part = visitor.get(LIST, {"q": "食品"}, HTTP_HX_REQUEST="true")

    assert "<html" in whole.content.decode()
    assert "<html" not in part.content.decode()
    assert "HX-Request" in whole["Vary"]
    assert part.content.decode().count('class="record"') == 20


@pytest.mark.parametrize(
    ("params", "phrase"),
    [
        ({"q": "长" * 10_000}, "最多 200 个字"),
        ({"page": "abc"}, "页码是从 1 开始的数字"),
        ({"since": "2026-02-30"}, "不是一个日期"),
        ({"kind": "打手心", "q": "食品"}, "没有“打手心”这一处罚种类"),
    ],
)
def test_a_wrong_address_is_answered_with_a_sentence(
    visitor: Client, params: dict[str, str], phrase: str
):
    page = visitor.get(LIST, params)
    part = visitor.get(LIST, params, HTTP_HX_REQUEST="true")

    assert (page.status_code, part.status_code) == (400, 422)
    assert phrase in page.content.decode()
    assert phrase in part.content.decode()


@pytest.mark.parametrize("words", ["\x00", "%", "_", "\\", "'", "\x1b[31m", "🀄", "〔〕"])
def test_odd_words_find_what_they_say_and_nothing_breaks(visitor: Client, words: str):
    assert visitor.get(LIST, {"q": words}).status_code == 200


def test_a_list_without_hits_gives_advice(visitor: Client):
    page = visitor.get(LIST, {"q": "没有这个", "year": "2025"}).content.decode()

    assert "没有符合条件的公示信息" in page
    assert "清除全部条件" in page


def test_the_decision_shows_everything_the_json_says(visitor: Client, house: House):
    page = text_of(visitor.get(decision_url(house.plain)).content.decode())
    record = visitor.get(f"/decisions/{house.plain}.json").json()

    shown = {**record["content"], "fine_yuan": "5,000.00"}
    # Shown as the heading, as Chinese dates and under other words.
    for name in ("title", "division_code", "decided_on"):
        shown.pop(name)
    for text in texts_of(shown):
        assert re.sub(r"\s", "", text) in page, text
    assert "2025年6月18日" in page


def test_the_same_address_answers_machines_with_the_same_json(visitor: Client, house: House):
    address = decision_url(house.plain)

    asked = visitor.get(address, HTTP_ACCEPT="application/json")

    assert asked.json() == visitor.get(f"/decisions/{house.plain}.json").json()
    assert "Accept" in asked["Vary"]


@pytest.mark.parametrize("accept", ["*/*", "text/html,application/xhtml+xml,*/*;q=0.8", ""])
def test_browsers_get_the_page(visitor: Client, house: House, accept: str):
    answer = visitor.get(decision_url(house.plain), HTTP_ACCEPT=accept)

    assert answer["Content-Type"].startswith("text/html")


def test_a_decision_needs_at_most_four_queries(
    visitor: Client, house: House, django_assert_max_num_queries: Any
):
    with django_assert_max_num_queries(6):
        visitor.get(decision_url(house.plain))


def test_the_plain_sentence_comes_before_the_fields(visitor: Client, house: House):
    page = visitor.get(decision_url(house.plain)).content.decode()

    assert page.index("decision-lead") < page.index("行政相对人名称")


def test_clauses_open_in_place(visitor: Client, house: House):
    page = visitor.get(decision_url(house.plain)).content.decode()

    assert '<details class="clause">' in page
    assert "经营超过保质期" in page


def test_a_corrected_decision_says_what_changed_and_when(visitor: Client, house: House):
    page = visitor.get(decision_url(house.corrected)).content.decode()

    assert "本条信息已经更正" in page
    assert "罚款数额录入有误。" in page
    assert "第 2 版" in page


def test_markup_in_a_name_is_shown_as_text(visitor: Client):
    page = visitor.get(LIST, {"q": "粗"}).content.decode()

    assert "<b>粗</b>食品" not in page
    assert "&lt;b&gt;<mark>粗</mark>&lt;/b&gt;食品有限公司" in page


def test_a_withdrawn_decision_is_gone_with_rule_and_day(visitor: Client, house: House):
    answer = visitor.get(decision_url(house.withdrawn))

    page = answer.content.decode()
    assert answer.status_code == 410
    assert answer["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in page
    assert "《行政处罚法》第四十八条第二款" in page
    assert "2026年4月20日" in page
    assert "行政复议决定撤销了该处罚决定。" in page


def test_a_withdrawn_decision_is_gone_for_machines_too(visitor: Client, house: House):
    answer = visitor.get(f"/decisions/{house.withdrawn}.json")

    stub = answer.json()
    assert (answer.status_code, stub["status"]) == (410, "withdrawn")
    assert answer["X-Robots-Tag"] == "noindex"
    assert "content" not in stub
    assert "salt" not in stub


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_an_unknown_decision_is_not_found(visitor: Client, accept: str):
    answer = visitor.get(decision_url("AAAAAAAAAAAAAAAAAAAAAA"), HTTP_ACCEPT=accept)

    assert answer.status_code == 404
    assert "没有这个编号的公示信息" in answer.content.decode()


def test_nothing_of_a_withdrawn_decision_is_found_anywhere(visitor: Client, house: House):
    """Its name, number and facts are in no list, no file, no feed, no page."""
    addresses = ["/", LIST, "/decisions.csv", "/decisions.json", "/decisions.rss", "/verify/"]
    addresses += ["/sitemap.xml", f"/standing/{house.quiet}/", decision_url(house.withdrawn)]
    addresses += [f"/decisions/{house.withdrawn}{end}" for end in (".json", "/proof.json")]
    for address in addresses:
        text = visitor.get(address).getvalue().decode()

        for secret in (SECRET_NAME, number(905), "独特事实不再公示"):
            assert secret not in text, address
    for secret in (SECRET_NAME, number(905), "独特事实"):
        assert visitor.get("/decisions.json", {"q": secret}).json()["total"] == 0
