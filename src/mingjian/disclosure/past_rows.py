"""Past rows (历史决定的一行): judged one by one; a bad row says why, column by column."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from mingjian.disclosure import past_columns as columns
from mingjian.disclosure.kinds import RowStatus
from mingjian.disclosure.leaks import Leak, find_leaks
from mingjian.disclosure.past_columns import BadCell
from mingjian.disclosure.projection import (
    FIELD_TITLES,
    PARTY_WORDS,
    Masks,
    Source,
    project,
)
from mingjian.law.identifiers import BadIdentifier, check_credit_code
from mingjian.law.lawbook import LawBook
from mingjian.law.penalties import PenaltyKind
from mingjian.law.procedure.kinds import PartyKind

ROWS_DOMAIN = "import-rows"
FIRST_DAY = date(1996, 10, 1)  # 行政处罚法施行之日
_NO_FINE = Decimal(0)
Read = TypeVar("Read")


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell; ``column`` "" speaks of the whole row."""

    column: str
    reason: str


@dataclass(frozen=True)
class Setting:
    """What is the same for every row of a file: the agency, its law, the day of import."""

    agency: str
    division_code: str
    division: str
    lawbook: LawBook
    sector: str
    on: date


@dataclass
class _Cells:
    """One row being read; faults are collected, not raised."""

    raw: Mapping[str, str]
    faults: list[Fault] = field(default_factory=list)

    def text(self, column: str) -> str:
        found = self.read(column, lambda text: text, "")
        if not found and column in columns.REQUIRED:
            self.fault(column, "没有填写。")
        return found

    def read(self, column: str, parse: Callable[[str], Read], default: Read) -> Read:
        """The cell as ``parse`` reads it; the default if it is empty or wrong."""
        try:
            text = columns.read_text(self.raw, column)
            return parse(text) if text else default
        except (BadCell, BadIdentifier) as error:
            self.fault(column, str(error))
            return default

    def fault(self, column: str, reason: str) -> None:
        self.faults.append(Fault(column, reason))

    def in_order(self) -> tuple[Fault, ...]:
        """The faults as the columns of the template stand."""
        order = {column: place for place, column in enumerate(columns.COLUMNS)}
        return tuple(sorted(self.faults, key=lambda each: order.get(each.column, -1)))


@dataclass(frozen=True)
class JudgedRow:
    """一行的结论. ``content`` is the projection of a good row."""

    line: int
    status: RowStatus
    number: str
    raw: Mapping[str, str]
    faults: tuple[Fault, ...] = ()
    content: Mapping[str, Any] = field(default_factory=dict)
    term_ends_on: date | None = None


def judge_row(*, line: int, raw: Mapping[str, str], setting: Setting) -> JudgedRow:
    """审查一行: every fault at once, else the projection that would be published."""
    cells = _Cells(raw)
    if "" in raw:
        cells.fault("", f"本行有{raw['']}，请核对逗号和引号。")
    source, ends_on = _source(cells, setting)
    number = source.number
    if cells.faults:
        return JudgedRow(line, RowStatus.BAD, number, raw, cells.in_order())
    projection = project(source=source, masks=Masks(), lawbook=setting.lawbook)
    ends_on = ends_on or projection.term_ends_on
    if not projection.publish:
        cells.fault("", f"{projection.reason}（{projection.cite}）。")
    if ends_on is not None and ends_on < setting.on:
        cells.fault(columns.TERM_ENDS_ON, f"公示期已于{ends_on.isoformat()}届满，不再公示。")
    for leak in projection.leaks:
        cells.fault(leak.field, f"{leak}，请删去后重新导入。")
    if cells.faults:
        return JudgedRow(line, RowStatus.BAD, number, raw, cells.in_order())
    return JudgedRow(line, RowStatus.GOOD, number, raw, (), projection.content, ends_on)


def leaks_of_content(content: Mapping[str, Any]) -> tuple[Leak, ...]:
    """疑似泄露之处 in what one row would publish."""
    return find_leaks(
        content=content,
        titles=FIELD_TITLES,
        natural_person=content["party_kind"] != PARTY_WORDS[PartyKind.ORGANISATION],
    )


def _source(cells: _Cells, setting: Setting) -> tuple[Source, date | None]:
    decided_on = cells.read(columns.DECIDED_ON, columns.read_date, setting.on)
    cells.text(columns.DECIDED_ON)
    if not FIRST_DAY <= decided_on <= setting.on:
        cells.fault(columns.DECIDED_ON, "应当在行政处罚法施行（1996年10月1日）之后、导入之日以前。")
    kind = cells.read(columns.PARTY_KIND, columns.read_party_kind, PartyKind.ORGANISATION)
    cells.text(columns.PARTY_KIND)
    kinds, fine = _penalty(cells)
    source = Source(
        agency=setting.agency,
        division_code=setting.division_code,
        division=setting.division,
        party_kind=kind,
        party_name=cells.text(columns.PARTY_NAME),
        credit_code=_credit_code(cells, kind),
        legal_representative=cells.text(columns.REPRESENTATIVE),
        cause=cells.text(columns.CAUSE),
        facts=cells.text(columns.FACTS),
        basis=(cells.text(columns.BASIS),),
        kinds=kinds,
        penalty=cells.text(columns.PENALTY),
        fine_yuan=fine,
        confiscated=cells.text(columns.CONFISCATED),
        number=cells.text(columns.NUMBER),
        decided_on=decided_on,
        law_pack="",
        remedy="",
        sector=setting.sector,
    )
    return source, cells.read(columns.TERM_ENDS_ON, columns.read_date, None)


def _credit_code(cells: _Cells, kind: PartyKind) -> str:
    code = cells.read(columns.CREDIT_CODE, check_credit_code, "")
    written = cells.raw.get(columns.CREDIT_CODE, "").strip()
    if kind is PartyKind.PERSON and written:
        cells.fault(columns.CREDIT_CODE, "自然人没有统一社会信用代码；请勿填写身份证件号码。")
    if kind is PartyKind.ORGANISATION and not written:
        cells.fault(columns.CREDIT_CODE, "没有填写。")
    return code


def _penalty(cells: _Cells) -> tuple[tuple[PenaltyKind, ...], Decimal]:
    """Kinds as listed, else as the text of the penalty names them; the fine must agree."""
    said = columns.without_pinyin(cells.raw.get(columns.PENALTY, ""))
    named = tuple(kind for kind in PenaltyKind if kind.value in said)
    kinds = cells.read(columns.KINDS, columns.read_kinds, named)
    fine = cells.read(columns.FINE, columns.read_yuan, _NO_FINE)
    if (PenaltyKind.FINE in kinds) != (fine > 0) and not cells.faults:
        cells.fault(
            columns.FINE, "罚款金额与处罚种类不一致：有罚款应当填写金额，没有罚款应当为空或者零。"
        )
    if not kinds and not cells.faults:
        cells.fault(columns.KINDS, "没有填写，处罚内容中也没有写明处罚种类。")
    return kinds, fine
