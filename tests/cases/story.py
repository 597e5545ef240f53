"""Casts, plots and told cases for tests of the cases room: the demo's own story, cut short."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps

from mingjian.cases.days import BEIJING
from mingjian.cases.models import Case
from mingjian.journal.ids import new_id
from mingjian.journal.models import Entry
from mingjian.law.breach import MoveRefused
from mingjian.law.procedure import Move, State
from mingjian.law.roles import Actor, Role
from mingjian.ops.demo.cases import plot_for
from mingjian.ops.demo.firms import party_for
from mingjian.ops.demo.places import PLACES, Place
from mingjian.ops.demo.story import Cast, Person, Plot, Telling, tell
from mingjian.registry.agencies import NewAgency, grant_power, register_agency
from mingjian.registry.credentials import NewCredential, issue_credential
from mingjian.registry.officers import NewOfficer, register_officer
from mingjian.registry.packs import load_pack
from tests.cases.shelf import shelf

START = date(2026, 3, 2)
LONG_AGO = date(2024, 1, 1)
EARLY = datetime.combine(LONG_AGO, time(9, 0), tzinfo=BEIJING)
BINXIAN, QIYANG, *_, GUANGYUAN = PLACES
_serials = count(1)


def an_administrator() -> Actor:
    """Whoever keeps the registers."""
    return Actor(new_id(), "冯系统", Role.SYSTEM_ADMIN, None, "测试")


def make_cast(place: Place = BINXIAN) -> Cast:
    """An agency of that place with its power and its people, without accounts."""
    by = an_administrator()
    load_pack(pack_id=place.pack_id, by=by, at=EARLY)
    serial = next(_serials)
    agency = register_agency(
        agency=NewAgency(
            name=f"{place.agency}{serial}",
            short_name=f"{place.short_name}{serial}",
            number_prefix=f"{place.prefix}{serial}",
            division_code=place.division_code,
            pack_id=place.pack_id,
            reconsideration_body=place.reconsideration_body,
            court=place.court,
            since=LONG_AGO,
            address=place.address,
            complaint_phone=place.phone,
        ),
        by=by,
        at=EARLY,
    )
    grant_power(
        agency_id=agency.id, line=place.line, cite=place.power, since=LONG_AGO, by=by, at=EARLY
    )
    return Cast(
        agency_id=agency.id,
        lead=hire(agency.id, "张三", place=place),
        assisting=hire(agency.id, "李四", place=place),
        head=hire(agency.id, "王五", place=place, enforces=False),
        reviewer=hire(agency.id, "赵六", place=place, enforces=False, reviews=True),
        host=hire(agency.id, "孙七", place=place, enforces=False),
        clerk=hire(agency.id, "周八", place=place, enforces=False),
        secrecy=hire(agency.id, "吴九", place=place, enforces=False),
        archivist=hire(agency.id, "钱归", place=place, enforces=False),
    )


def hire(
    agency_id: UUID,
    name: str,
    *,
    place: Place = BINXIAN,
    enforces: bool = True,
    reviews: bool = False,
) -> Person:
    """One more person of the agency; ``enforces``: with a credential valid until 2028."""
    by, serial = an_administrator(), next(_serials)
    officer = register_officer(
        officer=NewOfficer(
            agency_id=agency_id,
            name=f"{name}{serial}",
            post="一级行政执法员",
            category=place.line.label,
            since=LONG_AGO,
            legal_qualification=reviews,
            reviewer_since=LONG_AGO if reviews else None,
        ),
        by=by,
        at=EARLY,
    )
    if enforces:
        card = NewCredential(
            number=f"测试{place.division_code}{serial:06d}",
            category=place.line.label,
            area=place.division_code,
            issued_by="测试用：省人民政府",
            valid_from=LONG_AGO,
            valid_until=date(2028, 12, 31),
        )
        issue_credential(officer_id=officer.id, credential=card, by=by, at=EARLY)
    return Person(officer.person_id, officer.id, officer.name)


def make_plot(
    cast: Cast,
    *,
    place: Place = BINXIAN,
    heavy: bool = False,
    grave: bool = False,
    serial: int = 0,
    offence: int = 0,
    **changes: Any,
) -> Plot:
    """A light case; ``grave``: review, hearing and deliberation are all due."""
    # Multiples of five are companies: an individual business has lower limits.
    party = party_for(
        place, serial or 5 * next(_serials), by=cast.actor(Role.CASE_OFFICER), at=EARLY
    )
    known = place.grave if grave else place.offences[offence]
    return replace(plot_for(known, party, heavy=heavy), **changes)


def story_at(
    move: Move | None, *, cast: Cast | None = None, start: date = START, **plot: Any
) -> Telling:
    """A case in which ``move`` has just been done (None: told to its end), ready to go on.

    Without a cast of the test's own it may come from the shelf: each call gives the same case.
    """
    if cast is None and shelf.is_open:
        return shelf.take(repr((move, start, plot)), lambda: _tell(move, start, plot))
    return _tell(move, start, plot, cast)


def _tell(
    move: Move | None, start: date, plot: dict[str, Any], cast: Cast | None = None
) -> Telling:
    cast = cast or make_cast()
    told = make_plot(cast, **plot)
    case = tell(cast=cast, plot=told, start=start, until=move)
    return Telling(cast, told, case.latest_act_on, case_id=case.id)


def story_before_decision(**plot: Any) -> Telling:
    """A light case whose party was noticed and kept silent until its periods were over."""
    story = story_at(Move.SERVE_NOTICE, **plot)
    served = story.case.notice_services.latest("served_on")
    story.wait_until_after(max(filter(None, (served.defence_due_on, served.hearing_due_on))))
    return story


def entries_of(case_id: UUID) -> list[Entry]:
    """The case's record in order."""
    return list(Entry.objects.filter(stream_id=case_id).order_by("seq"))


def last_entry(case_id: UUID) -> Entry:
    """The newest entry of the case's record."""
    return entries_of(case_id)[-1]


def state_of(case_id: UUID) -> State:
    """The state as stored."""
    return State(Case.objects.values_list("state", flat=True).get(id=case_id))


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of the journal, the dossier and the cases, number books included."""
    rooms = ("journal", "dossier", "cases")
    models = [model for room in rooms for model in apps.get_app_config(room).get_models()]
    return {
        model.__name__: list(model._default_manager.order_by("pk").values()) for model in models
    }


@contextmanager
def refused(*words: str) -> Iterator[None]:
    """The law refuses, in these words, and not one row has changed."""
    before = everything()
    with pytest.raises(MoveRefused) as caught:
        yield
    for word in words:
        assert re.search(re.escape(word), str(caught.value)), str(caught.value)
    assert everything() == before


YUAN = Decimal
