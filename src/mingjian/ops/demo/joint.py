"""A joint case (共同违法): a firm and the person responsible, noticed, decided and paid apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from uuid import UUID

from mingjian.cases.days import BEIJING
from mingjian.cases.joint import add_party
from mingjian.cases.models import Case
from mingjian.law.procedure import PartyKind, State
from mingjian.law.roles import Actor, Role
from mingjian.law.workdays import national_calendar
from mingjian.ops.demo.cases import plot_for
from mingjian.ops.demo.cast import Cast, Plot
from mingjian.ops.demo.firms import id_number, party_for
from mingjian.ops.demo.hearing_out import (
    agree,
    issue_notice,
    notify,
    report,
    review_where_owed,
    serve_notice,
)
from mingjian.ops.demo.places import PLACES, Place
from mingjian.ops.demo.story import (
    decide,
    deliberate_where_owed,
    investigate,
    open_lead,
    perform,
    register,
    serve_decision,
)
from mingjian.ops.demo.telling import Telling
from mingjian.registry.parties import NewParty, register_party

Joint = tuple[Telling, Telling]
_BEGUN = 32


def person_for(place: Place, serial: int, *, by: Actor, at: datetime) -> UUID:
    """A natural person that does not exist, with a number that checks."""
    party = NewParty(
        kind=PartyKind.PERSON,
        name=f"样{'甲乙丙丁'[serial % 4]}某",
        id_number=id_number(place.division_code, 900 + serial),
        address=f"{place.address}{serial}室",
    )
    return register_party(party=party, by=by, at=at).id


def tell_jointly(*, place: Place, cast: Cast, today: date) -> None:
    """Told once: both texts reviewed, the first served, the second waits for its notice."""
    if Case.objects.filter(agency_id=cast.agency_id, joint_id__isnull=False).exists():
        return
    start = national_calendar().subtract_workdays(today, _BEGUN)
    at, officer = datetime.combine(start, time(9), tzinfo=BEIJING), cast.actor(Role.CASE_OFFICER)
    plot = plot_for(place.offences[0], party_for(place, len(PLACES) + 25, by=officer, at=at))
    other = person_for(place, 1, by=officer, at=at)
    propose_jointly(*begin_jointly(cast=cast, plot=plot, other=other, start=start))


def begin_jointly(*, cast: Cast, plot: Plot, other: UUID, start: date) -> Joint:
    """Both from the lead on; opened and investigated once for both."""
    first = Telling(cast, plot, start)
    register(first)
    second = join(first, other)
    open_lead(first)
    investigate(first)
    return first, second


def join(first: Telling, other: UUID) -> Telling:
    """增加共同当事人."""
    case = add_party(
        case_id=first.case_id,
        party_id=other,
        on=first.day,
        reasons="系直接负责的主管人员，与单位共同实施该违法行为。",
        by=first.cast.actor(Role.CASE_OFFICER),
        at=first.at,
    )
    plot = replace(first.plot, party_id=other)
    return Telling(first.cast, plot, first.day, case_id=case.id)


def propose_jointly(first: Telling, second: Telling) -> None:
    """A text for each, reviewed where that text is due; the first is told and served."""
    first.wait(5)
    second.day = first.day
    for one in (first, second):
        report(one)
    review_where_owed(second)
    first.day = second.day
    if first.case.state == State.IN_REVIEW:  # sent together, each text agreed to by itself
        agree(first)
    notify(first)
    second.day = first.day


def end_jointly(first: Telling, second: Telling) -> None:
    """The second is told and served; both keep silent, are decided on one day, and pay."""
    if not second.case.notices.exists():  # made with the first's where both stood alike
        issue_notice(second)
    serve_notice(second)
    served = second.case.notice_services.get()
    last = max(filter(None, (served.defence_due_on, served.hearing_due_on)))
    second.wait_until_after(last)
    deliberate_where_owed(second)
    first.day = second.day
    decide(first)
    second.day = first.day
    serve_decision(second)
    perform(first)
    perform(second)
