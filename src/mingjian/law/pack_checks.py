"""Checking packs against each other (法律参数包核对).

Inside a pack no two entries may hold on the same day. A jurisdiction may only state parameters
and acts the national pack knows, and where the national value is a floor (法定下限) it may be
stricter, never weaker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from itertools import pairwise
from typing import Any, TypeVar

from mingjian.law.pack_entries import Dated, LimitEntry, PackContent, Parameter, Value
from mingjian.law.pack_reading import BadPack
from mingjian.law.redaction_rules import STRICTNESS, RedactionRule
from mingjian.law.time_limits import Bearer, TimeLimit, Unit

Entry = TypeVar("Entry", bound=Dated)

_SHORTEST_MONTH, _SHORTEST_YEAR, _MONTHS, _HOURS = 28, 365, 12, 24


def check_national(pack: PackContent) -> None:
    """全国包: every value has a declared parameter, nothing overlaps."""
    parameters = _by_key(pack)
    _check_overlaps(pack)
    _check_numbers(pack)
    for value in pack.values:
        parameter = parameters.get(value.key)
        if parameter is None:
            raise BadPack(f"{pack.header.id}: value {value.key!r} is not declared in [parameters]")
        _check_unit(pack, value, parameter)
        if value.floor and not parameter.stricter:
            raise BadPack(
                f"{pack.header.id}: value {value.key!r} is a floor, "
                "but its parameter does not say which way is stricter"
            )


def check_jurisdiction(pack: PackContent, *, national: PackContent) -> None:
    """地方包: known parameters and acts only, and nowhere weaker than a national floor."""
    _check_overlaps(pack)
    _check_numbers(pack)
    parameters = _by_key(national)
    for value in pack.values:
        parameter = parameters.get(value.key)
        if parameter is None:
            raise BadPack(f"{pack.header.id}: unknown parameter {value.key!r}")
        _check_unit(pack, value, parameter)
        for floor in _contemporary(value, national.values, lambda entry: entry.key):
            if floor.floor:
                _check_value_floor(value, floor, parameter)
    acts = {entry.act for entry in national.limits}
    for limit in pack.limits:
        if limit.act not in acts:
            raise BadPack(f"{pack.header.id}: unknown act {limit.act!r}")
        for floor_limit in _contemporary(limit, national.limits, lambda entry: entry.act):
            if floor_limit.floor:
                _check_limit_floor(limit, floor_limit)
    for rule in pack.redactions:
        _check_redaction_floor(rule, national)


def is_limit_weaker(limit: TimeLimit, floor: TimeLimit) -> bool:
    """Whether ``limit`` could, on some calendar, protect the party less than ``floor``.

    An organ's period may only be shorter, a party's only longer; counted backwards it is the other
    way round. Periods whose order depends on the calendar (5 days and 3 workdays) count as weaker.
    """
    if (limit.bearer, limit.backwards) != (floor.bearer, floor.backwards):
        return True
    if limit.starts_from != floor.starts_from:
        return True
    may_only_grow = (floor.bearer is Bearer.PARTY) != floor.backwards
    short, long = (floor, limit) if may_only_grow else (limit, floor)
    if short.rolls and not long.rolls:
        return True
    return not _never_longer(short, long)


def _never_longer(short: TimeLimit, long: TimeLimit) -> bool:
    """Whether ``short`` never ends after ``long``, whatever the calendar."""
    units = (short.unit, long.unit)
    if units[0] is units[1] or units == (Unit.DAY, Unit.WORKDAY):
        return short.length <= long.length
    if short.unit is Unit.HOUR and long.unit in (Unit.DAY, Unit.WORKDAY):
        return short.length <= long.length * _HOURS
    if units == (Unit.DAY, Unit.MONTH):
        return short.length <= long.length * _SHORTEST_MONTH
    if units == (Unit.DAY, Unit.YEAR):
        return short.length <= long.length * _SHORTEST_YEAR
    if units in ((Unit.MONTH, Unit.YEAR), (Unit.YEAR, Unit.MONTH)):
        return _in_months(short) <= _in_months(long)
    return False


def _in_months(limit: TimeLimit) -> int:
    return limit.length * (_MONTHS if limit.unit is Unit.YEAR else 1)


def is_value_weaker(value: Any, floor: Any, *, stricter: str) -> bool:
    """Whether a local value is weaker than the floor, in the direction its parameter names."""
    if stricter == "lower":
        return bool(value > floor)
    if stricter == "higher":
        return bool(value < floor)
    if stricter == "wider":
        return not set(_members(floor)) <= set(_members(value))
    return bool(value != floor)


def _members(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _check_value_floor(value: Value, floor: Value, parameter: Parameter) -> None:
    if is_value_weaker(value.value, floor.value, stricter=parameter.stricter):
        raise BadPack(
            f"{value.pack}: value {value.key!r} since {value.since} is {value.value!r}, weaker "
            f"than the national floor {floor.value!r} ({parameter.stricter}) of {floor.cite}"
        )


def _check_limit_floor(entry: LimitEntry, floor: LimitEntry) -> None:
    limit, national = entry.limit, floor.limit
    if is_limit_weaker(limit, national):
        raise BadPack(
            f"{entry.pack}: time limit {limit.act!r} since {entry.since} is {limit.length} "
            f"{limit.unit.value} from {limit.starts_from!r}, weaker than the national floor "
            f"{national.length} {national.unit.value} from {national.starts_from!r} of "
            f"{national.cite}"
        )


def _check_redaction_floor(rule: RedactionRule, national: PackContent) -> None:
    same = [
        floor
        for floor in _contemporary(rule, national.redactions, lambda entry: entry.element)
        if floor.party_kind is rule.party_kind
    ]
    if not same:
        raise BadPack(
            f"{rule.pack}: unknown redaction element {rule.element!r} of {rule.party_kind.value!r}"
        )
    for floor in same:
        if STRICTNESS[rule.action] < STRICTNESS[floor.action]:
            raise BadPack(
                f"{rule.pack}: redaction {rule.element!r} since {rule.since} is "
                f"{rule.action.value!r}, weaker than the national floor {floor.action.value!r} "
                f"of {floor.cite}"
            )


def _by_key(national: PackContent) -> dict[str, Parameter]:
    parameters: dict[str, Parameter] = {}
    for parameter in national.parameters:
        if parameter.key in parameters:
            raise BadPack(f"{national.header.id}: parameter {parameter.key!r} is declared twice")
        parameters[parameter.key] = parameter
    return parameters


def _check_unit(pack: PackContent, value: Value, parameter: Parameter) -> None:
    if value.unit != parameter.unit:
        raise BadPack(
            f"{pack.header.id}: value {value.key!r} since {value.since} has unit {value.unit!r}, "
            f"its parameter {parameter.unit!r}"
        )


def _check_overlaps(pack: PackContent) -> None:
    where = pack.header.id
    _check_disjoint(where, "value", pack.values, lambda entry: entry.key)
    _check_disjoint(where, "time limit", pack.limits, lambda entry: entry.act)
    _check_disjoint(
        where, "redaction", pack.redactions, lambda rule: f"{rule.element} of {rule.party_kind}"
    )


def _check_numbers(pack: PackContent) -> None:
    """A number names one rule: two time limits with one id must be one act at different times."""
    acts: dict[str, str] = {}
    for entry in pack.limits:
        if acts.setdefault(entry.limit.id, entry.act) != entry.act:
            raise BadPack(
                f"{pack.header.id}: time limit id {entry.limit.id!r} is used for "
                f"{acts[entry.limit.id]!r} and {entry.act!r}"
            )


def _check_disjoint(
    where: str, kind: str, entries: Iterable[Entry], name: Callable[[Entry], str]
) -> None:
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[name(entry)].append(entry)
    for key, group in groups.items():
        ordered = sorted(group, key=lambda entry: entry.since)
        for earlier, later in pairwise(ordered):
            if earlier.until is None or later.since < earlier.until:
                raise BadPack(
                    f"{where}: {kind} {key!r} overlaps: [{earlier.since}, {earlier.until}) and "
                    f"[{later.since}, {later.until})"
                )


def _contemporary(
    local: Entry, national: Iterable[Entry], name: Callable[[Entry], Hashable]
) -> list[Entry]:
    """The national entries of the same name in force on some day on which the local one is."""
    return [
        entry
        for entry in national
        if name(entry) == name(local)
        and (entry.until is None or local.since < entry.until)
        and (local.until is None or entry.since < local.until)
    ]
