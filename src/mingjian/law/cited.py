"""Citations in text (条文引用): 《行政处罚法》第五十八条第一款第（二）项 back into its parts."""

from __future__ import annotations

import re

from mingjian.law.citation import Citation
from mingjian.law.statutes import number_from_chinese

_NUMERAL = "[零〇一二三四五六七八九十百千]+"
_CITATION = re.compile(
    r"《(?P<law>[^《》]+)》"
    rf"(?:第(?P<article>{_NUMERAL})条(?:之(?P<extra>{_NUMERAL}))?"
    rf"(?:第(?P<paragraph>{_NUMERAL})款)?"
    rf"(?:第[（(]?(?P<item>{_NUMERAL})[)）]?项)?)?"
)

_BETWEEN = re.compile(r"[\s、，,；;。及和与]+")


def read_citations(text: str) -> tuple[Citation, ...]:
    """Every citation of an article in the text, in order, each once."""
    found = (_citation(match) for match in _CITATION.finditer(text))
    return tuple(dict.fromkeys(cite for cite in found if cite.article))


def read_bare_citations(text: str) -> tuple[Citation, ...]:
    """The citations of a text that is nothing else (甲、乙和丙); none where it says more."""
    rest = _CITATION.sub("", text)
    return read_citations(text) if not _BETWEEN.sub("", rest) else ()


def _citation(match: re.Match[str]) -> Citation:
    article, extra = _number(match["article"]), _number(match["extra"])
    return Citation(
        law=match["law"].removeprefix("中华人民共和国"),
        article=f"{article}-{extra}" if extra else article,
        paragraph=_number(match["paragraph"]),
        item=_number(match["item"]),
    )


def _number(numeral: str | None) -> str:
    return str(number_from_chinese(numeral=numeral)) if numeral else ""
