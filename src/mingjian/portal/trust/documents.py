"""核验文书: is this paper sealed by the organ it names, and has nobody changed it since?

A file is looked at in a process of its own and is not kept; number and code are looked up in the
public register of seals. Nothing is written, so no session and no token is needed.
"""

from __future__ import annotations

from threading import BoundedSemaphore
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from mingjian.portal.trail import trail
from mingjian.portal.trust.answers import Answer, answer_file, answer_number
from mingjian.seals.checking import LARGEST
from mingjian.seals.installed import trust_folder
from mingjian.seals.register import find_by_code, find_by_file
from mingjian.seals.sandbox import check_upload
from mingjian.web.endpoints import public, takes_upload
from mingjian.web.errors import too_many
from mingjian.web.parts import Link

_ROOM_FOR_FORM = 64 * 1024
_LONGEST = 60
_AT_ONCE = BoundedSemaphore(2)
_TOO_LARGE = "文件超过 20 MB，不能在线核验。请只上传文书本身；仍然过大的，请到执法机关核对。"
_NO_FILE = "请先选择要核验的 PDF 文件。"
_NEEDS_BOTH = "请同时填写文号和核验码，两者都印在文书上。"


@takes_upload
@public
def verify_document(request: HttpRequest) -> HttpResponse:
    """核验文书: by number and code (GET), or by the file (POST)."""
    if request.method == "POST":
        if not _AT_ONCE.acquire(blocking=False):
            return too_many(request, retry_after_seconds=10)
        try:
            return _answer_file(request)
        finally:
            _AT_ONCE.release()
    asked = {key: request.GET.get(key, "").strip()[:_LONGEST] for key in ("number", "code")}
    if not any(asked.values()):
        return _page(request, asked)
    if not all(asked.values()):
        return _page(request, {**asked, "mistake": _NEEDS_BOTH}, status=400)
    answer = answer_number(find_by_code(**asked))
    return _page(request, {**asked, "answer": answer})


def _answer_file(request: HttpRequest) -> HttpResponse:
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST + _ROOM_FOR_FORM:
        return _page(request, {"file_mistake": _TOO_LARGE}, status=413)
    sent = request.FILES.get("file")
    if sent is None:
        return _page(request, {"file_mistake": _NO_FILE}, status=400)
    pdf = sent.read(LARGEST + 1)
    if len(pdf) > LARGEST:
        return _page(request, {"file_mistake": _TOO_LARGE}, status=413)
    answer = answer_file(check_upload(pdf=pdf, trust=trust_folder()), find_by_file(pdf=pdf))
    return _page(request, {"answer": answer})


def _page(request: HttpRequest, found: dict[str, Any], *, status: int = 200) -> HttpResponse:
    answer: Answer | None = found.get("answer")
    crumbs = trail(Link("怎样核验我们", reverse("portal:verify")), Link("核验文书"))
    context = {"crumbs": crumbs, "answer": answer, **found}
    response = render(request, "portal/verify_document.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
