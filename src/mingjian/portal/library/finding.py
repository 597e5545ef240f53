"""Finding articles (检索法条): which articles hold all the words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from mingjian.disclosure.text import normalise, terms_of
from mingjian.law.citation import Citation
from mingjian.law.provisions import statute, statutes
from mingjian.portal.marking import first_hit

LONGEST_WORDS = 50
MOST_SHOWN = 60
_AROUND = 60


@dataclass(frozen=True)
class FoundArticle:
    """An article with the passage around the first hit."""

    cite: Citation
    passage: str
    is_in_force: bool


@dataclass(frozen=True)
class Found:
    """检索结果: the exact number of articles, the first of them, and the words looked for."""

    total: int
    articles: tuple[FoundArticle, ...]
    terms: tuple[str, ...]


def find_articles(*, words: str, on: date) -> Found:
    """Articles of the newest versions with every word, in the order of the library."""
    terms = tuple(terms_of(words))
    hits = [
        (cite, text) for cite, text, folded in _articles() if all(term in folded for term in terms)
    ]
    shown = tuple(
        FoundArticle(cite, _passage(text, terms), statute(cite.law).versions[-1].applies(on=on))
        for cite, text in hits[:MOST_SHOWN]
    )
    return Found(len(hits), shown, terms)


@cache
def _articles() -> tuple[tuple[Citation, str, str], ...]:
    """Every article as citation, text and normalised text; 2,500 of them."""
    return tuple(
        (Citation(each.title, article.number), article.full_text, normalise(article.full_text))
        for each in statutes()
        for article in each.articles
    )


def _passage(text: str, terms: tuple[str, ...]) -> str:
    flat = text.replace("\n", " ")
    start = max((first_hit(flat, terms) or 0) - _AROUND // 2, 0)
    end = start + 2 * _AROUND
    return f"{'……' if start else ''}{flat[start:end]}{'……' if end < len(flat) else ''}"
