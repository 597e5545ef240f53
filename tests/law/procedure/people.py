"""People and terms of law of the procedure tests. All names and numbers are invented."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from mingjian.law.citation import Citation
from mingjian.law.penalties import MAJOR_KINDS, PenaltyContent, PenaltyKind
from mingjian.law.procedure import LegalTerms, OfficerFacts, SettlementWay
from mingjian.law.roles import ROLE_TITLES, Actor, Role
from mingjian.law.time_limits import Bearer, TimeLimit, Unit
from mingjian.law.workdays import national_calendar

MONDAY = date(2026, 3, 2)
CREDENTIALS_END = date(2026, 12, 31)
HEARING_FINE = Decimal(10_000)


def person_id(number: int) -> UUID:
    """A stable id for the n-th person."""
    return UUID(int=number)


def an_actor(number: int, name: str, role: Role) -> Actor:
    """A person in a role; two actors with the same number are the same natural person."""
    return Actor(person_id(number), name, role, agency_id=None, purpose="办理案件")


GOVERNMENT = person_id(200)  # the government's legal body
ZHANG = an_actor(1, "张三", Role.CASE_OFFICER)
LI = an_actor(2, "李四", Role.CASE_OFFICER)
WANG = an_actor(3, "王五", Role.AGENCY_HEAD)
ZHAO = an_actor(4, "赵六", Role.LEGAL_REVIEWER)
QIAN = an_actor(5, "钱七", Role.PRESIDING_OFFICER)
SUN = an_actor(6, "孙八", Role.CASE_OFFICER)  # an officer of the agency, not of the case
ACTORS = {Role.CASE_OFFICER: ZHANG, Role.AGENCY_HEAD: WANG, Role.LEGAL_REVIEWER: ZHAO}
ACTORS |= {Role.PRESIDING_OFFICER: QIAN}


def actor_in(role: Role) -> Actor:
    """The usual person of that role, or a newcomer who holds it."""
    return ACTORS.get(role) or an_actor(90, f"新任{ROLE_TITLES[role]}", role)


def as_role(actor: Actor, role: Role) -> Actor:
    """The same natural person in another role."""
    return Actor(actor.person_id, actor.name, role, actor.agency_id, actor.purpose)


def an_officer(
    actor: Actor,
    *,
    valid_until: date | None = CREDENTIALS_END,
    suspensions: tuple[tuple[date, date | None], ...] = (),
) -> OfficerFacts:
    """The credential of an actor."""
    number = f"黑A{actor.person_id.int:06d}"
    return OfficerFacts(
        actor.person_id, actor.name, number, date(2024, 1, 1), valid_until, suspensions
    )


TEAM = (an_officer(ZHANG), an_officer(LI))


def a_limit(
    act: str, length: int, unit: Unit, *, backwards: bool = False, rolls: bool = False
) -> TimeLimit:
    """A time limit that only counts; its words do not matter here."""
    return TimeLimit(
        id=act,
        act=act,
        title=act,
        length=length,
        unit=unit,
        starts_from="event",
        bearer=Bearer.ORGAN,
        rolls=rolls,
        backwards=backwards,
        effect="",
        cite=Citation("行政处罚法"),
    )


TERMS = LegalTerms(
    least_officers=2,
    limitation=a_limit("limitation", 2, Unit.YEAR),
    limitation_long=a_limit("limitation_grave", 5, Unit.YEAR),
    decide=a_limit("decide", 90, Unit.DAY),
    serve=a_limit("serve_decision", 7, Unit.WORKDAY),
    defend=a_limit("defend", 5, Unit.WORKDAY),
    request_hearing=a_limit("request_hearing", 5, Unit.WORKDAY),
    notify_hearing=a_limit("notify_hearing", 7, Unit.WORKDAY, backwards=True),
    hearing_kinds=MAJOR_KINDS,
    hearing_fine_yuan=HEARING_FINE,
    hearing_confiscation_yuan=HEARING_FINE,
    review_triggers=frozenset({"public_interest", "major_rights", "after_hearing", "complex"}),
    review_fine_yuan=HEARING_FINE,
    review_points=7,
    settlement_ways=(SettlementWay.CONSULTATION, SettlementWay.COLLECTIVE),
    has_second_review=True,
    deliberation_fine_yuan=HEARING_FINE,
    deliberation_members=3,
    pay=a_limit("pay_fine", 15, Unit.DAY, rolls=True),
    surcharge_rate=Decimal("0.03"),
    surcharge_cap_ratio=Decimal(1),
    await_demand=a_limit("await_demand", 10, Unit.WORKDAY),
    apply_court=a_limit("apply_court_execution", 3, Unit.MONTH),
    sue=a_limit("sue", 6, Unit.MONTH, rolls=True),
    sue_after_reconsideration=a_limit("sue_after_reconsideration", 15, Unit.DAY, rolls=True),
    calendar=national_calendar(),
)


def a_fine(yuan: int) -> PenaltyContent:
    """罚款 of so many yuan."""
    return PenaltyContent((PenaltyKind.FINE,), fine_yuan=Decimal(yuan))


SMALL = a_fine(2_000)  # no hearing, no review, no deliberation
LARGE = a_fine(20_000)  # hearing offered, review and deliberation owed
