"""Drafts for the form's own script: read, keep, drop. Answers are JSON."""

from __future__ import annotations

import json
from typing import cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from mingjian.access.drafts import DraftTooLarge, Fields, draft_of, drop_draft, keep_draft
from mingjian.access.gate import admission_of
from mingjian.web.endpoints import staff


@staff(purpose="保存未提交的内容")
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """The draft of a page: 204 where there is none; a POST replaces it."""
    user = admission_of(request).user
    if request.method == "POST":
        return _keep(request)
    found = draft_of(user=user, path=request.GET.get("path", ""))
    if found is None:
        return HttpResponse(status=204)
    kept_at = timezone.localtime(found.kept_at)
    said = f"{kept_at.month}月{kept_at.day}日 {kept_at:%H:%M}"
    stamp = int(found.kept_at.timestamp() * 1000)
    return JsonResponse({"fields": found.fields, "kept": said, "stamp": stamp})


@staff(purpose="保存未提交的内容")
@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """不要了."""
    drop_draft(user=admission_of(request).user, path=request.POST.get("path", ""))
    return HttpResponse(status=204)


def _keep(request: HttpRequest) -> HttpResponse:
    fields = _fields(request.POST.get("fields", ""))
    if fields is None:
        return JsonResponse({"message": "草稿格式不正确，没有保存。"}, status=400)
    at, path = timezone.now(), request.POST.get("path", "")
    try:
        keep_draft(user=admission_of(request).user, path=path, fields=fields, at=at)
    except DraftTooLarge as refused:
        return JsonResponse({"message": str(refused)}, status=413)
    return JsonResponse({"kept": f"{timezone.localtime(at):%H:%M}"})


def _fields(text: str) -> Fields | None:
    """Pairs of strings, or nothing."""
    try:
        pairs = json.loads(text)
    except ValueError:
        return None
    is_sound = isinstance(pairs, list) and all(
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(one, str) for one in pair)
        for pair in pairs
    )
    return cast(Fields, [tuple(pair) for pair in pairs]) if is_sound else None
