"""The gate: default deny, the right role on the day, and a portal that only shows."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings

from mingjian.access.gate import PublicOnlyMiddleware
from mingjian.access.grants import end_role
from mingjian.journal.ids import new_id
from mingjian.law.roles import Role
from tests.access.make import MONDAY, actor, make_user, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.access.urls")]
AGENCY = new_id()


def signed_in(client: Client, *roles: Role) -> Client:
    sign_in(client, make_user(*roles, agency_id=AGENCY, name="王五"))
    return client


@pytest.mark.parametrize("kind", ["nobody", "somebody"])
def test_a_view_that_declares_nothing_is_closed_to_everybody(client: Client, kind: str) -> None:
    if kind == "somebody":
        signed_in(client, *[role for role in Role if "admin" not in role])

    response = client.get("/forgotten/")

    assert response.status_code == 403
    assert "尚未设置访问权限" in response.content.decode()


def test_a_public_view_is_open(client: Client) -> None:
    assert client.get("/login/").status_code == 200


@pytest.mark.parametrize("path", ["/todo/", "/review/", "/approve/"])
def test_who_is_not_signed_in_is_sent_to_the_login_page(client: Client, path: str) -> None:
    response = client.get(path, {"page": "2"})

    assert response.status_code == 302
    assert response["Location"] == f"/login/?next=%2F{path.strip('/')}%2F%3Fpage%3D2"


def test_a_form_sent_too_late_is_not_sent_again_after_login(client: Client) -> None:
    assert client.post("/todo/")["Location"] == "/login/"


def test_htmx_is_told_to_load_the_login_page(client: Client) -> None:
    response = client.get("/todo/", headers={"HX-Request": "true"})

    assert (response.status_code, response["HX-Redirect"]) == (204, "/login/?next=%2Ftodo%2F")


def test_any_role_enters_where_none_is_asked_for(client: Client) -> None:
    page = signed_in(client, Role.CASE_OFFICER).get("/todo/").content.decode()

    assert "王五" in page
    assert str(AGENCY) in page
    assert page.endswith("[<Role.CASE_OFFICER: 'case_officer'>]")


def test_the_actor_has_a_role_that_the_endpoint_asks_for(client: Client) -> None:
    response = signed_in(client, Role.CASE_OFFICER, Role.LEGAL_REVIEWER).get("/review/")

    assert response.content.decode() == "legal_reviewer 审核案件"


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.LEGAL_REVIEWER, Role.AGENCY_HEAD}))
def test_another_role_is_refused_in_a_sentence(client: Client, role: Role) -> None:
    response = signed_in(client, role).get("/review/")

    assert response.status_code == 403
    assert response.content.decode().startswith("此页面供机关负责人、法制审核人员使用")


def test_a_role_not_held_cannot_be_chosen(client: Client) -> None:
    response = signed_in(client, Role.LEGAL_REVIEWER).get("/approve/")

    assert response.status_code == 403
    assert "您目前不担任机关负责人" in response.content.decode()


def test_a_role_that_ended_yesterday_opens_nothing(client: Client) -> None:
    user = make_user(Role.LEGAL_REVIEWER, Role.CASE_OFFICER)
    security = actor(Role.SECURITY_ADMIN)
    yesterday = date(2026, 5, 10)
    end_role(user_id=user.id, role=Role.LEGAL_REVIEWER, until=yesterday, by=security, at=MONDAY)
    sign_in(client, user)

    assert client.get("/review/").status_code == 403
    assert client.get("/todo/").status_code == 200


def test_an_account_without_any_role_is_refused(client: Client) -> None:
    response = signed_in(client).get("/todo/")

    assert "没有任何岗位" in response.content.decode()


def test_a_public_view_has_no_actor_even_for_who_is_signed_in(client: Client) -> None:
    assert signed_in(client, Role.CASE_OFFICER).get("/careless/").status_code == 403


PORTAL = override_settings(
    MIDDLEWARE=[
        "mingjian.access.headers.SecurityHeadersMiddleware",
        "mingjian.access.gate.PublicOnlyMiddleware",
    ]
)


@pytest.mark.parametrize("path", ["/todo/", "/review/", "/forgotten/"])
def test_the_portal_does_not_know_what_is_not_public(client: Client, path: str) -> None:
    with PORTAL:
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_the_portal_only_shows(client: Client, method: str) -> None:
    with PORTAL:
        response = client.generic(method, "/login/")

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_portal_answers_readers(client: Client, method: str) -> None:
    with PORTAL:
        assert client.generic(method, "/login/").status_code == 200


def test_the_portal_does_not_even_ask_the_view(rf: RequestFactory) -> None:
    called: list[HttpRequest] = []

    def view(request: HttpRequest) -> HttpResponse:
        called.append(request)
        return HttpResponse()

    PublicOnlyMiddleware(view)(rf.post("/login/"))

    assert not called
