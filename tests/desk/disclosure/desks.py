"""The publishing office at its desks: signed-in clients for the people of a matter."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from mingjian.access.models import User
from mingjian.law.roles import Actor
from tests.access.make import make_user, sign_in
from tests.disclosure.make import Matter, Office, published


def desk_of(actor: Actor) -> Client:
    """A client signed in as this person, in this role."""
    client = Client()
    known = User.objects.filter(person_id=actor.person_id).first()
    sign_in(
        client,
        known
        or make_user(
            actor.role, agency_id=actor.agency_id, person_id=actor.person_id, name=actor.name
        ),
    )
    return client


def duty_url(matter: Matter) -> str:
    """The page of the matter."""
    return reverse("desk:disclosure-duty", args=[matter.duty_id])


def prepare_url(matter: Matter) -> str:
    """The form of 形成公示稿."""
    return reverse("desk:disclosure-prepare", args=[matter.duty_id])


def text_url(act: str, preparation_id: Any) -> str:
    """content, secrecy or release of one text."""
    return reverse(f"desk:disclosure-{act}", args=[preparation_id])


def record_url(public_id: str, page: str = "record") -> str:
    """The record's page, or the form to correct or withdraw it."""
    return reverse(f"desk:disclosure-{page}", args=[public_id])


def published_with_office() -> tuple[Office, str]:
    """A decision that stands in public, and the people who published it."""
    matter, record = published()
    return matter.office, record.public_id
