"""Error pages say what happened, why and what to do, and need nothing that may be broken."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from mingjian.web import errors

REQUEST = RequestFactory().get("/lost")


@pytest.mark.parametrize(
    ("view", "status", "phrase"),
    [
        (errors.bad_request, 400, "无法识别"),
        (errors.forbidden, 403, "没有进入这里的权限"),
        (errors.csrf_failed, 403, "没有保存任何改动"),
        (errors.not_found, 404, "没有找到这一页"),
        (errors.server_error, 500, "系统出现故障"),
        (errors.gone, 410, "已经撤下"),
        (errors.too_many, 429, "查询太频繁"),
    ],
)
def test_the_error_is_told_in_a_sentence(
    view: Callable[[HttpRequest], HttpResponse], status: int, phrase: str
):
    answer = view(REQUEST)

    assert answer.status_code == status
    assert phrase in answer.content.decode()


def test_the_withdrawn_page_says_by_which_rule_and_when_and_is_not_indexed():
    answer = errors.gone(REQUEST, rule="《行政处罚法》第四十八条", withdrawn_on="2026年5月14日")

    page = answer.content.decode()
    assert "《行政处罚法》第四十八条" in page
    assert "2026年5月14日" in page
    assert answer["X-Robots-Tag"] == "noindex"


def test_too_many_requests_are_told_when_to_come_back():
    assert errors.too_many(REQUEST, retry_after_seconds=90)["Retry-After"] == "90"


def test_the_gate_s_own_sentence_is_shown_and_an_english_one_is_not():
    told = errors.forbidden(REQUEST, PermissionDenied("您目前不担任执法人员，不能办理此事项。"))
    english = errors.forbidden(REQUEST, PermissionDenied("no <such> role"))

    assert "您目前不担任执法人员" in told.content.decode()
    assert "such" not in english.content.decode()
