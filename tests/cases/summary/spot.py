"""On-the-spot penalties for tests: officers on the street, a party, and what they enter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

from mingjian.cases.days import BEIJING
from mingjian.cases.models import Case
from mingjian.cases.summary.facts import spot_content
from mingjian.cases.summary.imposing import SpotDraft, Told, impose_on_the_spot
from mingjian.law.procedure import EvidenceKind, PartyKind
from mingjian.law.roles import Role
from mingjian.law.violations import Line
from mingjian.ops.demo.firms import id_number, party_for
from mingjian.ops.demo.places import PLACES, Place
from mingjian.ops.demo.story import Cast
from mingjian.registry.parties import NewParty, register_party
from tests.cases.story import EARLY, make_cast

DAY = date(2026, 5, 11)
AT = datetime.combine(DAY, time(10, 32), tzinfo=BEIJING)
# 深圳城管：裁量基准只有这一部随系统发布。
SHENZHEN: Place = replace(
    PLACES[0],
    agency="深圳市示范区城市管理和综合执法局",
    short_name="示范区城管局",
    prefix="深示城",
    division_code="440305",
    line=Line.URBAN,
    reconsideration_body="深圳市示范区人民政府",
    court="深圳市示范区人民法院",
)
BALCONY = "shenzhen-urban-2023/9"
LITTERING = "shenzhen-urban-2023/13"
SIDEWALK = "shenzhen-urban-2023/2"
NATIONAL_LITTERING = "urban-littering"
LICENCE = "market-licence-not-displayed"
_serials = count(1)


def street_cast(place: Place = SHENZHEN) -> Cast:
    """Officers, a head and the rest of an agency that punishes on the spot."""
    return make_cast(place)


def a_person(cast: Cast, name: str = "张三东") -> UUID:
    """A natural person, newly registered by the officer."""
    number = id_number("440305", next(_serials))
    party = NewParty(PartyKind.PERSON, name, id_number=number)
    return register_party(party=party, by=cast.actor(Role.CASE_OFFICER), at=EARLY).id


def a_company(cast: Cast, place: Place = SHENZHEN) -> UUID:
    """A company."""
    return party_for(place, 5 * (1000 + next(_serials)), by=cast.actor(Role.CASE_OFFICER), at=EARLY)


def fine(yuan: int) -> Any:
    """罚款."""
    return spot_content(is_warned=False, fine_yuan=Decimal(yuan))


def warning() -> Any:
    """警告."""
    return spot_content(is_warned=True, fine_yuan=Decimal(0))


def draft_of(cast: Cast, *, at: datetime = AT, **changes: Any) -> SpotDraft:
    """乱扔烟头 for the first time: fifty yuan; told a minute before, nothing said."""
    content = changes.pop("content", fine(50))
    details = {
        "violation_id": LITTERING,
        "tier": "情节较轻",
        "place": "示范路与样板路交叉口",
        "partner_id": cast.assisting.officer_id,
        "content": content,
        "told": Told(content, at - timedelta(minutes=1)),
        "evidence": frozenset({EvidenceKind.AUDIOVISUAL}),
        **changes,
    }
    return SpotDraft(**details)


def impose(
    cast: Cast,
    *,
    party_id: UUID | None = None,
    at: datetime = AT,
    case_id: UUID | None = None,
    role: Role = Role.CASE_OFFICER,
    **changes: Any,
) -> Case:
    """Decide on the spot, with what the test changes."""
    return impose_on_the_spot(
        agency_id=cast.agency_id,
        party_id=party_id or a_person(cast),
        draft=draft_of(cast, at=at, **changes),
        by=cast.actor(role),
        at=at,
        case_id=case_id,
    )


def later(days: int) -> datetime:
    """The same hour, days after."""
    return AT + timedelta(days=days)
