"""Staleness (内容过时): a published list past its review, or whose law has changed since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mingjian.law.citation import Citation
from mingjian.law.cited import read_citations
from mingjian.law.dates import long_date
from mingjian.law.provisions import UnknownProvision, statute
from mingjian.law.standing.checks import Setting, Table
from mingjian.law.standing.kinds import Filled, ListKind
from mingjian.law.standing.rules import rule_rows

_REVIEW = Citation("政府信息公开条例", "44")


@dataclass(frozen=True)
class Staleness:
    """One reason for which the list has to be looked at again."""

    sentence: str
    cite: Citation


def find_staleness(
    *, kind: ListKind, table: Table, published_on: date, review_by: date, setting: Setting
) -> tuple[Staleness, ...]:
    """Why this published list is stale on that day; nothing where it is not."""
    found = []
    if review_by < setting.on:
        sentence = f"应当在{long_date(review_by)}以前复核，尚未复核"
        found.append(Staleness(sentence, kind.cite))
    demanded = tuple(one.title for one in kind.elements(book=setting.book, on=setting.on))
    if table.elements != demanded:
        found.append(Staleness("规定公开的栏目已经变更，清单尚未更新", kind.cite))
    if kind.filled is Filled.RULES:
        found += _changed_rules(kind, table, setting)
    else:
        found += _changed_laws(table, published_on, setting.on)
    return tuple(found)


def _changed_rules(kind: ListKind, table: Table, setting: Setting) -> list[Staleness]:
    """The rows whose rule no longer has the published hash."""
    runs = rule_rows(kind=kind.kind, book=setting.book, lines=setting.lines, on=setting.on)
    changed = len(set(runs) ^ set(table.rows))
    if not changed:
        return []
    return [Staleness("办案系统执行的规则已经变更，与本清单不再一致", kind.cite)]


def _changed_laws(table: Table, published_on: date, on: date) -> list[Staleness]:
    """Statutes cited in the list that came in a new text, or ended, after publication."""
    text = "\n".join(cell for row in table.rows for cell in row)
    found = []
    for law in dict.fromkeys(cite.law for cite in read_citations(text)):
        changed_on = _changed_on(law, on)
        if changed_on is not None and published_on < changed_on <= on:
            sentence = f"引用的《{law}》自{long_date(changed_on)}起有变更"
            found.append(Staleness(sentence, Citation(law)))
    return found


def _changed_on(law: str, on: date) -> date | None:
    """The last day on which the text of the statute began or ceased to apply; None if unknown."""
    try:
        versions = statute(law).versions
    except UnknownProvision:
        return None
    days = [version.in_force for version in versions]
    days += [version.until for version in versions if version.until is not None]
    return max((day for day in days if day <= on), default=None)
