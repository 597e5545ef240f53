"""The law book (法律参数): every number, list, date and time limit of law, dated and cited.

A law book is the national pack with one jurisdiction over it. It never changes: a decision keeps
its hash, and ``export`` / ``restore`` carry the whole content along.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, TypeVar

from mingjian.law.pack_checks import check_jurisdiction, check_national
from mingjian.law.pack_entries import (
    LimitEntry,
    PackContent,
    PackHeader,
    Parameter,
    Value,
    is_in_force,
)
from mingjian.law.pack_json import content_from_json, content_to_json
from mingjian.law.pack_reading import BadPack, read_jurisdictions, read_national
from mingjian.law.redaction_rules import RedactionRule
from mingjian.law.time_limits import TimeLimit

__all__ = [
    "BadPack",
    "BadSnapshot",
    "LawBook",
    "LimitEntry",
    "Packs",
    "UnknownLawValue",
    "UnknownPack",
    "Value",
    "load_lawbook",
    "pack_ids",
    "read_pack_folder",
]

Entry = TypeVar("Entry", Value, LimitEntry)


class UnknownLawValue(LookupError):
    """The law book states nothing of that name for that day."""


class UnknownPack(LookupError):
    """There is no jurisdiction pack of that id."""


class BadSnapshot(ValueError):
    """An exported law book whose content does not match its hash."""


@dataclass(frozen=True)
class LawBook:
    """法律参数: what is in force for one jurisdiction on any day."""

    national: PackContent
    jurisdiction: PackContent

    @property
    def id(self) -> str:
        return self.jurisdiction.header.id

    @property
    def name(self) -> str:
        return self.jurisdiction.header.name

    @property
    def header(self) -> PackHeader:
        """The jurisdiction's own document: issuer, title, 文号, division."""
        return self.jurisdiction.header

    @property
    def version(self) -> str:
        """Both versions: the jurisdiction's and the national pack's."""
        return f"{self.jurisdiction.header.version}+national.{self.national.header.version}"

    @cached_property
    def hash(self) -> str:
        """SHA-256 (hex) of the canonical JSON of both packs; the same content, the same hash."""
        canonical = json.dumps(
            self._content(), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        return hashlib.sha256(canonical.encode()).hexdigest()

    def value(self, key: str, *, on: date) -> Value:
        """The value in force on that day: the jurisdiction's own, else the national one."""
        found = self.find(key, on=on)
        if found is None:
            raise UnknownLawValue(f"no value {key!r} in law book {self.id!r} on {on}")
        return found

    def find(self, key: str, *, on: date) -> Value | None:
        """Like ``value``; None if nothing is in force on that day."""
        return _first_in_force(self._values.get(key, ()), on=on)

    def national_value(self, key: str, *, on: date) -> Value | None:
        """全国规定: what holds where the jurisdiction says nothing (to show beside its own)."""
        entries = (entry for entry in self._values.get(key, ()) if not entry.is_local)
        return _first_in_force(entries, on=on)

    def values(self, *, on: date) -> tuple[Value, ...]:
        """All values in force on that day, by key."""
        found = (_first_in_force(self._values[key], on=on) for key in sorted(self._values))
        return tuple(value for value in found if value is not None)

    def time_limit(self, act: str, *, on: date) -> TimeLimit:
        """The time limit for an act (slug) in force on that day."""
        return self.limit_entry(act, on=on).limit

    def find_time_limit(self, act: str, *, on: date) -> TimeLimit | None:
        """Like ``time_limit``; None if nothing is in force on that day."""
        entry = self.find_limit_entry(act, on=on)
        return entry.limit if entry else None

    def limit_entry(self, act: str, *, on: date) -> LimitEntry:
        """The time limit with its origin, quality and days in force."""
        entry = self.find_limit_entry(act, on=on)
        if entry is None:
            raise UnknownLawValue(f"no time limit {act!r} in law book {self.id!r} on {on}")
        return entry

    def find_limit_entry(self, act: str, *, on: date) -> LimitEntry | None:
        """Like ``limit_entry``; None if nothing is in force on that day."""
        return _first_in_force(self._limits.get(act, ()), on=on)

    def national_limit(self, act: str, *, on: date) -> LimitEntry | None:
        """全国期限: what holds where the jurisdiction says nothing."""
        entries = (entry for entry in self._limits.get(act, ()) if not entry.is_local)
        return _first_in_force(entries, on=on)

    def time_limits(self, *, on: date) -> tuple[TimeLimit, ...]:
        """All time limits in force on that day, by act."""
        return tuple(entry.limit for entry in self.limit_entries(on=on))

    def limit_entries(self, *, on: date) -> tuple[LimitEntry, ...]:
        """All time limits in force on that day with their origin, by act."""
        found = (_first_in_force(self._limits[act], on=on) for act in sorted(self._limits))
        return tuple(entry for entry in found if entry is not None)

    def redaction_rules(self, *, on: date) -> tuple[RedactionRule, ...]:
        """All redaction rules in force on that day; the jurisdiction's own replace ours."""
        rules = {
            (rule.element, rule.party_kind): rule
            for rule in (*self.national.redactions, *self.jurisdiction.redactions)
            if is_in_force(rule, on=on)
        }
        return tuple(rules.values())

    def parameter(self, key: str) -> Parameter:
        """The parameter's Chinese title and unit."""
        try:
            return self._parameters[key]
        except KeyError:
            raise UnknownLawValue(f"no parameter {key!r} in law book {self.id!r}") from None

    def export(self) -> dict[str, Any]:
        """The whole content with its hash, JSON-able: what a case keeps of its law."""
        return {"hash": self.hash, **self._content()}

    @classmethod
    def restore(cls, content: dict[str, Any]) -> LawBook:
        """The law book that was exported; refuses content that was changed since."""
        lawbook = cls(
            national=content_from_json(content["national"]),
            jurisdiction=content_from_json(content["jurisdiction"]),
        )
        if lawbook.hash != content["hash"]:
            raise BadSnapshot(
                f"law book {lawbook.id!r} was exported with hash {content['hash']}, "
                f"its content now has {lawbook.hash}"
            )
        return lawbook

    def _content(self) -> dict[str, Any]:
        return {
            "national": content_to_json(self.national),
            "jurisdiction": content_to_json(self.jurisdiction),
        }

    @cached_property
    def _parameters(self) -> dict[str, Parameter]:
        return {parameter.key: parameter for parameter in self.national.parameters}

    @cached_property
    def _values(self) -> dict[str, tuple[Value, ...]]:
        """Local entries first: the first in force wins."""
        index: dict[str, tuple[Value, ...]] = {}
        for value in (*self.jurisdiction.values, *self.national.values):
            index[value.key] = (*index.get(value.key, ()), value)
        return index

    @cached_property
    def _limits(self) -> dict[str, tuple[LimitEntry, ...]]:
        index: dict[str, tuple[LimitEntry, ...]] = {}
        for entry in (*self.jurisdiction.limits, *self.national.limits):
            index[entry.act] = (*index.get(entry.act, ()), entry)
        return index


@dataclass(frozen=True)
class Packs:
    """One folder of packs: the national one and its jurisdictions, all checked."""

    national: PackContent
    jurisdictions: MappingProxyType[str, PackContent]

    def lawbook(self, pack_id: str) -> LawBook:
        try:
            return LawBook(national=self.national, jurisdiction=self.jurisdictions[pack_id])
        except KeyError:
            known = ", ".join(self.jurisdictions)
            raise UnknownPack(f"no jurisdiction pack {pack_id!r}; there are: {known}") from None


def read_pack_folder(folder: Traversable) -> Packs:
    """Read ``national/*.toml`` and ``jurisdictions/*.toml`` below ``folder``, checked as a whole.

    An operator's folder may have jurisdictions only: they then stand over our national pack.
    Raises BadPack at the first fault and builds nothing.
    """
    own = folder / "national"
    if own.is_dir():
        national = read_national(own)
        check_national(national)
    else:
        national = _shipped_packs().national
    jurisdictions = read_jurisdictions(folder / "jurisdictions")
    for pack in jurisdictions.values():
        check_jurisdiction(pack, national=national)
    return Packs(national=national, jurisdictions=MappingProxyType(jurisdictions))


def pack_ids() -> tuple[str, ...]:
    """The jurisdictions that are shipped, in the order of the five documents."""
    return tuple(_shipped_packs().jurisdictions)


@cache
def load_lawbook(pack_id: str) -> LawBook:
    """The law book of a shipped jurisdiction."""
    return _shipped_packs().lawbook(pack_id)


@cache
def _shipped_packs() -> Packs:
    return read_pack_folder(files("mingjian.law") / "packs")


def _first_in_force(entries: Iterable[Entry], *, on: date) -> Entry | None:
    return next((entry for entry in entries if is_in_force(entry, on=on)), None)
