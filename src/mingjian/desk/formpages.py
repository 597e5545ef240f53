"""A form page: shown (200), malformed (422) or refused by the law (409), one template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

from mingjian.law.breach import Breach
from mingjian.web.fragments import render_page


def form_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    form: BaseForm,
    breaches: Sequence[Breach] = (),
) -> HttpResponse:
    """The page with ``form`` and, where the law refused, ``breaches`` above it."""
    shown = {**context, "form": form, "breaches": tuple(breaches)}
    return render_page(request, template, shown, status=_status(form, breaches))


def _status(form: BaseForm, breaches: Sequence[Breach]) -> int:
    if breaches:
        return 409
    return 422 if form.is_bound and not form.is_valid() else 200
