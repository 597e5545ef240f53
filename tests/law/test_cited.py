"""Citations in text are read back as they are written."""

from __future__ import annotations

import pytest

from mingjian.law.citation import Citation
from mingjian.law.cited import read_bare_citations, read_citations


@pytest.mark.parametrize(
    "cite",
    [
        Citation("行政处罚法", "58"),
        Citation("行政处罚法", "58", "1"),
        Citation("行政处罚法", "58", "1", "2"),
        Citation("食品安全法", "124", "", "5"),
        Citation("刑法", "120-6"),
    ],
    ids=str,
)
def test_what_a_citation_writes_is_read_back(cite: Citation):
    assert read_citations(f"依照{cite}的规定，决定如下。") == (cite,)


def test_the_full_title_is_the_same_statute():
    text = "《中华人民共和国行政处罚法》第九条第一款第二项"

    assert read_citations(text) == (Citation("行政处罚法", "9", "1", "2"),)


def test_several_citations_come_in_order_and_once():
    text = "违反《水法》第四十八条，依据《水法》第六十九条、《水法》第四十八条"

    assert read_citations(text) == (Citation("水法", "48"), Citation("水法", "69"))


def test_a_title_without_an_article_is_no_citation():
    assert read_citations("根据《宾县实施方案》的规定") == ()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("《水法》第四十八条、《水法》第六十九条第（一）项", 2),
        ("《水法》第四十八条。", 1),
        ("依据《水法》第四十八条", 0),
        ("《宾县实施方案》", 0),
    ],
)
def test_only_a_plain_list_of_articles_is_bare(text: str, count: int):
    assert len(read_bare_citations(text)) == count
