"""The gate (访问关口): nobody enters a view that does not say who may.

A view carries ``endpoint`` (kind, roles, purpose; see ``web.endpoints``). No endpoint: no entry.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import resolve_url
from django.urls import Resolver404, resolve
from django.utils import timezone

from mingjian.access.actors import NoSuchRole, actor_holding, roles_of
from mingjian.access.models import User
from mingjian.access.scopes import Scope, division_prefix
from mingjian.access.sessions import ENDED, end_reason_of
from mingjian.law.roles import Actor, Role

log = logging.getLogger(__name__)
Respond = Callable[[HttpRequest], HttpResponse]
PUBLIC, STAFF, PARTY = "public", "staff", "party"


class Endpoint(Protocol):
    """What a view declares."""

    @property
    def kind(self) -> str: ...
    @property
    def roles(self) -> frozenset[Role]: ...
    @property
    def purpose(self) -> str: ...


@dataclass(frozen=True)
class Admission:
    """准入: who entered which endpoint, in which roles, on which day."""

    user: User
    roles: frozenset[Role]
    endpoint: Endpoint
    on: date


class EndpointGateMiddleware:
    """Staff site: signed in, and in one of the endpoint's roles today."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Let in, send to the login page, or refuse."""
        endpoint: Endpoint | None = getattr(view, "endpoint", None)
        if endpoint is None:
            log.error("view %s declares no endpoint: refused", view)
            raise PermissionDenied("此页面尚未设置访问权限，不能打开。")
        if endpoint.kind == PUBLIC:
            return None
        if endpoint.kind != STAFF:
            log.error("view %s is not for staff: hidden from the desk", view)
            raise Http404("not a staff endpoint")
        if not isinstance(request.user, User):
            return _to_login(request)
        admission = _admit(request.user, endpoint, on=timezone.localdate())
        request.admission = admission  # type: ignore[attr-defined]  # read by admission_of only
        return None


class PublicOnlyMiddleware:
    """Portal: public endpoints, and reading only, but for views that say what may be sent."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"} and not _may_be_sent(request):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> None:
        """Whatever is not public does not exist here."""
        endpoint: Endpoint | None = getattr(view, "endpoint", None)
        if endpoint is None or endpoint.kind != PUBLIC:
            log.error("view %s is not public: hidden from the portal", view)
            raise Http404("not a public endpoint")


class PartyOnlyMiddleware:
    """Site of the parties: what is made for a party; nothing of it is ever stored."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, nofollow"
        # 不能写 no-referrer：浏览器提交表单时会把来源写成 null，CSRF 核对就不通过。
        response["Referrer-Policy"] = "same-origin"
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> None:
        """Whatever is not for parties does not exist here."""
        endpoint: Endpoint | None = getattr(view, "endpoint", None)
        if endpoint is None or endpoint.kind != PARTY:
            log.error("view %s is not for parties: hidden from their site", view)
            raise Http404("not an endpoint of a party")


def admission_of(request: HttpRequest) -> Admission:
    """How the person came in; only behind the gate on a staff endpoint."""
    admission = getattr(request, "admission", None)
    if not isinstance(admission, Admission):
        raise PermissionDenied("此页面须登录后使用。请先登录。")
    return admission


def actor_here(request: HttpRequest, *, role: Role | None = None) -> Actor:
    """Who acts: in ``role``, else in the first role held of those the endpoint asks for.

    Where the endpoint names no role, any role held will do. The purpose is the endpoint's.
    """
    here = admission_of(request)
    fitting = here.roles & here.endpoint.roles if here.endpoint.roles else here.roles
    chosen = role if role is not None else min(fitting)
    return actor_holding(here.roles, user=here.user, role=chosen, purpose=here.endpoint.purpose)


def roles_here(request: HttpRequest) -> frozenset[Role]:
    """All roles held today, whichever the endpoint asks for (navigation, offered acts)."""
    return admission_of(request).roles


def scope_here(request: HttpRequest) -> Scope:
    """What the person may see, in all roles held today."""
    here = admission_of(request)
    return Scope(
        person_id=here.user.person_id,
        agency_id=here.user.agency_id,
        division_prefix=division_prefix(here.user.division_code),
        roles=here.roles,
    )


def _admit(user: User, endpoint: Endpoint, *, on: date) -> Admission:
    held = roles_of(user, on=on)
    if not held:
        raise NoSuchRole("您的账号目前没有任何岗位。请联系安全管理员授权。")
    if endpoint.roles and not endpoint.roles & held:
        titles = "、".join(sorted(role.title for role in endpoint.roles))
        raise NoSuchRole(f"此页面供{titles}使用，您目前不担任该岗位。如需使用，请联系安全管理员。")
    return Admission(user, held, endpoint, on)


def _may_be_sent(request: HttpRequest) -> bool:
    if request.method != "POST":
        return False
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return False
    return any(getattr(view, mark, False) for mark in ("takes_upload", "takes_request"))


def _to_login(request: HttpRequest) -> HttpResponse:
    query = {}
    if request.method == "GET":
        query["next"] = request.get_full_path()
    reason = end_reason_of(request)
    if reason is not None:
        query[ENDED] = reason.value
    url = resolve_url(settings.LOGIN_URL)
    url += f"?{urlencode(query)}" if query else ""
    if request.headers.get("HX-Request") == "true":
        response = HttpResponse(status=204)
        response["HX-Redirect"] = url
        return response
    return HttpResponseRedirect(url)
