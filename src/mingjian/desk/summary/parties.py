"""The party of an on-the-spot penalty: found by number or by name, or newly entered."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime

from mingjian.law.identifiers import (
    BadIdentifier,
    check_credit_code,
    check_id_number,
    read_birth_date,
)
from mingjian.law.procedure import PartyKind
from mingjian.law.roles import Actor
from mingjian.registry.models import Party
from mingjian.registry.parties import NewParty, find_party, register_party

# 统一社会信用代码前两位：工商行政管理部门登记的个体工商户。
_INDIVIDUAL_BUSINESS = "92"
_NUMBER = re.compile(r"^[0-9A-Za-z\s]{15,}$")


class PartyUnclear(ValueError):
    """Who it is cannot be told; ``field`` is where to say more."""

    def __init__(self, field: str, sentence: str) -> None:
        self.field = field
        super().__init__(sentence)


def party_on_the_spot(*, text: str, name: str, on: date) -> Party:
    """The registered party, or one not saved yet (``is_new``); raises PartyUnclear.

    What kind of party it is shows in the number itself: nobody has to say it.
    """
    if not _NUMBER.match(text.strip()):
        return _by_name(text.strip())
    number, kind = _read_number(text, on)
    person = kind is PartyKind.PERSON
    known = find_party(id_number=number) if person else find_party(credit_code=number)
    if known is not None:
        return known
    if not name.strip():
        raise PartyUnclear("party_name", "名录中没有该当事人，请填写姓名或者名称。")
    born = read_birth_date(id_number=number) if person else None
    return Party(kind=kind.value, name=name.strip(), birth_on=born)


def is_new(party: Party) -> bool:
    """Whether the party still has to be registered."""
    return party._state.adding


def registered(party: Party, *, number: str, by: Actor, at: datetime) -> Party:
    """The party as the register has it; a new one is entered with its number."""
    if not is_new(party):
        return party
    kind = PartyKind(party.kind)
    if kind is PartyKind.PERSON:
        entered = NewParty(kind=kind, name=party.name, id_number=number)
    else:
        entered = NewParty(kind=kind, name=party.name, credit_code=number)
    return register_party(party=entered, by=by, at=at)


def _read_number(text: str, on: date) -> tuple[str, PartyKind]:
    """The number and whose it is: both kinds carry a check digit."""
    with suppress(BadIdentifier):
        return check_id_number(text, on=on), PartyKind.PERSON
    with suppress(BadIdentifier):
        code = check_credit_code(text)
        business = code.startswith(_INDIVIDUAL_BUSINESS)
        return code, PartyKind.INDIVIDUAL_BUSINESS if business else PartyKind.ORGANISATION
    raise PartyUnclear(
        "party", "该号码既不是有效的身份证号码，也不是有效的统一社会信用代码，请逐位核对。"
    )


def _by_name(name: str) -> Party:
    found = list(Party.objects.filter(name=name)[:2])
    if len(found) == 1:
        return found[0]
    if found:
        raise PartyUnclear("party", f"名录中有多个“{name}”，请改用身份证号码或者信用代码查找。")
    raise PartyUnclear(
        "party", f"名录中没有“{name}”，请填写身份证号码或者统一社会信用代码，并填写姓名或者名称。"
    )
