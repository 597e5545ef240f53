"""URLs of the mocks; `python -m django runserver --settings tests.web.gallery_settings`."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from tests.web import mock_pages

Answer = Callable[[HttpRequest], HttpResponse]


def csp_middleware(get_response: Answer) -> Answer:
    """Send the product's policy, so that a mock which breaks it looks broken."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Content-Security-Policy"] = settings.CSP
        return response

    return answer


urlpatterns = [
    path("mock/<slug:name>", mock_pages.show, name="mock"),
    path("web/", include("mingjian.web.urls")),
]
handler404 = "mingjian.web.errors.not_found"
