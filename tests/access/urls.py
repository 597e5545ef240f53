"""A little site behind the real middleware: one view of each kind."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from mingjian.access.gate import actor_here, roles_here, scope_here
from mingjian.access.sessions import ended_message
from mingjian.law.roles import Role
from mingjian.web.endpoints import public, staff


@public
def login(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"请登录。{ended_message(request)}")


@staff(purpose="查看待办")
def todo(request: HttpRequest) -> HttpResponse:
    roles = sorted(roles_here(request))
    return HttpResponse(f"{actor_here(request)} {scope_here(request)} {roles}")


@staff(Role.LEGAL_REVIEWER, Role.AGENCY_HEAD, purpose="审核案件")
def review(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{actor_here(request).role} {actor_here(request).purpose}")


@staff(Role.LEGAL_REVIEWER, Role.AGENCY_HEAD, purpose="审批案件")
def approve(request: HttpRequest) -> HttpResponse:
    return HttpResponse(actor_here(request, role=Role.AGENCY_HEAD).role)


def forgotten(request: HttpRequest) -> HttpResponse:
    return HttpResponse("nobody decided who may enter")


@public
def careless(request: HttpRequest) -> HttpResponse:
    return HttpResponse(actor_here(request).name)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(str(exception), status=403)


handler403 = refused
_views = [login, todo, review, approve, forgotten, careless]
_desk = [path(f"{view.__name__}/", view, name=view.__name__) for view in _views]
urlpatterns = [path("", include((_desk, "desk")))]
