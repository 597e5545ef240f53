"""Filters of the public pages."""

from __future__ import annotations

from collections.abc import Iterable

from django.template import Library
from django.utils.safestring import SafeString

from mingjian.law.citation import Citation
from mingjian.law.cited import read_bare_citations, read_citations
from mingjian.portal.library.reading import place_of
from mingjian.portal.marking import mark_hits

register = Library()


@register.filter
def hits(text: str | None, terms: Iterable[str]) -> SafeString:
    """The text with the searched words marked."""
    return mark_hits(text or "", terms)


@register.filter
def citations(text: str) -> tuple[Citation, ...]:
    """The articles the text cites."""
    return read_citations(text)


@register.filter
def bare_citations(text: str) -> tuple[Citation, ...]:
    """The articles, where the text is a list of articles and nothing else."""
    return read_bare_citations(text)


@register.filter
def place(cite: Citation) -> str:
    """第五十八条第一款, where the title stands above."""
    return place_of(cite)
