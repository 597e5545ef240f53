"""People at their desks: signed-in clients for the cast of a told case (synthetic persons)."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mingjian.access.models import User
from mingjian.cases.days import BEIJING
from mingjian.journal.models import Entry
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from mingjian.law.workdays import national_calendar
from mingjian.ops.demo.seals import seal_waiting
from mingjian.ops.demo.story import Cast, Person
from tests.access.make import make_user, sign_in


def today() -> date:
    """The day on which the pages are asked for."""
    return timezone.localdate()


def workdays_ago(count: int) -> date:
    """A working day some time back, so that the whole story lies in the past."""
    return national_calendar().subtract_workdays(today(), count)


def person_for(role: Role, cast: Cast) -> Person:
    """The member of the cast who holds the role."""
    people = {
        Role.AGENCY_HEAD: cast.head,
        Role.LEGAL_REVIEWER: cast.reviewer,
        Role.PRESIDING_OFFICER: cast.host,
        Role.ARCHIVIST: cast.archivist,
    }
    return people.get(role, cast.lead)


def account_for(cast: Cast, *roles: Role) -> User:
    """The account of the member of the cast who holds the first role; made once."""
    person = person_for(roles[0], cast)
    known = User.objects.filter(person_id=person.person_id).first()
    return known or make_user(
        *roles, agency_id=cast.agency_id, person_id=person.person_id, name=person.name
    )


def at_desk(cast: Cast, *roles: Role) -> Client:
    """A client signed in as that person."""
    client = Client()
    sign_in(client, account_for(cast, *roles))
    return client


def stranger(*roles: Role, agency_id: UUID | None = None, division_code: str = "") -> Client:
    """A client signed in as somebody of another agency, or of none."""
    client = Client()
    user = make_user(*roles, agency_id=agency_id, division_code=division_code, name="外人")
    sign_in(client, user)
    return client


def case_url(case_id: UUID) -> str:
    """The case page."""
    return reverse("desk:case", args=[case_id])


def do_url(case_id: UUID, move: Move) -> str:
    """The form of a move."""
    return reverse("desk:do", args=[case_id, move.value])


def seen_now(case_id: UUID) -> int:
    """The number of the newest record."""
    return Entry.objects.filter(stream_id=case_id).count()


def post_move(client: Client, case_id: UUID, move: Move, **data: object) -> HttpResponse:
    """Send a move's form as the page would, with the record as it stands now."""
    return client.post(do_url(case_id, move), {"seen": seen_now(case_id), **data})


def text_of(response: HttpResponse) -> str:
    """The page's source."""
    return response.content.decode()


def follow(client: Client, response: HttpResponse) -> HttpResponse:
    """The page that an act leads to (303)."""
    assert response.status_code in (302, 303), response.status_code
    return client.get(response["Location"])


def seal_before(move: Move, *, cast: Cast, case_id: UUID, on: date) -> None:
    """What is to be served that day is sealed first, as two people do on its page."""
    if move.value.startswith("serve_"):
        at = datetime.combine(on, time(9, 0), tzinfo=BEIJING)
        seal_waiting(case_id=case_id, cast=cast, at=at)
