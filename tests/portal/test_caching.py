"""Good answers may be kept for a while; stubs, refusals and missing pages may not."""

from __future__ import annotations

from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from mingjian.portal.caching import cached
from tests.portal.make import House


def test_an_answer_says_how_long_it_may_be_kept(reader: Client):
    answer = reader.get("/on-site/")

    assert answer["Cache-Control"] == "public, max-age=3600"
    assert answer["ETag"]


def test_the_same_page_again_costs_no_bytes(reader: Client):
    first = reader.get("/on-site/")

    again = reader.get("/on-site/", HTTP_IF_NONE_MATCH=first["ETag"])

    assert (again.status_code, again.content) == (304, b"")


def test_a_stub_is_asked_for_again_each_time(visitor: Client, house: House):
    for public_id in (house.withdrawn, "no-such-record"):
        answer = visitor.get(reverse("portal:decision", args=[public_id]))

        assert answer["Cache-Control"] == "no-cache"


def test_only_a_good_answer_is_kept():
    view = cached(seconds=60)(lambda request: HttpResponse("no", status=400))

    answer = view(RequestFactory().get("/"))

    assert answer["Cache-Control"] == "no-cache"
    assert "ETag" not in answer
