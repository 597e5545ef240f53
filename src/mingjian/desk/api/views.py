"""Views of the JSON interface (应用接口): list and create cases, read one; no page is rendered."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mingjian.access.gate import scope_here
from mingjian.desk.acting import acting_role
from mingjian.desk.api.showing import BadCursor, one_case, page_of_cases
from mingjian.desk.cases.registering import registration_from
from mingjian.desk.cases.views import READERS
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.roles import Role
from mingjian.web.endpoints import staff

MOST_BYTES = 100_000


@staff(*READERS, purpose="查阅案件")
@require_http_methods(["GET", "HEAD", "POST"])
def cases(request: HttpRequest) -> HttpResponse:
    """GET: a page of cases, newest first; POST: 登记案源."""
    if request.method == "POST":
        return _create(request)
    try:
        return answer(page_of_cases(scope=scope_here(request), query=request.GET))
    except BadCursor as bad:
        return answer({"faults": {"cursor": [str(bad)]}}, status=422)


@staff(*READERS, purpose="查阅案件")
@require_safe
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One case with its documents."""
    found = one_case(scope=scope_here(request), case_id=case_id)
    if found is None:
        raise Http404("no such case for this person")
    return answer(found)


def _create(request: HttpRequest) -> HttpResponse:
    if acting_role(request) is not Role.CASE_OFFICER:
        refused = Breach("ROLE", "登记案源应当由执法人员办理", None, "请以执法人员的岗位办理。")
        return answer(_refused([refused]), status=403)
    sent = _fields_of(request)
    if sent is None:
        return answer({"faults": {"": ["请求正文应当是不超过100 KB的JSON对象。"]}}, status=422)
    registration = registration_from(request, sent)
    if not registration.is_valid():
        return answer({"faults": registration.faults()}, status=422)
    try:
        lead = registration.register(at=timezone.now())
    except MoveRefused as refused:
        return answer(_refused(refused.breaches), status=409)
    url = reverse("desk:api-case", args=[lead.id])
    response = answer({"id": str(lead.id), "lead_number": lead.lead_number.text}, status=201)
    response["Location"] = url
    return response


def _fields_of(request: HttpRequest) -> QueryDict | None:
    """The object that was sent, as a form would send it; None if it is not one."""
    if len(request.body) > MOST_BYTES:
        return None
    try:
        sent = json.loads(request.body)
    except ValueError:
        return None
    if not isinstance(sent, dict):
        return None
    fields = QueryDict(mutable=True)
    for name, value in sent.items():
        if value is None or value is False:
            continue
        values = value if isinstance(value, list) else ["on" if value is True else value]
        fields.setlist(name, [str(one) for one in values])
    return fields


def _refused(breaches: Iterable[Breach]) -> dict[str, Any]:
    return {
        "refused": [
            {
                "code": one.code,
                "message": one.message,
                "cite": str(one.cite) if one.cite else "",
                "remedy": one.remedy,
            }
            for one in breaches
        ]
    }


def answer(content: Any, *, status: int = 200) -> HttpResponse:
    """JSON as UTF-8, never stored."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text, status=status, content_type="application/json; charset=utf-8")
