"""Security headers on everything, and nothing of the staff site in any cache."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from mingjian.access.headers import SecurityHeadersMiddleware, policy_text
from mingjian.law.roles import Role
from tests.access.make import make_user, sign_in


@pytest.mark.django_db
@pytest.mark.urls("tests.access.urls")
@pytest.mark.parametrize("path", ["/login/", "/todo/", "/forgotten/", "/nowhere/"])
def test_every_answer_has_them(client: Client, path: str) -> None:
    response = client.get(path)

    policy = response["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in policy
    assert "camera=()" in response["Permissions-Policy"]
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.django_db
@pytest.mark.urls("tests.access.urls")
def test_pages_of_the_staff_site_are_never_stored(client: Client) -> None:
    sign_in(client, make_user(Role.CASE_OFFICER))

    response = client.get("/todo/")

    assert response["Cache-Control"] == "no-store, private"
    assert "Cookie" in response["Vary"]


def test_a_static_file_may_be_cached(rf: RequestFactory) -> None:
    def answer(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Cache-Control": "max-age=60, public"})

    response = SecurityHeadersMiddleware(answer)(rf.get("/static/web/desk.css"))

    assert response["Cache-Control"] == "max-age=60, public"
    assert not response.has_header("Vary")


def test_a_view_may_tighten_its_own_policy(rf: RequestFactory) -> None:
    def answer(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "sandbox"})

    response = SecurityHeadersMiddleware(answer)(rf.get("/evidence/1"))

    assert response["Content-Security-Policy"] == "sandbox"


def test_the_policy_reads_as_a_header() -> None:
    assert policy_text({"default-src": ["'none'"], "img-src": ["'self'", "data:"]}) == (
        "default-src 'none'; img-src 'self' data:"
    )
    assert "frame-ancestors 'none'" in policy_text(settings.SECURE_CSP)
