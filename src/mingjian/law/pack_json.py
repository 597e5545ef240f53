"""Packs as JSON (法律参数快照): an exact round trip, dates and decimals included.

A field at its default is left out: an optional field added later leaves the hashes of old
snapshots as they are, so that a case can always read the law it was opened under.
"""

from __future__ import annotations

from dataclasses import Field, fields
from datetime import date
from decimal import Decimal
from typing import Any

from mingjian.law.citation import Citation
from mingjian.law.pack_entries import LimitEntry, PackContent, PackHeader, Parameter, Value
from mingjian.law.redaction_rules import Action, PartyScope, RedactionRule
from mingjian.law.time_limits import Bearer, TimeLimit, Unit


def content_to_json(content: PackContent) -> dict[str, Any]:
    """A pack as JSON-able dicts and lists; entries keep the pack's own order (by key and date)."""
    return {
        "header": _plain(content.header),
        "parameters": [_plain(entry) for entry in content.parameters],
        "values": [_plain(entry) for entry in content.values],
        "limits": [_plain(entry) for entry in content.limits],
        "redactions": [_plain(entry) for entry in content.redactions],
    }


def content_from_json(content: dict[str, Any]) -> PackContent:
    """The pack that ``content_to_json`` wrote."""
    return PackContent(
        header=PackHeader(**_typed(content["header"])),
        parameters=tuple(Parameter(**entry) for entry in content["parameters"]),
        values=tuple(Value(**_cited(entry)) for entry in content["values"]),
        limits=tuple(_limit_entry(entry) for entry in content["limits"]),
        redactions=tuple(_redaction(entry) for entry in content["redactions"]),
    )


def _plain(entry: Any) -> Any:
    if isinstance(entry, Decimal):
        return {"decimal": f"{entry:f}"}
    if isinstance(entry, date):
        return {"date": entry.isoformat()}
    if isinstance(entry, tuple):
        return [_plain(member) for member in entry]
    if entry is None or isinstance(entry, bool | int | str):
        return str(entry) if isinstance(entry, str) else entry
    return {
        field.name: _plain(getattr(entry, field.name))
        for field in fields(entry)
        if not _is_at_default(entry, field)
    }


def _is_at_default(entry: Any, field: Field[Any]) -> bool:
    value = getattr(entry, field.name)
    return type(value) is type(field.default) and bool(value == field.default)


def _typed(entry: Any) -> Any:
    if isinstance(entry, list):
        return tuple(_typed(member) for member in entry)
    if isinstance(entry, dict):
        if entry.keys() == {"decimal"}:
            return Decimal(entry["decimal"])
        if entry.keys() == {"date"}:
            return date.fromisoformat(entry["date"])
        return {name: _typed(member) for name, member in entry.items()}
    return entry


def _cited(entry: dict[str, Any]) -> dict[str, Any]:
    typed: dict[str, Any] = _typed(entry)
    return {**typed, "cite": Citation(**typed["cite"])}


def _limit_entry(entry: dict[str, Any]) -> LimitEntry:
    typed: dict[str, Any] = _typed(entry)
    limit = typed.pop("limit")
    return LimitEntry(
        limit=TimeLimit(
            **{
                **limit,
                "unit": Unit(limit["unit"]),
                "bearer": Bearer(limit["bearer"]),
                "cite": Citation(**limit["cite"]),
            }
        ),
        **typed,
    )


def _redaction(entry: dict[str, Any]) -> RedactionRule:
    typed = _cited(entry)
    return RedactionRule(
        **{
            **typed,
            "party_kind": PartyScope(typed["party_kind"]),
            "action": Action(typed["action"]),
        }
    )
