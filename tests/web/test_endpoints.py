"""Every view declares who may enter; one that does not is found."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_POST

from mingjian.law.roles import Role
from mingjian.web.endpoints import EndpointKind, endpoint_of, public, staff, unguarded_views


def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


def forgotten(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


@public
def open_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


@pytest.fixture
def urlconf(monkeypatch: pytest.MonkeyPatch) -> str:
    module = ModuleType("urls_with_a_hole")
    inner = [path("b/", forgotten), path("c/", open_page)]
    module.urlpatterns = [path("a/", include(inner))]  # type: ignore[attr-defined]  # a urlconf
    monkeypatch.setitem(sys.modules, "urls_with_a_hole", module)
    return "urls_with_a_hole"


def test_a_public_view_needs_no_login():
    found = endpoint_of(open_page)

    assert found is not None
    assert found.kind is EndpointKind.PUBLIC
    assert open_page.login_required is False  # type: ignore[attr-defined]  # set by the decorator


def test_a_staff_view_names_its_roles_and_purpose():
    guarded = staff(Role.CASE_OFFICER, Role.AGENCY_HEAD, purpose="办理案件")(lambda request: None)

    found = endpoint_of(guarded)

    assert found is not None
    assert found.roles == {Role.CASE_OFFICER, Role.AGENCY_HEAD}
    assert (found.kind, found.purpose) == (EndpointKind.STAFF, "办理案件")


def test_a_staff_view_without_purpose_is_refused():
    with pytest.raises(ValueError, match="purpose"):
        staff(Role.CASE_OFFICER, purpose="")


def test_the_endpoint_survives_a_decorator_above_it():
    wrapped = require_POST(staff(purpose="办理案件")(lambda request: None))

    assert endpoint_of(wrapped) is not None


def test_an_unmarked_view_has_no_endpoint():
    assert endpoint_of(view) is None


def test_the_unguarded_view_is_found_with_its_address(urlconf: str):
    assert unguarded_views(urlconf) == [f"/a/b/ → {__name__}.forgotten"]
