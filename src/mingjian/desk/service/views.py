"""Views of the service room: where every paper of a case stands, and the forms beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mingjian.access.gate import scope_here
from mingjian.cases.models import Case
from mingjian.cases.receipts import TITLE, receipt_content, receipt_of
from mingjian.cases.serving import confirm_address, record_attempt, serve_other_paper
from mingjian.desk.acting import acting, acting_role
from mingjian.desk.answering import answer_act
from mingjian.desk.cases.case_file import case_for
from mingjian.desk.cases.views import READERS
from mingjian.desk.service.forms import (
    AddressForm,
    AnnounceForm,
    AttemptForm,
    ReceiptForm,
    ServeForm,
)
from mingjian.desk.service.showing import service_lines
from mingjian.dossier.models import AddressConfirmation, Document
from mingjian.dossier.pdf import FORMS, print_content
from mingjian.dossier.serving import confirmation_on
from mingjian.law.breach import Breach
from mingjian.law.citation import Citation
from mingjian.law.roles import Role
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page
from mingjian.web.parts import Link

_Form = AddressForm | AttemptForm | ServeForm | ReceiptForm | AnnounceForm


@staff(*READERS, purpose="查阅送达情况")
@require_safe
def case_service(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """送达: every paper that goes out, and how far it came."""
    case = case_for(scope=scope_here(request), case_id=case_id)
    today, is_officer = timezone.localdate(), acting_role(request) is Role.CASE_OFFICER
    earlier = AddressConfirmation.objects.filter(subject_id=case.id)
    context = {
        "case": case,
        "number": case.number or case.lead_number.text,
        "lines": service_lines(case, is_officer=is_officer, on=today),
        "confirmed": confirmation_on(subject_id=case.id, on=today),
        "confirmations": earlier.order_by("confirmed_on", "recorded_at"),
        "is_officer": is_officer,
        "crumbs": _crumbs(case, "送达"),
    }
    return render_page(request, "desk/service/case.html", context)


@staff(Role.CASE_OFFICER, purpose="登记送达地址确认书")
@require_http_methods(["GET", "POST"])
def address(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """登记送达地址确认书."""
    case = case_for(scope=scope_here(request), case_id=case_id)
    form = AddressForm(request.POST or None)
    sheet = Sheet(request, case, form, "登记送达地址确认书", Citation("行政处罚法", "61", "2"))
    return sheet.answer(
        lambda: confirm_address(
            case_id=case.id, draft=form.draft(), by=acting(request), at=timezone.now()
        ),
        done="送达地址确认书已登记，此后的送达以它为准。",
    )


@staff(Role.CASE_OFFICER, purpose="登记未能送达")
@require_http_methods(["GET", "POST"])
def attempt(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """登记未能送达."""
    paper, case = paper_for(request, document_id)
    form = AttemptForm(request.POST or None)
    sheet = Sheet(request, case, form, "登记未能送达", Citation("民事诉讼法", "95"), paper)
    return sheet.answer(
        lambda: record_attempt(
            case_id=case.id,
            document_id=paper.id,
            draft=form.draft(),
            by=acting(request),
            at=timezone.now(),
        ),
        done="未能送达的情况已登记。",
    )


@staff(Role.CASE_OFFICER, purpose="登记送达")
@require_http_methods(["GET", "POST"])
def serve(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """登记送达 of a paper whose service is no step of its own."""
    paper, case = paper_for(request, document_id)
    form = ServeForm(request.POST or None)
    form.receipt = receipt_of(paper)
    sheet = Sheet(request, case, form, "登记送达", Citation("民事诉讼法", "87"), paper)
    return sheet.answer(
        lambda: serve_other_paper(
            case_id=case.id,
            document_id=paper.id,
            delivery=form.draft(),
            by=acting(request),
            at=timezone.now(),
        ),
        done=f"{paper.title}的送达已登记。",
    )


@staff(*READERS, purpose="下载送达回证")
@require_safe
def receipt(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """送达回证 as PDF: filled from the record, or to be taken along and signed."""
    paper, case = paper_for(request, document_id)
    service = getattr(paper, "service", None)
    content = receipt_content(case=case, document=paper, service=service)
    at = service.recorded_at if service else paper.made_at
    printed = print_content(content=content, template=FORMS, at=at, bears_seal=False)
    name = quote(f"{TITLE}（{paper.title}）.pdf")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return HttpResponse(printed.pdf, content_type="application/pdf", headers=headers)


@dataclass(frozen=True)
class Sheet:
    """One form of this room: shown, tried, shown again with what stands against it."""

    request: HttpRequest
    case: Case
    form: _Form
    title: str
    article: Citation
    paper: Document | None = None
    known: Sequence[str] = ()

    def answer(
        self, act: Callable[[], object], *, done: str, url: Callable[[], str] | None = None
    ) -> HttpResponse:
        """The form on GET, the act on POST; then back to the case's service, or on to ``url``."""
        if self.request.method == "GET":
            self.form.know(self.case, timezone.localdate())
            return self.page()
        if not self.form.is_valid():
            return self.page(status=422)
        return answer_act(
            self.request,
            act,
            done=done,
            url=_place(self.case) if url is None else url,
            show_refusal=self.refused,
        )

    def refused(self, breaches: Sequence[Breach]) -> HttpResponse:
        """The form again, with every reason and with what was typed."""
        return self.page(status=409, breaches=breaches)

    def page(self, *, status: int = 200, breaches: Sequence[Breach] = ()) -> HttpResponse:
        """The form as it stands."""
        case = self.case
        context: dict[str, Any] = {
            "case": case,
            "number": case.number or case.lead_number.text,
            "paper": self.paper,
            "form": self.form,
            "title": self.title,
            "article": self.article,
            "known": self.known,
            "breaches": breaches,
            "back_url": _place(case),
            "crumbs": [*_crumbs(case, "送达", _place(case)), Link(self.title)],
        }
        return render_page(self.request, "desk/service/form.html", context, status=status)


def paper_for(request: HttpRequest, document_id: UUID) -> tuple[Document, Case]:
    """The paper and its case, if this person may see it."""
    papers = Document.objects.select_related("number", "service")
    paper = get_object_or_404(papers, id=document_id)
    return paper, case_for(scope=scope_here(request), case_id=paper.subject_id)


def _place(case: Case) -> str:
    return reverse("desk:case-service", args=[case.id])


def _crumbs(case: Case, last: str, url: str = "") -> list[Link]:
    return [
        Link("案件", reverse("desk:cases")),
        Link(case.number or case.lead_number.text, reverse("desk:case", args=[case.id])),
        Link(last, url) if url else Link(last),
    ]
