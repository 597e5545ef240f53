"""A node's own rules (公示节点): what it may not answer, and what it says about itself.

A node never shows what it cannot know to be current: after the limit, only what does not change
with a withdrawal. Forms lead to the origin, which alone can take something in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control

from mingjian.disclosure.node_state import NodeState, read_node_state

# 只有源站才能办理，或者只有源站才知道此刻的状态。
_AT_ORIGIN = {
    *("file-request", "request", "credential", "credential-keys", "verify-document", "officer"),
}
# 与撤下无关、久未联系也可以照常提供的页面。
_TIMELESS = {
    *(
        "library",
        "procedure",
        "short-procedure",
        "calculator",
        "benchmarks",
        "benchmark",
        "benchmark-item",
    ),
    *("parameters", "pack", "statute", "provision", "on-site", "notices", "verify", "about"),
    *("accessibility", "robots", "healthz", "log-checkpoint", "log-keys", "log-tile"),
    *("log-notice", "openapi", "requests"),
}
_AGAIN_SECONDS, _KEPT_SECONDS = 60, 20
Respond = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True)
class NodeView:
    """What every page of a node says of it."""

    state: NodeState | None
    at: datetime

    @property
    def is_quiet(self) -> bool:
        """Readers have to be told that nothing was heard."""
        return self.state is None or self.state.is_quiet(at=self.at)

    @property
    def is_silent(self) -> bool:
        """Nothing that may have been withdrawn can be shown."""
        return self.state is None or self.state.is_silent(at=self.at)


class NodeMiddleware:
    """Does nothing on a site that is no node."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.IS_NODE and "max-age" in response.get("Cache-Control", ""):
            _keep_shorter(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Refuse what only the origin can do, and what cannot be known to be current."""
        if not settings.IS_NODE:
            return None
        name, node = _name_of(request), read_node()
        if name in _AT_ORIGIN:
            return _at_origin(request, node)
        if node.is_silent and name not in _TIMELESS:
            return _silent(request, node)
        return None


def read_node() -> NodeView:
    """The state that the follower wrote last."""
    return NodeView(read_node_state(Path(settings.NODE_FOLDER)), timezone.now())


def _keep_shorter(request: HttpRequest, response: HttpResponse) -> None:
    """What may be withdrawn: together with asking and hiding it must stay below a minute."""
    if _name_of(request) not in _TIMELESS:
        patch_cache_control(response, max_age=_KEPT_SECONDS)


def _at_origin(request: HttpRequest, node: NodeView) -> HttpResponse:
    url = node.state.origin if node.state else ""
    context = {"node": node, "url": f"{url}{request.get_full_path()}", "crumbs": []}
    status = 200 if request.method in {"GET", "HEAD"} else 409
    return _page(request, "portal/node/at_origin.html", context, status)


def _silent(request: HttpRequest, node: NodeView) -> HttpResponse:
    url = node.state.origin if node.state else ""
    context = {"node": node, "url": f"{url}{request.get_full_path()}", "crumbs": []}
    response = _page(request, "portal/node/silent.html", context, 503)
    response["Retry-After"] = str(_AGAIN_SECONDS)
    return response


def _page(request: HttpRequest, name: str, context: dict[str, Any], status: int) -> HttpResponse:
    response = render(request, name, context, status=status)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response


def _name_of(request: HttpRequest) -> str:
    match = request.resolver_match
    return (match.url_name or "") if match else ""
