"""Reading a statute (法条阅读): one version, its chapters, one article with its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from mingjian.law.citation import Citation
from mingjian.law.provisions import Statute, StatuteVersion, UnknownProvision, statute
from mingjian.law.statutes import Article


@dataclass(frozen=True)
class ReadArticle:
    """One article as a page shows it: 第五十八条 and its lines, a paragraph or an item each."""

    number: str
    place: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    """编、章、节 with its articles; ``anchor`` is where the table of chapters leads."""

    title: str
    anchor: str
    articles: tuple[ReadArticle, ...]


@dataclass(frozen=True)
class OpenStatute:
    """One version of a statute, and whether it is in force on the day of reading."""

    statute: Statute
    version: StatuteVersion
    on: date

    @property
    def is_in_force(self) -> bool:
        """施行中."""
        return self.version.applies(on=self.on)

    @property
    def other_versions(self) -> tuple[StatuteVersion, ...]:
        """历次版本 besides this one, newest first."""
        return tuple(each for each in reversed(self.statute.versions) if each != self.version)

    @property
    def query(self) -> str:
        """What an address needs to stay in this version; "" for the newest."""
        if self.version == self.statute.versions[-1]:
            return ""
        return f"?version={self.version.version_date.isoformat()}"

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """The articles under their headings."""
        grouped = groupby(self.version.text.articles, key=lambda article: article.headings)
        return tuple(
            Chapter(" · ".join(headings), f"c{number}", tuple(map(self._read, articles)))
            for number, (headings, articles) in enumerate(grouped, start=1)
        )

    def _read(self, article: Article) -> ReadArticle:
        cite = Citation(self.statute.title, article.number)
        return ReadArticle(article.number, place_of(cite), tuple(article.full_text.split("\n")))


@dataclass(frozen=True)
class OpenArticle:
    """One article under its headings, between its neighbours."""

    cite: Citation
    headings: tuple[str, ...]
    lines: tuple[str, ...]
    before: Citation | None
    after: Citation | None

    @property
    def place(self) -> str:
        """第五十八条."""
        return place_of(self.cite)


def open_statute(*, title: str, version: str, on: date) -> OpenStatute | None:
    """The statute of that title in the version of that date ("" = newest); None if not here."""
    try:
        known = statute(title)
    except UnknownProvision:
        return None
    dated = {each.version_date.isoformat(): each for each in known.versions}
    chosen = dated.get(version) if version else known.versions[-1]
    return OpenStatute(known, chosen, on) if chosen else None


def open_article(reading: OpenStatute, *, number: str) -> OpenArticle | None:
    """The article of that number in this version."""
    articles = reading.version.text.articles
    for at, article in enumerate(articles):
        if article.number == number:
            title = reading.statute.title
            return OpenArticle(
                cite=Citation(title, number),
                headings=article.headings,
                lines=tuple(article.full_text.split("\n")),
                before=Citation(title, articles[at - 1].number) if at else None,
                after=Citation(title, articles[at + 1].number) if at + 1 < len(articles) else None,
            )
    return None


def place_of(cite: Citation) -> str:
    """第五十八条第一款, without the title."""
    return str(cite).partition("》")[2]
