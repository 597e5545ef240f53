"""Inside and outside (对内、对外): the decision beside the exact text that becomes public."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from mingjian.access.sealing import SHOWN
from mingjian.disclosure.projection import FIELD_TITLES, PARTY_WORDS, Source
from mingjian.law.dates import long_date
from mingjian.web.parts import DiffRow

# 公示的每一项和它在决定里的原文；标题、一句话说明、处理说明由系统生成，另行显示。
_ORIGINALS: dict[str, Callable[[Source], str]] = {
    "party_name": lambda source: source.party_name,
    "party_kind": lambda source: PARTY_WORDS[source.party_kind],
    "credit_code": lambda source: source.credit_code,
    "legal_representative": lambda source: source.legal_representative,
    "cause": lambda source: source.cause,
    "facts": lambda source: source.facts,
    "basis": lambda source: "；".join(source.basis),
    "kinds": lambda source: "、".join(kind.value for kind in source.kinds),
    "penalty": lambda source: source.penalty,
    "fine_yuan": lambda source: f"{source.fine_yuan:.2f}",
    "confiscated": lambda source: source.confiscated,
    "number": lambda source: source.number,
    "decided_on": lambda source: long_date(source.decided_on),
    "agency": lambda source: source.agency,
    "division": lambda source: source.division,
}
_SEPARATORS = {"kinds": "、"}
_DAYS = {"decided_on"}
GENERATED = ("title", "summary", "law_pack", "remedy", "notes")


def diff_rows(
    *, source: Source, content: Mapping[str, Any], withheld: Sequence[Mapping[str, str]]
) -> list[DiffRow]:
    """Field by field, with the rule for each treatment; then what is never public."""
    rules = _rules(withheld)
    rows = []
    for name, original in _ORIGINALS.items():
        title, internal = FIELD_TITLES[name], original(source)
        public = shown_text(content, name)
        if internal or public:
            withholds = internal and not public
            rows.append(
                DiffRow(title, internal, None if withholds else public, rules.pop(title, ""))
            )
    own = {"自然人住址": source.address, "个体工商户经营者住址": source.address}
    never = [
        DiffRow(title, own.get(title) or SHOWN, None, rule)
        for title, rule in rules.items()
        if title not in FIELD_TITLES.values()
    ]
    return [*rows, *never]


def generated_rows(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What the public page says besides: title, one sentence, remedies, notes on treatment."""
    found = ((FIELD_TITLES[name], shown_text(content, name)) for name in GENERATED)
    return [(title, text) for title, text in found if text]


def public_lines(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The whole public content, field by field, empty ones left out."""
    found = ((title, shown_text(content, name)) for name, title in FIELD_TITLES.items())
    return [(title, text) for title, text in found if text]


def shown_text(content: Mapping[str, Any], name: str) -> str:
    """One field of the public content as text; days as people write them."""
    value = content.get(name, "")
    if name in _DAYS and value:
        return long_date(date.fromisoformat(value))
    return _SEPARATORS.get(name, "；").join(value) if isinstance(value, list) else str(value)


def _rules(withheld: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """What was done to each field, by which rule, where it is written."""
    found: dict[str, str] = {}
    for each in withheld:
        sentence = f"{each['done']}：{each['rule']}，{each['cite']}"
        before = found.get(each["field"], "")
        found[each["field"]] = f"{before}；{sentence}" if before else sentence
    return found
