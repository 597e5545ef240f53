"""Articles are found by all their words, exactly counted."""

from __future__ import annotations

from datetime import date

import pytest

from mingjian.law.provisions import statutes
from mingjian.portal.library import finding
from mingjian.portal.library.finding import find_articles

DAY = date(2026, 5, 11)


@pytest.mark.parametrize("words", ["听证", "罚 款", "三日内", "（一）警告"])
def test_the_total_equals_a_plain_scan(words: str):
    wanted = words.split()

    found = find_articles(words=words, on=DAY)

    scanned = [
        article
        for each in statutes()
        for article in each.articles
        if all(word in article.full_text for word in wanted)
    ]
    assert found.total == len(scanned) > 0


def test_every_passage_shows_a_hit():
    found = find_articles(words="较大数额罚款", on=DAY)

    assert all("较大数额罚款" in each.passage for each in found.articles)


def test_only_the_first_hits_are_shown(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(finding, "MOST_SHOWN", 5)

    found = find_articles(words="行政", on=DAY)

    assert (len(found.articles), found.total > 5) == (5, True)


def test_an_article_out_of_force_is_marked():
    found = find_articles(words="违反治安管理行为人有权陈述和申辩", on=DAY)

    assert [(each.cite.law, each.is_in_force) for each in found.articles] == [
        ("治安管理处罚法", False)
    ]
