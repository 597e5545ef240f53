"""Endpoints (访问入口): each view says who may enter and why; access enforces it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import Any, TypeVar

from django.urls import URLPattern, URLResolver, get_resolver

from mingjian.law.roles import Role

View = TypeVar("View", bound=Callable[..., Any])


class EndpointKind(StrEnum):
    """Who may enter at all."""

    PUBLIC = "public"
    STAFF = "staff"
    PARTY = "party"


@dataclass(frozen=True)
class Endpoint:
    """访问入口: for whom a view is made. Staff without roles: any signed-in person."""

    kind: EndpointKind
    roles: frozenset[Role]
    purpose: str


def public(view: View) -> View:
    """Open the view to everybody; it must show nothing that was not published."""
    view.endpoint = Endpoint(EndpointKind.PUBLIC, frozenset(), "公众查询")  # type: ignore[attr-defined]  # a function carries it
    view.login_required = False  # type: ignore[attr-defined]  # read by LoginRequiredMiddleware
    return view


def party(view: View) -> View:
    """Open the view to the party of one case, on its own site only: a pass opens it."""
    view.endpoint = Endpoint(EndpointKind.PARTY, frozenset(), "当事人办理本人事项")  # type: ignore[attr-defined]  # a function carries it
    return view


def takes_upload(view: View) -> View:
    """Let the public site's view be sent a file to look at; it must keep and change nothing."""
    view.takes_upload = True  # type: ignore[attr-defined]  # a function carries it
    return view


def takes_request(view: View) -> View:
    """Let the public site's view be sent a request; a function of the database takes it in."""
    view.takes_request = True  # type: ignore[attr-defined]  # a function carries it
    return view


def staff(*roles: Role, purpose: str) -> Callable[[View], View]:
    """Open the view to people in one of ``roles``; ``purpose`` goes into the access log."""
    if not purpose:
        raise ValueError("a staff endpoint needs a purpose for the access log")

    def mark(view: View) -> View:
        view.endpoint = Endpoint(EndpointKind.STAFF, frozenset(roles), purpose)  # type: ignore[attr-defined]  # a function carries it
        return view

    return mark


def endpoint_of(view: Callable[..., Any]) -> Endpoint | None:
    """The endpoint a view declared, or None when nobody decided who may enter."""
    found = getattr(view, "endpoint", None)
    return found if isinstance(found, Endpoint) else None


def unguarded_views(urlconf: str | None = None) -> list[str]:
    """Every URL whose view declares no endpoint, as "pattern → dotted view name"."""
    if urlconf is not None:
        import_module(urlconf)
    return sorted(
        f"{route} → {_name_of(view)}"
        for route, view in _views(get_resolver(urlconf), prefix="/")
        if endpoint_of(view) is None
    )


def _views(resolver: URLResolver, *, prefix: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    for entry in resolver.url_patterns:
        route = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from _views(entry, prefix=route)
        elif isinstance(entry, URLPattern) and entry.callback is not None:
            yield route, entry.callback


def _name_of(view: Callable[..., Any]) -> str:
    name = getattr(view, "__qualname__", type(view).__qualname__)
    return f"{view.__module__}.{name}"
