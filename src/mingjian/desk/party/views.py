"""Passes for the party (查询凭证), and registering what it handed in online."""

from __future__ import annotations

from uuid import UUID

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST

from mingjian.access.gate import actor_here, scope_here
from mingjian.cases import defence, hearing
from mingjian.cases.models import PartyPass, PartySubmission
from mingjian.cases.party.passes import IssuedPass, end_pass, issue_pass
from mingjian.cases.party.submissions import file_submission, register_submission
from mingjian.desk.answering import answer_act
from mingjian.desk.cases.case_file import case_for
from mingjian.dossier.models import Document
from mingjian.law.breach import MoveRefused
from mingjian.law.party_page import SubmissionKind, in_groups
from mingjian.law.roles import Role
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page
from mingjian.web.parts import Link
from mingjian.web.refusals import refused_response

_REGISTERS = {
    SubmissionKind.DEFENCE.value: defence.record_defence,
    SubmissionKind.HEARING.value: hearing.request_hearing,
}


@staff(Role.CASE_OFFICER, purpose="制作查询凭证")
@require_POST
def make_pass(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """查询凭证: shown once, to be printed; nobody can show it again."""
    paper = get_object_or_404(Document.objects.select_related("number"), id=document_id)
    case = case_for(scope=scope_here(request), case_id=paper.subject_id)
    back = reverse("desk:document", args=[paper.id])
    try:
        made = issue_pass(document_id=paper.id, by=actor_here(request), at=timezone.now())
    except MoveRefused as refused:
        return refused_response(request, refused.breaches, back_url=back)
    links = [Link("案件", reverse("desk:cases")), Link(paper.title, back), Link("查询凭证")]
    context = {"paper": paper, "case": case, "crumbs": links, **_printed(made)}
    return render_page(request, "desk/party/pass.html", context)


@staff(Role.CASE_OFFICER, Role.AGENCY_HEAD, purpose="撤销查询凭证")
@require_POST
def end(request: HttpRequest, pass_id: UUID) -> HttpResponse:
    """撤销查询凭证."""
    found = get_object_or_404(PartyPass, id=pass_id)
    case_for(scope=scope_here(request), case_id=found.case_id)
    reasons, by = request.POST.get("reasons", ""), actor_here(request)
    return answer_act(
        request,
        lambda: end_pass(pass_id=pass_id, reasons=reasons, by=by, at=timezone.now()),
        done="查询凭证已经撤销，专属页面不能再打开。",
        url=reverse("desk:document", args=[found.document_id]),
    )


@staff(Role.CASE_OFFICER, purpose="登记当事人提交的材料")
@require_POST
def register(request: HttpRequest, case_id: UUID, submission_id: UUID) -> HttpResponse:
    """登记为陈述申辩、听证申请, dated by the day of arrival."""
    found = _submission(request, case_id, submission_id)
    if found.kind not in _REGISTERS:
        raise Http404(f"{found.kind} is no act of the procedure")
    act, by = _REGISTERS[found.kind], actor_here(request)
    return answer_act(
        request,
        lambda: register_submission(submission_id=found.id, register=act, by=by, at=timezone.now()),
        done="已经登记，日期为材料到达之日。",
        url=reverse("desk:case", args=[case_id]) + "#from-party",
    )


@staff(Role.CASE_OFFICER, purpose="登记当事人提交的材料")
@require_POST
def put_on_file(request: HttpRequest, case_id: UUID, submission_id: UUID) -> HttpResponse:
    """归入案卷, with what was done about it; the party reads it."""
    found = _submission(request, case_id, submission_id)
    reasons, by = request.POST.get("reasons", ""), actor_here(request)
    return answer_act(
        request,
        lambda: file_submission(submission_id=found.id, reasons=reasons, by=by, at=timezone.now()),
        done="已经登记并归入案卷。",
        url=reverse("desk:case", args=[case_id]) + "#from-party",
    )


def _submission(request: HttpRequest, case_id: UUID, submission_id: UUID) -> PartySubmission:
    case = case_for(scope=scope_here(request), case_id=case_id)
    return get_object_or_404(PartySubmission, id=submission_id, case_id=case.id)


def _printed(made: IssuedPass) -> dict[str, object]:
    """What stands on the slip: this once."""
    site = settings.PARTY_URL.rstrip("/")
    return {
        "party_pass": made.party_pass,
        "code": in_groups(made.code, size=5),
        "factor": in_groups(made.factor),
        "address": site,
        "qr": _qr(f"{site}/p/{made.code}/"),
    }


def _qr(text: str) -> SafeString:
    """An inline SVG: no request, no script."""
    drawn = segno.make(text, error="m", micro=False)
    svg = drawn.svg_inline(omitsize=True, border=2, svgclass=None, lineclass=None)
    return mark_safe(svg)  # noqa: S308  # made of numbers by the library, the text is not in it
