"""法规库: statutes, articles with their versions, and what rests on them."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from mingjian.law.citation import Citation
from mingjian.law.provisions import statutes
from mingjian.web.tags.legal import provision_url


def test_every_statute_is_listed_under_its_kind(reader: Client):
    page = reader.get("/law/").content.decode()

    for each in statutes():
        assert f">{each.full_title}</a>" in page
    assert all(f">{kind}</h2>" in page for kind in ("法律", "行政法规", "司法解释"))


@pytest.mark.parametrize("title", [each.title for each in statutes()])
def test_every_statute_opens_with_all_its_articles(reader: Client, title: str):
    page = reader.get(reverse("portal:statute", args=[title])).content.decode()

    [known] = [each for each in statutes() if each.title == title]
    anchors = re.findall(r'<div class="article" id="a([0-9-]+)">', page)
    assert anchors == [article.number for article in known.articles]


def test_the_full_title_and_aliases_lead_to_the_same_statute(reader: Client):
    for title in ("行政处罚法", "中华人民共和国行政处罚法"):
        assert reader.get(f"/law/{title}/").status_code == 200


def test_a_text_that_was_replaced_says_so(reader: Client):
    page = reader.get("/law/治安管理处罚法/20/").content.decode()

    assert "这一版本已经失效" in page
    assert "2026年1月1日起不再施行" in page


def test_an_article_stands_between_its_neighbours(reader: Client):
    page = reader.get("/law/行政处罚法/58/").content.decode()

    assert "《行政处罚法》第五十八条" in page
    assert f'rel="prev" href="{reverse("portal:provision", args=["行政处罚法", "57"])}"' in page
    assert f'rel="next" href="{reverse("portal:provision", args=["行政处罚法", "59"])}"' in page


def test_citations_everywhere_lead_to_this_page(reader: Client):
    url = provision_url(Citation("行政处罚法", "58", "1", "2"))

    assert reader.get(url).status_code == 200


def test_words_of_the_law_are_found_and_marked(reader: Client):
    page = reader.get("/law/", {"q": "陈述 申辩"}).content.decode()

    assert "<mark>申辩</mark>" in page
    assert "《行政处罚法》第四十五条" in page


def test_words_nobody_wrote_give_advice(reader: Client):
    assert "没有条文同时含有这些字词" in reader.get("/law/", {"q": "罚金刑量子"}).content.decode()


def test_a_very_long_question_is_refused_politely(reader: Client):
    answer = reader.get("/law/", {"q": "长" * 10_000})

    assert answer.status_code == 400
    assert "检索词最多 50 个字" in answer.content.decode()


@pytest.mark.parametrize("words", ["\x00", "<script>", "%", "\ufffd"], ids="0abc")
def test_odd_questions_break_nothing(reader: Client, words: str):
    page = reader.get("/law/", {"q": words})

    assert page.status_code == 200
    assert "<script>" not in re.sub(r"<script src=[^>]+>", "", page.content.decode())
