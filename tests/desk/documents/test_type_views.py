"""文书模板: everybody at the desk finds each type, sees it filled, and takes it along."""

from __future__ import annotations

import pytest

from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from tests.cases.story import story_at
from tests.desk.make import at_desk, stranger, text_of, workdays_ago
from tests.registry.make import make_agency

pytestmark = pytest.mark.django_db


def test_the_list_shows_all_types_and_narrows_by_group_and_name() -> None:
    client = stranger(Role.CASE_OFFICER, agency_id=make_agency().id)

    every = client.get("/documents/types/").context["types"]
    permits = client.get("/documents/types/?group=XK").context["types"]
    found = client.get("/documents/types/?q=催告").context["types"]

    assert (len(every.rows), len(permits.rows)) == (85, 16)
    assert [kind.title for kind, _ in found.rows] == ["行政处罚决定履行催告书"]


def test_a_type_is_filled_from_a_case_the_person_may_see() -> None:
    story = story_at(Move.DECIDE, start=workdays_ago(90))
    page = at_desk(story.cast, Role.CASE_OFFICER).get("/documents/types/CF48/")

    assert page.context["preview"].case == story.case
    assert story.case.decision.number in str(page.context["preview"].content)
    assert "《行政强制法》第三十五条" in text_of(page)


def test_another_agency_s_case_does_not_fill_a_form() -> None:
    story = story_at(Move.DECIDE, start=workdays_ago(90))
    client = stranger(Role.CASE_OFFICER, agency_id=make_agency().id)

    assert client.get("/documents/types/CF48/").context["preview"].case is None
    assert client.get(f"/documents/types/CF48/?case={story.case_id}").status_code == 404
    assert client.get(f"/documents/types/CF48/pdf/?case={story.case_id}").status_code == 404


def test_picture_and_pdf_are_what_they_say() -> None:
    story = story_at(Move.DECIDE, start=workdays_ago(90))
    client = at_desk(story.cast, Role.CASE_OFFICER)

    picture = client.get("/documents/types/CF09/picture/")
    pdf = client.get("/documents/types/CF09/pdf/")

    assert (picture["Content-Type"], picture.content[:4]) == ("image/png", b"\x89PNG")
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")


def test_what_is_no_type_is_not_found() -> None:
    client = stranger(Role.CASE_OFFICER, agency_id=make_agency().id)

    assert client.get("/documents/types/CF99/").status_code == 404
    assert client.get("/documents/types/CF09/?case=x").status_code == 404


def test_administrators_have_no_business_with_forms() -> None:
    assert stranger(Role.AUDIT_ADMIN).get("/documents/types/").status_code == 403
