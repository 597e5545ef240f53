"""Provisions (法条): statutes by title, their versions by date, their text by article.

``statute("行政处罚法").provision("58", "1", "2")`` is 《行政处罚法》第五十八条第一款第（二）项.
Every place has a stable anchor: 行政处罚法/58/1/2.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from mingjian.law.citation import Citation
from mingjian.law.statutes import Article, Item, Paragraph, StatuteText, read_statute_text

_FOLDER = resources.files("mingjian.law") / "packs" / "statutes"
_FILE_NAME = re.compile(r"^(?P<title>.+)\((?P<version>\d{4}-\d{2}-\d{2})\)\.md$")


class UnknownProvision(LookupError):
    """The packs hold no such statute, version, article, paragraph or item."""


class StatuteKind(StrEnum):
    """法律文件的种类."""

    LAW = "law"
    REGULATION = "regulation"
    INTERPRETATION = "interpretation"
    RULE = "rule"

    @property
    def label(self) -> str:
        """The Chinese name shown to people."""
        return _KIND_LABELS[self]


_KIND_LABELS = {
    StatuteKind.LAW: "法律",
    StatuteKind.REGULATION: "行政法规",
    StatuteKind.INTERPRETATION: "司法解释",
    StatuteKind.RULE: "部门规章",
}


@dataclass(frozen=True)
class Provision:
    """法条: the text of one place, word for word, one line a paragraph or item."""

    text: str
    citation: Citation
    anchor: str
    headings: tuple[str, ...]
    version_date: date


@dataclass(frozen=True)
class StatuteVersion:
    """法律的一个版本, in force in [in_force, until); ``quality`` says how the dates are known."""

    version_date: date
    in_force: date
    until: date | None
    quality: str
    note: str
    text: StatuteText

    def applies(self, *, on: date) -> bool:
        """是否施行中."""
        return self.in_force <= on and (self.until is None or on < self.until)


@dataclass(frozen=True)
class Statute:
    """法律、法规、规章、司法解释: one title, its versions, oldest first."""

    title: str
    kind: StatuteKind
    versions: tuple[StatuteVersion, ...]
    aliases: tuple[str, ...] = ()

    @property
    def full_title(self) -> str:
        """全称: 中华人民共和国行政处罚法."""
        return self.versions[-1].text.full_title

    @property
    def version_date(self) -> date:
        """The date of the newest version here."""
        return self.versions[-1].version_date

    @property
    def history(self) -> tuple[str, ...]:
        """题注: when it was adopted and amended, a line each."""
        return self.versions[-1].text.history

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles of the newest version here."""
        return self.versions[-1].text.articles

    def version(self, *, on: date | None = None) -> StatuteVersion:
        """The version in force on a day; without a day the newest one here."""
        if on is None:
            return self.versions[-1]
        for version in reversed(self.versions):
            if version.applies(on=on):
                return version
        known = ", ".join(f"[{each.in_force}, {each.until or '…'})" for each in self.versions)
        raise UnknownProvision(f"{self.title}: no text in force on {on}; the packs hold {known}")

    def provision(
        self,
        article: str,
        paragraph: str = "",
        item: str = "",
        on: date | None = None,
        *,
        subitem: str = "",
    ) -> Provision:
        """The text of one article, paragraph (款), item (项) or subitem (目).

        An item may be asked for without its paragraph when only one paragraph has items.
        """
        version = self.version(on=on)
        found = _article_of(self.title, version, article)
        text, anchor = found.full_text, [self.title, article]
        if paragraph or item or subitem:
            number, block = _paragraph_of(self.title, found, paragraph)
            text = block.full_text
            anchor.append(number)
            if item or subitem:
                part = _item_of(anchor, block, item)
                text = _subitem_of(anchor, part, subitem) if subitem else part.full_text
                anchor += [item, subitem] if subitem else [item]
        place = f"第{subitem}目" if subitem else ""
        cite = Citation(self.title, article, paragraph, item, place)
        return Provision(text, cite, "/".join(anchor), found.headings, version.version_date)

    def provisions(self, *, on: date | None = None) -> Iterator[Provision]:
        """Every paragraph in order, the unit people cite; the only one of an article unnumbered."""
        version = self.version(on=on)
        for article in version.text.articles:
            for number, paragraph in enumerate(article.paragraphs, start=1):
                cited = str(number) if len(article.paragraphs) > 1 else ""
                yield Provision(
                    text=paragraph.full_text,
                    citation=Citation(self.title, article.number, cited),
                    anchor=f"{self.title}/{article.number}/{number}",
                    headings=article.headings,
                    version_date=version.version_date,
                )


def statute(title: str) -> Statute:
    """The statute of that title: short, full (中华人民共和国…), in 《》, or an alias."""
    name = _by_key().get(_key(title))
    if name is None:
        raise UnknownProvision(f"no statute titled {title!r} in the packs")
    return _load(name)


def statutes() -> tuple[Statute, ...]:
    """All statutes of the packs, by title."""
    return tuple(_load(title) for title in sorted(_catalogue()))


def provision_text(cite: Citation, *, on: date | None = None) -> str | None:
    """The text a citation names; None when the packs do not hold that place."""
    try:
        return statute(cite.law).provision(cite.article, cite.paragraph, cite.item, on).text
    except UnknownProvision:
        return None


def provision_at(*, anchor: str, on: date | None = None) -> Provision:
    """The provision of a stable anchor: 行政处罚法/58/1/2."""
    title, *place = anchor.split("/")
    if not 1 <= len(place) <= 4:
        raise UnknownProvision(f"anchor needs 2 to 5 parts: {anchor!r}")
    article, paragraph, item, subitem = (*place, "", "", "")[:4]
    return statute(title).provision(article, paragraph, item, on, subitem=subitem)


def build_statute(*, title: str, files: dict[date, str], rows: list[dict[str, Any]]) -> Statute:
    """One statute from its files by version date and the rows of in_force.toml.

    A version without a row counts from its own date, as a law or a regulation by its name.
    """
    described = {row["version"]: row for row in rows}
    kind = StatuteKind.LAW if title.endswith("法") else StatuteKind.REGULATION
    versions = []
    for day, text in sorted(files.items()):
        row = described.get(day, {})
        kind = StatuteKind(row.get("kind", kind))
        versions.append(
            StatuteVersion(
                version_date=day,
                in_force=row.get("in_force", day),
                until=row.get("until"),
                quality=row.get("quality", "assumed"),
                note=row.get("note", ""),
                text=read_statute_text(text=text),
            )
        )
    aliases = tuple(alias for row in rows for alias in row.get("aliases", ()))
    return Statute(title, kind, tuple(versions), aliases)


def _article_of(title: str, version: StatuteVersion, number: str) -> Article:
    for article in version.text.articles:
        if article.number == number:
            return article
    last = version.text.articles[-1].number
    raise UnknownProvision(
        f"{title} ({version.version_date}) has no article {number!r}: it has 1 to {last}"
    )


def _paragraph_of(title: str, article: Article, number: str) -> tuple[str, Paragraph]:
    """The paragraph of that number; without a number the only one that has items."""
    numbered = {str(place): block for place, block in enumerate(article.paragraphs, start=1)}
    if number in numbered:
        return number, numbered[number]
    candidates = [(place, block) for place, block in numbered.items() if block.items]
    if not number and len(candidates) == 1:
        return candidates[0]
    where = f"{title} article {article.number}"
    if not number:
        raise UnknownProvision(f"{where}: {len(candidates)} paragraphs have items, name one")
    raise UnknownProvision(f"{where} has no paragraph {number!r}: it has 1 to {len(numbered)}")


def _item_of(anchor: list[str], paragraph: Paragraph, number: str) -> Item:
    for item in paragraph.items:
        if item.number == number:
            return item
    raise UnknownProvision(
        f"{'/'.join(anchor)} has no item {number!r}: it has {len(paragraph.items)}"
    )


def _subitem_of(anchor: list[str], item: Item, number: str) -> str:
    for position, text in enumerate(item.subitems, start=1):
        if str(position) == number:
            return text
    raise UnknownProvision(
        f"{'/'.join(anchor)}/{item.number} has no subitem {number!r}: it has {len(item.subitems)}"
    )


def _key(title: str) -> str:
    """One spelling for lookups: no brackets, no 中华人民共和国."""
    return re.sub(r"[《》〈〉<>]|中华人民共和国", "", title)


@cache
def _catalogue() -> dict[str, dict[date, str]]:
    """Title → names of its files by version date."""
    found: dict[str, dict[date, str]] = {}
    for entry in _FOLDER.iterdir():
        if name := _FILE_NAME.match(entry.name):
            # A title inside a title is written in single brackets once it stands in 《》 itself.
            title = name["title"].replace("《", "〈").replace("》", "〉")
            found.setdefault(title, {})[date.fromisoformat(name["version"])] = entry.name
    return found


@cache
def _rows() -> tuple[dict[str, Any], ...]:
    content = tomllib.loads((_FOLDER / "in_force.toml").read_text(encoding="utf-8"))
    return tuple(content["version"])


@cache
def _by_key() -> dict[str, str]:
    keys = {_key(title): title for title in _catalogue()}
    return keys | {_key(alias): row["title"] for row in _rows() for alias in row.get("aliases", ())}


@cache
def _load(title: str) -> Statute:
    files = _catalogue()[title].items()
    return build_statute(
        title=title,
        files={day: (_FOLDER / name).read_text(encoding="utf-8") for day, name in files},
        rows=[row for row in _rows() if row["title"] == title],
    )
