"""Plain rows (规整的行): judged by the block instead of one by one, with the same result.

A row is plain where every rule of ``past_rows.judge_row`` is known to find nothing: cells as the
template writes them, no sign that masking or the leak check could take for personal data. Every
other row is left to ``judge_row``. Of each kind of plain rows one is judged both ways; where the
two differ in a single byte, the whole kind is left to ``judge_row`` as well.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import rfc8785

from mingjian.disclosure import past_columns as columns
from mingjian.disclosure.kinds import RowStatus
from mingjian.disclosure.past_codes import are_credit_codes
from mingjian.disclosure.past_columns import BadCell
from mingjian.disclosure.past_rows import FIRST_DAY, Setting, judge_row
from mingjian.disclosure.projection import PARTY_WORDS, Terms, term_of
from mingjian.law.dates import long_date
from mingjian.law.penalties import PenaltyKind
from mingjian.law.procedure.kinds import PartyKind
from mingjian.law.redaction import apply_action, find_withholding_rules
from mingjian.law.redaction_rules import (
    Action,
    RedactionRule,
    UnknownRedactionRule,
    find_redaction_rule,
)

log = logging.getLogger(__name__)

_TEXTS = (columns.CAUSE, columns.FACTS, columns.PENALTY, columns.CONFISCATED)
_FREE = (*_TEXTS, columns.NUMBER, columns.PARTY_NAME, columns.REPRESENTATIVE, columns.BASIS)
# 十一位以上的数字、分组的数字、邮箱、微信、号牌……凡有可能是个人信息的，都不算规整。
_SUSPICIOUS = (
    r"\d{11}|\d[ \-－\u3000]\d{3}|[)）]\d{7}|[@＠]|微信|(?i:wechat|qq)"
    "|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][A-ZＸ]"
)
_CONTROL = r"[\x00-\x1f\x7f-\x9f\u2028\u2029]"
_PINYIN = r"[(（][a-zɡɑà-ǹḿ]+[)）]"
_ODD_NUMBER = r"[\s０-９]"
_HOME = "[住户]|居|单元"
_BETWEEN = "\u2063"
_LARGEST_FINE = Decimal(10**10)  # 再大的金额看起来像号码，逐行审查
_NO_FINE = Decimal(0)


@dataclass(frozen=True)
class _Kind:
    """Rows of which everything that the rules decide is the same."""

    party: PartyKind
    rules: tuple[RedactionRule, ...]

    @property
    def natural(self) -> bool:
        return self.party is not PartyKind.ORGANISATION

    def rule(self, element: str) -> RedactionRule:
        return find_redaction_rule(rules=self.rules, element=element, party_kind=self.party.value)

    @property
    def name_action(self) -> Action:
        person = self.party is PartyKind.PERSON
        return self.rule("penalised_person_name" if person else "organisation_identity").action

    @property
    def shows_representative(self) -> bool:
        firm = self.party is PartyKind.ORGANISATION
        rule = self.rule("legal_representative_name" if firm else "organisation_identity")
        return rule.action is Action.SHOW


@dataclass
class PlainJudge:
    """Judges the plain rows of a file, block by block; remembers what it has read before."""

    setting: Setting
    _dates: dict[str, date | None] = field(default_factory=dict)
    _fines: dict[str, Decimal | None] = field(default_factory=dict)
    _kinds: dict[str, tuple[PenaltyKind, ...]] = field(default_factory=dict)
    _parties: dict[str, PartyKind | None] = field(default_factory=dict)
    _acts: dict[tuple[str, ...], tuple[Any, ...]] = field(default_factory=dict)
    _groups: dict[tuple[PartyKind, date], int] = field(default_factory=dict)
    _kinds_of_rows: list[_Kind] = field(default_factory=list)

    def judge(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The plain ones among ``rows`` (column ``line`` and the file's own), judged.

        Columns: ``line``, ``number``, ``content`` (canonical JSON), ``term`` (ISO or null).
        """
        cells = _stripped(rows)
        cells = cells.filter(_looks_plain(cells, self.setting))
        if cells.is_empty():
            return _NOTHING
        cells = self._with_values(cells)
        parts = [
            self._judge_group(self._kinds_of_rows[group[0]], part)
            for group, part in cells.partition_by("group", as_dict=True).items()
            if group[0] >= 0
        ]
        return pl.concat([_NOTHING, *parts]).sort("line")

    def _with_values(self, cells: pl.DataFrame) -> pl.DataFrame:
        """Values of the coded cells, each distinct cell read once by the careful reader."""
        act = [columns.PARTY_KIND, columns.DECIDED_ON, columns.KINDS, columns.FINE]
        keys = cells.select(*act, columns.TERM_ENDS_ON).unique()
        found = pl.DataFrame(
            [self._known_act(key) for key in keys.iter_rows()], schema=_ACT_SCHEMA, orient="row"
        )
        keys = pl.concat([keys, found], how="horizontal").filter(pl.col("group") >= 0)
        return cells.join(keys, on=[*act, columns.TERM_ENDS_ON], how="inner")

    def _known_act(self, key: tuple[str, ...]) -> tuple[Any, ...]:
        if key not in self._acts:
            self._acts[key] = self._act(*key)
        return self._acts[key]

    def _act(self, party: str, decided: str, kinds: str, fine: str, ends: str) -> tuple[Any, ...]:
        """What follows from the coded cells alone; group -1 where the row is not plain."""
        kind = _once(self._parties, party, columns.read_party_kind)
        on = _once(self._dates, decided, columns.read_date)
        amount = _once(self._fines, fine, columns.read_yuan) if fine else _NO_FINE
        given = _once(self._kinds, kinds, columns.read_kinds)
        until = _once(self._dates, ends, columns.read_date) if ends else None
        if kind is None or on is None or amount is None or not given or (ends and until is None):
            return _NOT_PLAIN
        setting = self.setting
        rules = setting.lawbook.redaction_rules(on=on)
        sane = FIRST_DAY <= on <= setting.on and amount < _LARGEST_FINE
        if not sane or (PenaltyKind.FINE in given) != (amount > 0):
            return _NOT_PLAIN
        refused = find_withholding_rules(
            rules=rules, is_minor=False, kinds=given, is_summary=False, sector=setting.sector
        )
        term = until or term_of(Terms(given, amount, on), setting.lawbook)
        if refused or (term is not None and term < setting.on):
            return _NOT_PLAIN
        group = self._group(kind, on, tuple(rules))
        told = (on.isoformat(), long_date(on), [each.value for each in given], f"{amount:.2f}")
        return (group, *told, term.isoformat() if term else None)

    def _group(self, party: PartyKind, on: date, rules: tuple[RedactionRule, ...]) -> int:
        """The number of the kind; asked once for each day, as rules are many to compare."""
        if (party, on) not in self._groups:
            kind = _Kind(party, rules)
            if kind not in self._kinds_of_rows:
                self._kinds_of_rows.append(kind)
            self._groups[party, on] = self._kinds_of_rows.index(kind)
        return self._groups[party, on]

    def _judge_group(self, kind: _Kind, cells: pl.DataFrame) -> pl.DataFrame:
        try:
            cells = _shown(kind, cells)
        except UnknownRedactionRule:
            return _NOTHING
        if cells.is_empty():
            return _NOTHING
        content, term = self._careful(cells.row(0, named=True))
        judged = _contents(kind, cells, self.setting, content.get("notes", []))
        first = judged.row(0, named=True)
        if rfc8785.dumps(content).decode() != first["content"] or term != first["term"]:
            log.error("plain rows of %s differ from careful ones", kind.party)
            return _NOTHING
        return judged

    def _careful(self, row: Mapping[str, Any]) -> tuple[Mapping[str, Any], str | None]:
        raw = {name: row[name] for name in columns.COLUMNS if name in row}
        judged = judge_row(line=row["line"], raw=raw, setting=self.setting)
        if judged.status is not RowStatus.GOOD:
            return {}, None
        term = judged.term_ends_on
        return judged.content, term.isoformat() if term else None


_ACT_SCHEMA: dict[str, Any] = {
    "group": pl.Int32,
    "decided": pl.String,
    "decided_long": pl.String,
    "kinds": pl.List(pl.String),
    "fine": pl.String,
    "term": pl.String,
}
_NOT_PLAIN: tuple[Any, ...] = (-1, "", "", [], "", None)
_NOTHING = pl.DataFrame(
    schema={"line": pl.UInt32, "number": pl.String, "content": pl.String, "term": pl.String}
)


def _stripped(rows: pl.DataFrame) -> pl.DataFrame:
    """Every column of the template, without blanks around the cells; absent ones are empty."""
    there = [
        pl.col(name).str.strip_chars() if name in rows.columns else pl.lit("").alias(name)
        for name in columns.COLUMNS
    ]
    year = columns.YEAR_IN_BRACKETS
    tidied = pl.col(columns.NUMBER).str.replace_all(year, "〔$1〕").alias("number")
    return rows.select("line", *there).with_columns(tidied)


def _looks_plain(cells: pl.DataFrame, setting: Setting) -> pl.Series:
    """Rows whose texts hold nothing that a rule could take offence at."""
    free = pl.concat_str([pl.col(name) for name in _FREE], separator=_BETWEEN)
    whole = pl.concat_str([pl.col(name) for name in columns.COLUMNS])
    filled = pl.all_horizontal(pl.col(name) != "" for name in columns.REQUIRED)
    short = pl.all_horizontal(
        pl.col(name).str.len_chars() <= longest for name, longest in columns.LONGEST.items()
    )
    code = pl.col(columns.CREDIT_CODE)
    coded = pl.lit(are_credit_codes(cells.get_column(columns.CREDIT_CODE)))
    party = pl.col(columns.PARTY_KIND)
    organisation = party.is_in(columns.words_of(PartyKind.ORGANISATION))
    person = party.is_in(columns.words_of(PartyKind.PERSON))
    mask = (
        filled
        & short
        & ~pl.col("number").str.contains(_ODD_NUMBER)
        & ~free.str.contains(_SUSPICIOUS)
        & ~free.str.contains(_PINYIN)
        & ~whole.str.contains(_CONTROL)
        & (pl.col(columns.KINDS) != "")
        & pl.when(code == "").then(~organisation).otherwise(coded & ~person)
    )
    own = pl.DataFrame({"text": [f"{setting.agency}{_BETWEEN}{setting.division}"]})
    if own.select(pl.col("text").str.contains(_SUSPICIOUS)).item():
        mask = pl.lit(value=False)
    return cells.select(mask.alias("plain")).to_series()


def _shown(kind: _Kind, cells: pl.DataFrame) -> pl.DataFrame:
    """Names as the public reads them; rows in which masking would have more to do are left out."""
    name, shows = pl.col(columns.PARTY_NAME), kind.name_action is Action.SHOW
    if kind.party is PartyKind.PERSON:
        role = pl.lit("")
    elif kind.shows_representative:
        role = pl.col(columns.REPRESENTATIVE)
    else:
        return cells.clear()
    cells = cells.with_columns(representative=role, party=name)
    if not shows:
        cells = _with_shown_names(kind, cells)
    if not kind.natural:
        return cells
    every = pl.concat_str([pl.col(each) for each in _FREE], separator=_BETWEEN)
    plain = ~every.str.contains(_HOME)
    if not shows:
        texts = pl.concat_str([pl.col(each) for each in _TEXTS], separator=_BETWEEN)
        plain &= ~texts.str.contains(name, literal=True)
    return cells.filter(plain)


def _with_shown_names(kind: _Kind, cells: pl.DataFrame) -> pl.DataFrame:
    """Each distinct name treated once; names that look treated already are left out."""
    distinct = cells.get_column(columns.PARTY_NAME).unique().to_list()
    shown = [apply_action(action=kind.name_action, text=name) for name in distinct]
    table = pl.DataFrame({columns.PARTY_NAME: distinct, "party": shown})
    cells = cells.drop("party").join(table, on=columns.PARTY_NAME, maintain_order="left")
    return cells.filter(pl.col("party") != pl.col(columns.PARTY_NAME))


def _contents(
    kind: _Kind, cells: pl.DataFrame, setting: Setting, notes: Sequence[str]
) -> pl.DataFrame:
    """The projection of each row, as ``projection.project`` makes it, in canonical JSON."""
    agency, party = setting.agency, pl.col("party")
    cause, penalty = pl.col(columns.CAUSE), pl.col(columns.PENALTY)
    code = pl.lit("") if kind.party is PartyKind.PERSON else pl.col(columns.CREDIT_CODE)
    summary = pl.concat_str(
        pl.col("decided_long"),
        *(pl.lit(f"，{agency}因"), party, pl.lit("有“"), cause),
        *(pl.lit("”的行为，作出决定："), penalty.str.strip_chars_end("。"), pl.lit("。")),
    )
    values = {
        "title": pl.concat_str(pl.lit(f"{agency}对"), party, pl.lit("的处罚决定")),
        "agency": pl.lit(agency),
        "division_code": pl.lit(setting.division_code),
        "division": pl.lit(setting.division),
        "party_name": party,
        "party_kind": pl.lit(PARTY_WORDS[kind.party]),
        "credit_code": code,
        "legal_representative": pl.col("representative"),
        "cause": cause,
        "facts": pl.col(columns.FACTS),
        "basis": pl.concat_list(columns.BASIS),
        "kinds": pl.col("kinds"),
        "penalty": penalty,
        "fine_yuan": pl.col("fine"),
        "confiscated": pl.col(columns.CONFISCATED),
        "number": pl.col("number"),
        "decided_on": pl.col("decided"),
        "law_pack": pl.lit(""),
        "summary": summary,
        "remedy": pl.lit(""),
        "notes": pl.lit(pl.Series("notes", [list(notes)], dtype=pl.List(pl.String))),
    }
    in_order = pl.struct([values[name].alias(name) for name in sorted(values)])
    content = in_order.struct.json_encode().alias("content")
    return cells.select("line", "number", content, "term")


def _once(known: dict[str, Any], text: str, read: Callable[[str], Any]) -> Any:
    """What ``read`` makes of the text, None where it refuses."""
    if text not in known:
        try:
            known[text] = read(text)
        except BadCell:
            known[text] = None
    return known[text]
