"""Statute texts (法律文本): from a text file to articles, paragraphs, items and subitems.

The files of packs/statutes are a title, dated history lines, an end mark, then headings and lines.
An article's line begins 第…条 and a blank; each further line is a paragraph (款), unless it begins
（一）, an item (项), or "1.", a subitem (目): these belong to the paragraph before them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_HEADER_END = "<!-- INFO END -->"
_NUMERAL = "零〇一二三四五六七八九十百千"
_ARTICLE = re.compile(rf"^第([{_NUMERAL}]+)条(?:之([{_NUMERAL}]+))?[ \u3000]+(.+)$")
_HEADING = re.compile(r"^(#+)\s*(.+)$")
_ITEM = re.compile(rf"^[（(]([{_NUMERAL}]+)[)）]")
_SUBITEM = re.compile(r"^(\d+)[.．、]")
_BLANK = " \t\r\u3000\u200b"
_UNITS = {"十": 10, "百": 100, "千": 1000}
_DIGITS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"〇": 0}


class MalformedStatute(ValueError):
    """A statute file that breaks its own numbering."""


@dataclass(frozen=True)
class Item:
    """项, with its 目; ``text`` keeps the mark （一）."""

    number: str
    text: str
    subitems: tuple[str, ...] = ()

    @property
    def full_text(self) -> str:
        """The item with its subitems, one a line."""
        return "\n".join((self.text, *self.subitems))


@dataclass(frozen=True)
class Paragraph:
    """款, with the items that belong to it."""

    text: str
    items: tuple[Item, ...] = ()

    @property
    def full_text(self) -> str:
        """The paragraph with its items, one a line."""
        return "\n".join((self.text, *(item.full_text for item in self.items)))


@dataclass(frozen=True)
class Article:
    """条: ``number`` is "58", or "21-1" for 第二十一条之一; ``headings`` its 编、章、节."""

    number: str
    headings: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]

    @property
    def full_text(self) -> str:
        """All paragraphs, one a line."""
        return "\n".join(paragraph.full_text for paragraph in self.paragraphs)


@dataclass(frozen=True)
class StatuteText:
    """法律文本 of one version: full title, history lines (题注), preamble, articles."""

    full_title: str
    history: tuple[str, ...]
    preamble: tuple[str, ...]
    articles: tuple[Article, ...]


def number_from_chinese(*, numeral: str) -> int:
    """The number behind a numeral of a statute: 一百二十五 → 125."""
    total, digit = 0, 0
    for sign in numeral:
        if sign in _UNITS:
            total += (digit or 1) * _UNITS[sign]
            digit = 0
        else:
            digit = _DIGITS[sign]
    return total + digit


def read_statute_text(*, text: str) -> StatuteText:
    """Parse one file of packs/statutes."""
    head, mark, body = text.partition(_HEADER_END)
    header = _lines(head)
    if not mark or not header or not header[0].startswith("# "):
        raise MalformedStatute(f"no title line or no {_HEADER_END!r} mark: {text[:40]!r}")
    reader = _Reader()
    for line in _lines(body):
        reader.take(line)
    full_title = header[0].removeprefix("# ")
    return StatuteText(
        full_title=full_title,
        history=tuple(_tidy_history(line) for line in header[1:]),
        # Some sources repeat the title above the first chapter.
        preamble=tuple(line for line in reader.preamble if line != full_title),
        articles=tuple(reader.finished()),
    )


@dataclass
class _Reader:
    """Takes the lines of a body in order and grows the articles."""

    preamble: list[str] = field(default_factory=list)
    _articles: list[Article] = field(default_factory=list)
    _paragraphs: list[Paragraph] = field(default_factory=list)
    _headings: tuple[tuple[int, str], ...] = ()
    _number: tuple[int, int] = (0, 0)
    _article_headings: tuple[str, ...] = ()

    def take(self, line: str) -> None:
        if heading := _HEADING.match(line):
            self._enter(len(heading[1]), heading[2])
        elif article := _ARTICLE.match(line):
            self._begin(article)
        elif not self._paragraphs:
            self.preamble.append(line)
        elif item := _ITEM.match(line):
            self._add_item(str(number_from_chinese(numeral=item[1])), line)
        elif _SUBITEM.match(line) and self._paragraphs[-1].items:
            self._add_subitem(line)
        else:
            self._paragraphs.append(Paragraph(line))

    def finished(self) -> list[Article]:
        if self._paragraphs:
            number = "-".join(str(part) for part in self._number if part)
            article = Article(number, self._article_headings, tuple(self._paragraphs))
            self._articles.append(article)
            self._paragraphs = []
        return self._articles

    def _enter(self, depth: int, heading: str) -> None:
        # 第一章 总 则: the blanks inside a short title are only typesetting.
        number, _, title = heading.partition(" ")
        text = f"{number} {re.sub(rf'[{_BLANK}]', '', title)}".strip()
        above = tuple(known for known in self._headings if known[0] < depth)
        self._headings = (*above, (depth, text))

    def _begin(self, article: re.Match[str]) -> None:
        number = number_from_chinese(numeral=article[1])
        extra = number_from_chinese(numeral=article[2]) if article[2] else 0
        last, last_extra = self._number
        if (number, extra) not in {(last + 1, 0), (last, last_extra + 1)}:
            raise MalformedStatute(f"article {number}-{extra} follows {last}-{last_extra}")
        self.finished()
        self._number = (number, extra)
        self._article_headings = tuple(text for _, text in self._headings)
        self._paragraphs = [Paragraph(article[3])]

    def _add_item(self, number: str, line: str) -> None:
        paragraph = self._paragraphs[-1]
        if int(number) != len(paragraph.items) + 1:
            raise MalformedStatute(
                f"item {number} follows {len(paragraph.items)} in article {self._number}"
            )
        self._paragraphs[-1] = Paragraph(paragraph.text, (*paragraph.items, Item(number, line)))

    def _add_subitem(self, line: str) -> None:
        paragraph = self._paragraphs[-1]
        *before, item = paragraph.items
        grown = Item(item.number, item.text, (*item.subitems, line))
        self._paragraphs[-1] = Paragraph(paragraph.text, (*before, grown))


def _lines(text: str) -> list[str]:
    lines = (line.strip(_BLANK) for line in text.split("\n"))
    return [line for line in lines if line]


def _tidy_history(line: str) -> str:
    """Some sources cut the opening bracket of a history line and leave the closing one."""
    return line.removesuffix("）") if line.count("）") > line.count("（") else line
