"""Rules as rows (规则即清单): a published row and the rule that runs are one object.

Each row carries the rule's id and the hash of its whole definition. The desk builds the list from
here, publication compares it again, and the portal shows whether the rule still has that hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from mingjian.law.amounts import format_yuan
from mingjian.law.citation import Citation
from mingjian.law.grounds import grounds
from mingjian.law.lawbook import LawBook
from mingjian.law.measures.table import TABLE as MEASURES
from mingjian.law.procedure import TABLE as ORDINARY
from mingjian.law.review_triggers import LISTED, STATUTORY_SLUGS, all_triggers
from mingjian.law.standing.kinds import Row
from mingjian.law.summary.table import TABLE as SUMMARY
from mingjian.law.violations import Line, violations

SHOWN_HASH = 16  # hex digits a person compares; the hash itself is in the content's JSON too
_FLOORS = (
    ("公民", "review.floor_fine_yuan.person"),
    ("法人和其他组织", "review.floor_fine_yuan.organisation"),
)
_RECORDED = (
    ("全程音像记录", "av.full_record_acts"),
    ("根据实际情况音像记录", "av.conditional_acts"),
)
_PROCEDURES = (
    ("行政处罚普通程序", "procedure/ordinary", ORDINARY),
    ("行政处罚简易程序", "procedure/summary", SUMMARY),
    ("查封、扣押", "procedure/measures", MEASURES),
)
_EFFECTS = {"exempt": "不予处罚", "lenient": "从轻或者减轻处罚", "heavier": "从重处罚"}


def rule_rows(*, kind: str, book: LawBook, lines: Iterable[Line], on: date) -> tuple[Row, ...]:
    """The rows of a list that is filled by rules; KeyError for a list that is not."""
    return tuple(_BUILDERS[kind](book, tuple(lines), on))


def rule_hash(definition: object) -> str:
    """SHA-256 (hex) of the whole definition of a rule, in one canonical form."""
    text = json.dumps(_plain(definition), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _review(book: LawBook, lines: tuple[Line, ...], on: date) -> Iterable[Row]:
    in_force = book.value("review.triggers", on=on)
    runs = frozenset(in_force.value) | STATUTORY_SLUGS | {LISTED.slug}
    floors = {word: book.value(key, on=on).value for word, key in _FLOORS}
    for trigger in all_triggers():
        if trigger.slug not in runs:
            continue
        applies = "符合本情形的行政处罚决定"
        definition: dict[str, object] = {"trigger": trigger, "runs": True}
        if trigger is LISTED:
            amounts = {word: format_yuan(Decimal(value)) for word, value in floors.items() if value}
            applies = "；".join(f"对{word}罚款 {yuan} 元以上" for word, yuan in amounts.items())
            applies = applies or "一切罚款"
            definition["floors"] = floors
        local = not trigger.is_statutory and trigger is not LISTED
        cite = in_force.cite if local else trigger.cite
        row_id = f"review/{trigger.slug}"
        yield (trigger.title, applies, str(cite), row_id, _short(definition))


def _recording(book: LawBook, lines: tuple[Line, ...], on: date) -> Iterable[Row]:
    for way, key in _RECORDED:
        value = book.value(key, on=on)
        for number, act in enumerate(value.value, 1):
            definition = {"key": key, "act": act, "way": way, "since": value.since}
            yield (act, way, str(value.cite), f"{key}/{number}", _short(definition))


def _procedures(book: LawBook, lines: tuple[Line, ...], on: date) -> Iterable[Row]:
    for title, rule_id, table in _PROCEDURES:
        moves = {str(move): rule for move, rule in table.items()}
        steps = f"共 {len(moves)} 种办理动作，逐项注明依据"
        yield (title, steps, rule_id.rpartition("/")[2], rule_id, _short(moves))


def _discretion(book: LawBook, lines: tuple[Line, ...], on: date) -> Iterable[Row]:
    for line in lines:
        for rule in violations(line):
            if rule.applies(on=on):
                texts = "；".join(dict.fromkeys(one.text for one in rule.sanctions))
                basis = "、".join(str(cite) for cite in rule.penalises)
                yield (rule.title, basis, texts, rule.id, _short(rule))


def _lenient(book: LawBook, lines: tuple[Line, ...], on: date) -> Iterable[Row]:
    for ground in grounds().values():
        word = "应当" if ground.must else "可以"
        effect = _EFFECTS[ground.effect.value]
        yield (ground.title, f"{word}{effect}", str(ground.cite), ground.id, _short(ground))


_Builder = Callable[[LawBook, tuple[Line, ...], date], Iterable[Row]]
_BUILDERS: Mapping[str, _Builder] = {
    "review": _review,
    "recording": _recording,
    "procedures": _procedures,
    "discretion": _discretion,
    "lenient": _lenient,
}


def _short(definition: object) -> str:
    return rule_hash(definition)[:SHOWN_HASH]


def _plain(value: object) -> Any:
    if isinstance(value, Citation):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        fields = {name: getattr(value, name) for name in value.__dataclass_fields__}
        return {"": type(value).__name__, **{name: _plain(each) for name, each in fields.items()}}
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(each) for key, each in value.items()}
    if isinstance(value, frozenset | set):
        return sorted((_plain(each) for each in value), key=str)
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal | date):
        return str(value)
    if callable(value):  # a rule of procedure: its docstring is the law's sentence
        return f"{getattr(value, '__name__', '')}: {value.__doc__}"
    return value
