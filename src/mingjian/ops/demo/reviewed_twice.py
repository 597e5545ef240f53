"""Two reviews of one agency (宾县): one with an adviser's opinion, one at the second level."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from uuid import UUID, uuid5

from mingjian.access.accounts import NewAccount, create_account
from mingjian.access.grants import grant_role
from mingjian.access.models import User
from mingjian.cases.days import BEIJING
from mingjian.cases.models import Case
from mingjian.cases.review import submit_for_review
from mingjian.cases.review_rounds import take_advice
from mingjian.law.advisers import AdviserKind
from mingjian.law.procedure import Move, State
from mingjian.law.review_triggers import GOVERNMENT_NAME
from mingjian.law.roles import Actor, Role
from mingjian.law.workdays import national_calendar
from mingjian.ops.demo.cases import id_of_case, plot_for
from mingjian.ops.demo.cast import Cast
from mingjian.ops.demo.firms import party_for
from mingjian.ops.demo.people import DEMO_PASSWORD, SINCE, administrator
from mingjian.ops.demo.places import PLACES
from mingjian.ops.demo.story import tell
from mingjian.registry.advisers import NewAdviser, engage_adviser
from mingjian.registry.agencies import NewAgency, register_agency, update_agency
from mingjian.registry.models import Agency
from mingjian.registry.officers import NewOfficer, register_officer

PLACE = PLACES[0]
_SPACE = UUID("5d0c2f0e-6a55-4a1c-9f0e-2d7b8a3c1e77")
_IN_REVIEW = 5  # the chapter whose text lies with the reviewer
_LEGAL_BODY = "宾县司法局（演示）"
_BEGUN = 24


def tell_reviews(*, cast: Cast, today: date, at: datetime) -> None:
    """Told once; a seeding that is repeated finds them there."""
    if Agency.objects.filter(name=_LEGAL_BODY).exists():
        return
    _found_legal_body(cast, at=at, on=today)
    _ask_adviser(cast, today)
    _submit_twice(cast, today)


def _found_legal_body(cast: Cast, *, at: datetime, on: date) -> None:
    """政府法制机构 with its reviewer."""
    by, guard = (administrator(role, on=on) for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN))
    body = register_agency(
        agency=NewAgency(
            name=_LEGAL_BODY,
            short_name="宾县司法局",
            number_prefix="宾司演",
            division_code=PLACE.division_code,
            pack_id=PLACE.pack_id,
            reconsideration_body=PLACE.reconsideration_body,
            court=PLACE.court,
            since=SINCE,
        ),
        by=by,
        at=at,
    )
    changes = {"government_reviewer_id": body.id}
    update_agency(agency_id=cast.agency_id, changes=changes, by=by, at=at)
    _hire_reviewer(body, by=by, guard=guard, at=at)


def _hire_reviewer(body: Agency, *, by: Actor, guard: Actor, at: datetime) -> None:
    account = NewAccount(
        username=f"{PLACE.pack_id}.legal",
        name="蒋司法",
        password=DEMO_PASSWORD,
        agency_id=body.id,
    )
    user: User = create_account(account=account, by=by, at=at)
    grant_role(user_id=user.id, role=Role.LEGAL_REVIEWER, since=SINCE, by=guard, at=at)
    register_officer(
        officer=NewOfficer(
            agency_id=body.id,
            name=user.name,
            post="行政执法协调监督科科长",
            category="法制审核",
            since=SINCE,
            person_id=user.person_id,
            legal_qualification=True,
            reviewer_since=SINCE,
        ),
        by=by,
        at=at,
    )


def _ask_adviser(cast: Cast, today: date) -> None:
    """An adviser's opinion on the text that lies with the reviewer."""
    case = Case.objects.filter(id=id_of_case(PLACE.pack_id, _IN_REVIEW)).first()
    if case is None or case.state != State.IN_REVIEW:
        return
    by, at = cast.actor(Role.LEGAL_REVIEWER), _ten_o_clock(today)
    new = NewAdviser(
        agency_id=cast.agency_id,
        name="沈顾问",
        kind=AdviserKind.COUNSEL,
        employer="示范律师事务所（演示）",
        licence_number="演示230100001",
        since=SINCE,
    )
    adviser = engage_adviser(adviser=new, by=by, at=at)
    take_advice(
        case_id=case.id,
        on=today,
        adviser_id=adviser.id,
        text="定性准确，裁量在阶次以内；建议补充说明违法所得的计算过程。",
        by=by,
        at=at,
    )


def _submit_twice(cast: Cast, today: date) -> None:
    """A decision in the government's name, agreed to by the agency, now with the legal body."""
    start = national_calendar().subtract_workdays(today, _BEGUN)
    officer = cast.actor(Role.CASE_OFFICER)
    party = party_for(PLACE, len(PLACES) + 20, by=officer, at=_ten_o_clock(start))
    plot = plot_for(PLACE.offences[0], party, heavy=True)
    case = tell(
        cast=cast,
        plot=replace(plot, declared_triggers=(GOVERNMENT_NAME.slug,)),
        start=start,
        until=Move.AGREE,
        not_after=today,
        case_id=uuid5(_SPACE, PLACE.pack_id),
    )
    submit_for_review(
        case_id=case.id,
        on=max(case.latest_act_on, today),
        note="本机关已经审核同意，报请审核。",
        by=officer,
        at=_ten_o_clock(today),
    )


def _ten_o_clock(day: date) -> datetime:
    return datetime.combine(day, time(10, 0), tzinfo=BEIJING)
