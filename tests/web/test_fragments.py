"""Page or fragment: one rule, and caches that know of it."""

from __future__ import annotations

from django.test import RequestFactory

from mingjian.web.fragments import is_fragment, redirect_to, render_page

PAGE, PART = "web/errors/404.html", "web/parts/empty_state.html"


def test_htmx_asks_for_a_fragment():
    request = RequestFactory().get("/", headers={"HX-Request": "true"})

    assert is_fragment(request)


def test_a_browser_asks_for_a_page():
    assert not is_fragment(RequestFactory().get("/"))


def test_restoring_history_asks_for_a_page():
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}

    assert not is_fragment(RequestFactory().get("/", headers=headers))


def test_the_same_address_answers_page_and_fragment():
    browser = RequestFactory().get("/")
    htmx = RequestFactory().get("/", headers={"HX-Request": "true"})

    page = render_page(browser, PAGE, {}, fragment=PART)
    part = render_page(htmx, PAGE, {"text": "没有待办事项。"}, fragment=PART)

    assert "<!DOCTYPE html>" in page.content.decode()
    assert "<!DOCTYPE html>" not in part.content.decode()


def test_every_answer_varies_by_htmx():
    answer = render_page(RequestFactory().get("/"), PAGE, {}, fragment=PART)

    assert "HX-Request" in answer["Vary"]


def test_success_sends_a_browser_on_with_303():
    answer = redirect_to(RequestFactory().post("/"), "/case/1")

    assert (answer.status_code, answer["Location"]) == (303, "/case/1")


def test_success_sends_htmx_on_with_its_header():
    request = RequestFactory().post("/", headers={"HX-Request": "true"})

    answer = redirect_to(request, "/case/1")

    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/case/1")
