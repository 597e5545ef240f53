"""At the desk: a pass is made once, what arrives is registered by the case's own officer."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from mingjian.cases.models import PartyPass, PartySubmission
from mingjian.cases.party.submissions import hand_in
from mingjian.law.party_page import SubmissionKind
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Telling
from tests.cases.party.make import a_pass, noon
from tests.cases.story import story_at
from tests.desk.make import at_desk, case_url, stranger, text_of, workdays_ago
from tests.registry.make import make_agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Telling:
    """A case whose notice was served the other day."""
    return story_at(Move.SERVE_NOTICE, start=workdays_ago(25))


def pass_url(story: Telling) -> str:
    """Where the pass of the notice is made."""
    return reverse("desk:party-pass", args=[story.case.notices.get().document_id])


def sent(story: Telling) -> PartySubmission:
    """A defence that arrived online."""
    made = a_pass(story)
    return hand_in(
        party_pass=made.party_pass,
        kind=SubmissionKind.DEFENCE,
        content="数额过重。",
        at=noon(story),
    )


def url_of(one: PartySubmission, act: str) -> str:
    """Register it, or put it on file."""
    return reverse(f"desk:submission-{act}", args=[one.case_id, one.id])


def test_a_pass_shows_qr_and_both_factors(story: Telling) -> None:
    page = text_of(at_desk(story.cast, Role.CASE_OFFICER).post(pass_url(story)))

    assert "<svg" in page
    assert len(re.findall(r"<dd>[2-9A-Z]{4,5}-[2-9A-Z]{4,5}</dd>", page)) == 2


def test_it_is_withdrawn_with_reasons_from_the_document(story: Telling) -> None:
    client = at_desk(story.cast, Role.CASE_OFFICER)
    client.post(pass_url(story))
    made = PartyPass.objects.get(case=story.case)
    end = reverse("desk:party-pass-end", args=[made.id])
    document = reverse("desk:document", args=[made.document_id])

    assert end in text_of(client.get(document))
    assert client.post(end, {"reasons": ""}).status_code == 409
    assert client.post(end, {"reasons": "当事人遗失"}).status_code == 303
    assert end not in text_of(client.get(document))


def test_the_case_page_shows_what_arrived_and_registering_makes_it_a_defence(
    story: Telling,
) -> None:
    made, client = sent(story), at_desk(story.cast, Role.CASE_OFFICER)
    assert "待登记" in text_of(client.get(case_url(story.case_id)))

    answer = client.post(url_of(made, "register"))

    assert answer.status_code == 303
    assert story.case.defences.get().received_on == made.received_on
    assert url_of(made, "register") not in text_of(client.get(case_url(story.case_id)))


def test_what_the_officer_says_when_filing_is_kept(story: Telling) -> None:
    made, client = sent(story), at_desk(story.cast, Role.CASE_OFFICER)

    client.post(url_of(made, "file"), {"reasons": "已当面听取。"})

    assert "已当面听取。" in text_of(client.get(case_url(story.case_id)))


def test_not_yours(story: Telling) -> None:
    made = sent(story)
    client = stranger(Role.CASE_OFFICER, agency_id=make_agency().id)
    passed = reverse("desk:party-pass-end", args=[made.party_pass_id])

    for url in (pass_url(story), passed, url_of(made, "register"), url_of(made, "file")):
        assert client.post(url, {"reasons": "x"}).status_code == 404
