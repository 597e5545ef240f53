"""Answering a legal act done from a form: done and back to its page, or refused with reasons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse

from mingjian.law.breach import Breach, MoveRefused
from mingjian.web.fragments import redirect_to
from mingjian.web.refusals import refused_response

# 数据库底线约束没有接受：多半是另一人刚刚办理过同一事项。
_NOT_ACCEPTED = Breach(
    "DATABASE",
    "数据库没有接受这次办理，该事项可能刚刚由他人办理过",
    None,
    "请返回页面查看最新情况；仍不能办理的，请联系系统管理员。",
)
ShowRefusal = Callable[[Sequence[Breach]], HttpResponse]


def answer_act(
    request: HttpRequest,
    act: Callable[[], object],
    *,
    done: str,
    url: str | Callable[[], str],
    show_refusal: ShowRefusal | None = None,
    back_url: str = "",
) -> HttpResponse:
    """Do the act and go to ``url`` with ``done`` as message; 409 with every breach if refused.

    Where the act makes the page to go to, ``url`` is asked for after it, and a refusal leads back
    to ``back_url``.

    ``show_refusal`` shows the form again, so that what was typed is not lost; without it the
    refusal is a page of its own that leads back to ``url``.
    """
    back = url if isinstance(url, str) else back_url
    try:
        act()
    except MoveRefused as refused:
        return _refuse(request, refused.breaches, back, show_refusal)
    except IntegrityError:
        return _refuse(request, (_NOT_ACCEPTED,), back, show_refusal)
    messages.success(request, done)
    return redirect_to(request, url if isinstance(url, str) else url())


def _refuse(
    request: HttpRequest, breaches: Sequence[Breach], url: str, show_refusal: ShowRefusal | None
) -> HttpResponse:
    if show_refusal is not None:
        return show_refusal(breaches)
    return refused_response(request, breaches, back_url=url)
