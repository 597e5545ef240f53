"""An act done from a form is answered: done, refused by the law, refused by the database."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import BaseStorage
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from mingjian.desk.answering import answer_act
from mingjian.law.breach import Breach, MoveRefused

pytestmark = pytest.mark.django_db
BREACH = Breach("APL42", "执法人员少于两人", None, "请增加一名执法人员。")


def a_request(**headers: str) -> HttpRequest:
    request = RequestFactory().post("/", headers=headers)
    request.user = AnonymousUser()
    storage: BaseStorage = CookieStorage(request)
    request._messages = storage  # type: ignore[attr-defined]  # as the middleware does
    return request


def refuse(error: Exception) -> Callable[[], object]:
    def act() -> object:
        raise error

    return act


def test_what_was_done_leads_on_with_its_message() -> None:
    request = a_request()

    answer = answer_act(request, lambda: None, done="已登记。", url="/next/")

    assert (answer.status_code, answer["Location"]) == (303, "/next/")
    assert [str(message) for message in get_messages(request)] == ["已登记。"]


def test_htmx_is_led_on_by_its_header() -> None:
    answer = answer_act(a_request(**{"HX-Request": "true"}), lambda: None, done="", url="/next/")

    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/next/")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (MoveRefused([BREACH]), "执法人员少于两人"),
        (IntegrityError("approval_once_per_kind"), "数据库没有接受这次办理"),
    ],
)
def test_a_refusal_is_a_409_that_says_why_and_leads_back(error: Exception, words: str) -> None:
    answer = answer_act(a_request(), refuse(error), done="已登记。", url="/back/")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert words in page
    assert "/back/" in page


def test_a_form_page_shows_the_refusal_itself() -> None:
    def show(breaches: object) -> HttpResponse:
        return HttpResponse(str(breaches), status=409)

    answer = answer_act(
        a_request(), refuse(MoveRefused([BREACH])), done="", url="/", show_refusal=show
    )

    assert "执法人员少于两人" in answer.content.decode()
