"""Fictitious parties with codes that check but were never assigned (all-zero serial blocks)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from stdnum.cn import ric, uscc

from mingjian.law.procedure import PartyKind
from mingjian.law.roles import Actor
from mingjian.ops.demo.places import Place
from mingjian.registry.models import Party
from mingjian.registry.parties import NewParty, find_party, register_party

TRADES = (
    "示范食品",
    "样板建材",
    "演示机械",
    "范例商贸",
    "假想纺织",
    "虚构水业",
    "例题餐饮",
    "练习物流",
)
_PERSONS = ("张三", "李四", "王五", "赵六", "孙七", "周八", "吴九", "郑十")


def credit_code(division_code: str, serial: int, *, kind: str = "91") -> str:
    """统一社会信用代码 with a right check digit and a serial nobody has (00000…)."""
    body = f"{kind}{division_code}{serial:09d}"
    return body + str(uscc.calc_check_digit(body))


def id_number(division_code: str, serial: int) -> str:
    """居民身份证号码 with a right check digit; born on 29 February, so that it stands out."""
    body = f"{division_code}20000229{serial:03d}"
    return body + str(ric.calc_check_digit(body + "0"))


def party_for(place: Place, serial: int, *, by: Actor, at: datetime) -> UUID:
    """The ``serial``-th party of the place; every fifth is an individual business."""
    individual = serial % 5 == 4
    kind = PartyKind.INDIVIDUAL_BUSINESS if individual else PartyKind.ORGANISATION
    code = credit_code(place.division_code, serial, kind="92" if individual else "91")
    known: Party | None = find_party(credit_code=code)
    if known is not None:
        return known.id
    town = place.agency.removesuffix("局")[:2]
    trade = TRADES[serial % len(TRADES)]
    boss = _PERSONS[serial % len(_PERSONS)] + f"{'东南西北'[serial % 4]}"
    name = f"{town}{trade}{serial}号店" if individual else f"{town}{trade}{serial}号有限公司"
    party = NewParty(
        kind=kind,
        name=name,
        credit_code=code,
        address=f"{place.address}{serial}室",
        legal_representative=boss,
        id_number=id_number(place.division_code, serial) if individual else "",
    )
    return register_party(party=party, by=by, at=at).id
