"""告知文本: what the written notices say, drawn from the very forms that officers fill in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mingjian.law.citation import Citation
from mingjian.law.document_types import DocumentType, document_types
from mingjian.portal.caching import HOUR, cached
from mingjian.portal.trail import ON_SITE, trail
from mingjian.web.endpoints import public
from mingjian.web.parts import Link

_BLANK = re.compile(r"\{[a-z_]+\}")
_FILLED_IN = "＿＿＿"
_WORD = "告知"


@dataclass(frozen=True)
class NoticeText:
    """One notice: its title, what it rests on, its paragraphs with blanks."""

    code: str
    title: str
    group: str
    basis: tuple[Citation, ...]
    paragraphs: tuple[str, ...]


def notice_texts(*, on: date) -> list[NoticeText]:
    """Every notice that goes out to a party, in the order of the forms."""
    forms = (one for one in document_types() if one.is_external and _WORD in one.title)
    return [_read(one) for one in forms if one.applies(on=on) and one.text]


@public
@cached(seconds=HOUR)
def notices(request: HttpRequest) -> HttpResponse:
    """告知文本."""
    context = {
        "crumbs": trail(ON_SITE, Link("告知文本")),
        "notices": notice_texts(on=timezone.localdate()),
    }
    return render(request, "portal/notices.html", context)


def _read(form: DocumentType) -> NoticeText:
    paragraphs = tuple(_BLANK.sub(_FILLED_IN, text) for text in form.text)
    return NoticeText(form.code, form.title, form.group, form.basis, paragraphs)
