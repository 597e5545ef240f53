"""Reading packs (读取法律参数包): TOML in, checked entries out, or one exact error.

A pack file holds ``[pack]`` (once a pack), ``[parameters]`` (national only), ``[[value]]``,
``[[time_limit]]`` and ``[[redaction]]``. Nothing is built from a folder with one bad entry.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from importlib.resources.abc import Traversable
from typing import Any

from mingjian.law.citation import Citation
from mingjian.law.pack_entries import (
    NATIONAL,
    LimitEntry,
    PackContent,
    PackHeader,
    Parameter,
    Value,
)
from mingjian.law.pack_units import STRICTER_FOR_UNIT, WrongType, read_unit_value
from mingjian.law.redaction_rules import Action, PartyScope, RedactionRule
from mingjian.law.time_limits import Bearer, TimeLimit, Unit

QUALITIES = ("sourced", "memory, high", "memory, medium", "local practice", "assumption")
_SLUG = re.compile(r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$")
_PACK_ID = re.compile(r"^[a-z]+(-[a-z]+)*$")
_ANY: tuple[type, ...] = (object,)
_TEXT, _DAY, _YES_NO, _WHOLE, _TABLE = (str,), (date,), (bool,), (int,), (dict,)

Fields = Mapping[str, tuple[type, ...]]
_DATED: Fields = {"since": _DAY, "cite": _TABLE, "quality": _TEXT}
_DATED_MAY: Fields = {"until": _DAY, "note": _TEXT}

_HEADER_MUST: Fields = {"id": _TEXT, "name": _TEXT, "version": _TEXT, "since": _DAY}
_HEADER_MAY: Fields = {
    "division_code": _TEXT,
    "issuer": _TEXT,
    "document": _TEXT,
    "document_number": _TEXT,
    "note": _TEXT,
}
_PARAMETER_MUST: Fields = {"title": _TEXT, "unit": _TEXT}
_PARAMETER_MAY: Fields = {"stricter": _TEXT}
_VALUE_MUST: Fields = {"key": _TEXT, "value": _ANY, "unit": _TEXT, **_DATED}
_VALUE_MAY: Fields = {"floor": _YES_NO, "rule": _TEXT, **_DATED_MAY}
_LIMIT_MUST: Fields = {
    "id": _TEXT,
    "act": _TEXT,
    "title": _TEXT,
    "length": _WHOLE,
    "unit": _TEXT,
    "from": _TEXT,
    "bearer": _TEXT,
    "effect": _TEXT,
    **_DATED,
}
_LIMIT_MAY: Fields = {"rolls": _YES_NO, "backwards": _YES_NO, "floor": _YES_NO, **_DATED_MAY}
_REDACTION_MUST: Fields = {
    "id": _TEXT,
    "element": _TEXT,
    "title": _TEXT,
    "party_kind": _TEXT,
    "action": _TEXT,
    "internal": _TEXT,
    **_DATED,
}
_REDACTION_MAY: Fields = {"sector": _TEXT, **_DATED_MAY}
_CITE_MAY: Fields = dict.fromkeys(("law", "article", "paragraph", "item", "place", "url"), _TEXT)


class BadPack(ValueError):
    """A pack that cannot be used. The message names file, entry and values."""


@dataclass
class _Draft:
    """What has been read so far of one pack."""

    header: PackHeader
    parameters: list[Parameter] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    limits: list[LimitEntry] = field(default_factory=list)
    redactions: list[RedactionRule] = field(default_factory=list)


def read_national(folder: Traversable) -> PackContent:
    """全国包: all *.toml files of one folder together; exactly one has the ``[pack]`` header."""
    files = [(file.name, _parse(file)) for file in _toml_files(folder)]
    headers = [(name, content["pack"]) for name, content in files if "pack" in content]
    if len(headers) != 1:
        raise BadPack(f"{folder.name}: expected one [pack] header, found {len(headers)}")
    draft = _Draft(_read_header(*headers[0]))
    if draft.header.id != NATIONAL:
        raise BadPack(f"{headers[0][0]}: [pack] id must be {NATIONAL!r}")
    for name, content in files:
        _read_entries(draft, name, content)
    return _finish(draft)


def read_jurisdictions(folder: Traversable) -> dict[str, PackContent]:
    """地方包: one *.toml file a jurisdiction."""
    packs: dict[str, PackContent] = {}
    for file in _toml_files(folder):
        content = _parse(file)
        if "pack" not in content:
            raise BadPack(f"{file.name}: missing [pack] header")
        if "parameters" in content:
            raise BadPack(f"{file.name}: [parameters] may only stand in the national pack")
        draft = _Draft(_read_header(file.name, content["pack"]))
        _read_entries(draft, file.name, content)
        pack = _finish(draft)
        if pack.header.id in (*packs, NATIONAL):
            raise BadPack(f"{file.name}: [pack] id {pack.header.id!r} is already taken")
        packs[pack.header.id] = pack
    return packs


def _toml_files(folder: Traversable) -> list[Traversable]:
    if not folder.is_dir():
        raise BadPack(f"no such pack folder: {folder}")
    files = [file for file in folder.iterdir() if file.is_file() and file.name.endswith(".toml")]
    return sorted(files, key=lambda file: file.name)


def _parse(file: Traversable) -> dict[str, Any]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadPack(f"{file.name}: not valid TOML: {error}") from error
    unknown = content.keys() - {"pack", "parameters", "value", "time_limit", "redaction"}
    if unknown:
        raise BadPack(f"{file.name}: unknown table {sorted(unknown)[0]!r}")
    return content


def _finish(draft: _Draft) -> PackContent:
    return PackContent(
        header=draft.header,
        parameters=tuple(sorted(draft.parameters, key=lambda entry: entry.key)),
        values=tuple(sorted(draft.values, key=lambda entry: (entry.key, entry.since))),
        limits=tuple(sorted(draft.limits, key=lambda entry: (entry.act, entry.since))),
        redactions=tuple(sorted(draft.redactions, key=lambda entry: (entry.id, entry.since))),
    )


def _read_header(name: str, table: Any) -> PackHeader:
    place = f"{name}, [pack]"
    _check_fields(place, table, must=_HEADER_MUST, may=_HEADER_MAY)
    if not _PACK_ID.match(table["id"]):
        raise BadPack(f"{place}: id {table['id']!r} must be lower-case words joined by '-'")
    return PackHeader(**table)


def _read_entries(draft: _Draft, name: str, content: dict[str, Any]) -> None:
    parameters = content.get("parameters", {})
    for key, table in parameters.items():
        draft.parameters.append(_read_parameter(f"{name}, [parameters] {key!r}", key, table))
    readers: tuple[tuple[str, str, Callable[..., Any], list[Any]], ...] = (
        ("value", "key", _read_value, draft.values),
        ("time_limit", "act", _read_limit, draft.limits),
        ("redaction", "element", _read_redaction, draft.redactions),
    )
    for table_name, naming, reader, target in readers:
        for number, table in enumerate(_array(name, content, table_name), start=1):
            label = table.get(naming, "unnamed") if isinstance(table, dict) else "not a table"
            place = f"{name}, [[{table_name}]] no. {number} ({label})"
            target.append(reader(place, table, draft.header))


def _array(name: str, content: dict[str, Any], table_name: str) -> list[Any]:
    entries = content.get(table_name, [])
    if not isinstance(entries, list):
        raise BadPack(f"{name}: {table_name!r} must be written [[{table_name}]]")
    return entries


def _read_parameter(place: str, key: str, table: Any) -> Parameter:
    _check_fields(place, table, must=_PARAMETER_MUST, may=_PARAMETER_MAY)
    _check_slug(place, "key", key)
    unit, stricter = table["unit"], table.get("stricter", "")
    if unit not in STRICTER_FOR_UNIT:
        raise BadPack(f"{place}: unknown unit {unit!r}")
    if stricter and stricter not in STRICTER_FOR_UNIT[unit]:
        raise BadPack(f"{place}: stricter {stricter!r} makes no sense for unit {unit!r}")
    return Parameter(key=key, title=table["title"], unit=unit, stricter=stricter)


def _read_value(place: str, table: Any, header: PackHeader) -> Value:
    _check_fields(place, table, must=_VALUE_MUST, may=_VALUE_MAY)
    _check_slug(place, "key", table["key"])
    unit = table["unit"]
    if unit not in STRICTER_FOR_UNIT:
        raise BadPack(f"{place}: unknown unit {unit!r}")
    try:
        value = read_unit_value(table["value"], unit=unit)
    except WrongType as error:
        raise BadPack(f"{place}: {error}") from error
    return Value(
        key=table["key"],
        value=value,
        unit=unit,
        floor=table.get("floor", False),
        rule=table.get("rule", ""),
        **_read_dated(place, table, header),
    )


def _read_limit(place: str, table: Any, header: PackHeader) -> LimitEntry:
    _check_fields(place, table, must=_LIMIT_MUST, may=_LIMIT_MAY)
    for name in ("act", "from"):
        _check_slug(place, name, table[name])
    dated = _read_dated(place, table, header)
    try:
        limit = TimeLimit(
            id=table["id"],
            act=table["act"],
            title=table["title"],
            length=table["length"],
            unit=_member(place, "unit", table["unit"], Unit),
            starts_from=table["from"],
            bearer=_member(place, "bearer", table["bearer"], Bearer),
            rolls=table.get("rolls", False),
            backwards=table.get("backwards", False),
            effect=table["effect"],
            cite=dated.pop("cite"),
        )
    except BadPack:
        raise
    except ValueError as error:
        raise BadPack(f"{place}: {error}") from error
    return LimitEntry(limit=limit, floor=table.get("floor", False), **dated)


def _read_redaction(place: str, table: Any, header: PackHeader) -> RedactionRule:
    _check_fields(place, table, must=_REDACTION_MUST, may=_REDACTION_MAY)
    _check_slug(place, "element", table["element"])
    return RedactionRule(
        id=table["id"],
        element=table["element"],
        title=table["title"],
        party_kind=_member(place, "party_kind", table["party_kind"], PartyScope),
        action=_member(place, "action", table["action"], Action),
        internal=table["internal"],
        sector=table.get("sector", ""),
        **_read_dated(place, table, header),
    )


def _read_dated(place: str, table: dict[str, Any], header: PackHeader) -> dict[str, Any]:
    since, until = table["since"], table.get("until")
    if until is not None and until <= since:
        raise BadPack(f"{place}: until {until} is not after since {since}")
    if table["quality"] not in QUALITIES:
        raise BadPack(f"{place}: unknown quality {table['quality']!r}, use one of {QUALITIES}")
    return {
        "since": since,
        "until": until,
        "cite": _read_cite(place, table["cite"], header),
        "note": table.get("note", ""),
        "quality": table["quality"],
        "pack": header.id,
    }


def _read_cite(place: str, table: Any, header: PackHeader) -> Citation:
    """A citation; a jurisdiction may leave out ``law`` and then cites its own document."""
    where = f"{place}, cite"
    _check_fields(where, table, must={}, may=_CITE_MAY)
    fields = dict(table)
    if "law" not in fields:
        if not header.document or not fields.get("place"):
            raise BadPack(f"{where}: needs a law, or a place in the pack's own document")
        number = f"（{header.document_number}）" if header.document_number else ""
        fields |= {"law": header.document, "place": number + fields["place"]}
    try:
        return Citation(**fields)
    except ValueError as error:
        raise BadPack(f"{where}: {error}") from error


def _check_fields(place: str, table: Any, *, must: Fields, may: Fields) -> None:
    if not isinstance(table, dict):
        raise BadPack(f"{place}: expected a table, got {table!r}")
    for name in must:
        if name not in table:
            raise BadPack(f"{place}: missing field {name!r}")
    for name, given in table.items():
        types = must.get(name) or may.get(name)
        if types is None:
            raise BadPack(f"{place}: unknown field {name!r}")
        if not _has_type(given, types):
            expected = types[0].__name__
            raise BadPack(f"{place}: field {name!r} must be a {expected}, got {given!r}")
        if given == "" and name in must:
            raise BadPack(f"{place}: field {name!r} is empty")


def _has_type(given: Any, types: tuple[type, ...]) -> bool:
    if isinstance(given, bool):
        return bool in types or object in types
    if isinstance(given, datetime):
        return object in types
    return isinstance(given, types)


def _check_slug(place: str, name: str, text: str) -> None:
    if not _SLUG.match(text):
        raise BadPack(f"{place}: {name} {text!r} must be lower-case words joined by '_' or '.'")


def _member(place: str, name: str, text: str, kind: type[Any]) -> Any:
    try:
        return kind(text)
    except ValueError as error:
        known = ", ".join(member.value for member in kind)
        raise BadPack(f"{place}: unknown {name} {text!r}, use one of: {known}") from error
