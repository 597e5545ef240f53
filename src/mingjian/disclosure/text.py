"""Search text (检索文本): one normal form for records and queries, cut into single signs and pairs.

Pairs, never words: a segmenter loses names. Fields are kept apart by a line break, which no query
can contain, so that no match runs from one field into the next.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

SEPARATOR = "\n"
# 表格软件把这些字符开头的内容当作公式执行。
_FORMULA = re.compile(r"^[\s\ufeff]*[=+\-@＝＋－＠\t\r\n]")
_BRACKETS = str.maketrans("〔［【〖{[〕］】〗}]", "((((((" + "))))))")
_UNSEEN = re.compile(r"[\s\u0000-\u001f\u007f\u200b-\u200f\u2060\ufeff\ud800-\udfff]+")


def normalise(text: str) -> str:
    """Half width, one kind of brackets, small letters, no blanks: 〔２０２６〕 → (2026)."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    folded = _UNSEEN.sub("", folded.translate(_BRACKETS))
    # A dropped blank may bring a letter and an accent together, which then become one sign.
    return folded if folded == text else normalise(folded)


def search_text(fields: Iterable[str]) -> str:
    """The text in which terms are found: normalised fields, one a line."""
    return SEPARATOR.join(filter(None, map(normalise, fields)))


def grams_of_text(text: str) -> list[str]:
    """Every single sign and every pair of a search text, sorted; no pair spans two fields."""
    found: set[str] = set()
    for line in text.split(SEPARATOR):
        found.update(line)
        found.update(_pairs(line))
    return sorted(found)


def grams_of_term(term: str) -> list[str]:
    """What a record must have to possibly contain the term: its pairs, or its only sign."""
    return sorted(_pairs(term)) if len(term) > 1 else [term]


def terms_of(words: str) -> list[str]:
    """检索词: parts between blanks, normalised, without repetition."""
    terms = [normalise(word) for word in words.split()]
    return [term for term in dict.fromkeys(terms) if term]


def safe_cell(text: str) -> str:
    """The cell as text: a leading apostrophe where a spreadsheet would run it as a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def _pairs(line: str) -> set[str]:
    return {line[at : at + 2] for at in range(len(line) - 1)}
