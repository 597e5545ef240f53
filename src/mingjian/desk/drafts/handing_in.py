"""Handing in (提交): a form that was accepted leaves no draft behind."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from mingjian.access.drafts import drop_draft
from mingjian.access.models import User

_ACCEPTED = (302, 303)


class DropHandedInDrafts:
    """After a POST that led on to another page, the draft of the form's page is gone.

    A form may be sent to another address than its page's; its script then says which page it was.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        user = getattr(request, "user", None)
        has_led_on = response.status_code in _ACCEPTED or "HX-Redirect" in response
        if request.method == "POST" and has_led_on and isinstance(user, User):
            drop_draft(user=user, path=request.POST.get("draft", request.path))
        return response
