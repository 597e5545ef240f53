"""Making records to be signed (制作笔录), and correcting one: a new text, with new signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mingjian.access.gate import scope_here
from mingjian.cases.models import Case
from mingjian.cases.records import PARTS, make_record
from mingjian.desk.acting import acting
from mingjian.desk.cases.case_file import case_for
from mingjian.desk.cases.views import READERS
from mingjian.desk.signing.forms import RecordForm
from mingjian.desk.signing.views import crumbs_to
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document
from mingjian.dossier.signing import is_replaced
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.roles import Role
from mingjian.web.endpoints import staff
from mingjian.web.fragments import redirect_to, render_page


@staff(*READERS, purpose="查阅笔录")
@require_safe
def records(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """笔录: those of the case, and the forms of new ones."""
    case = case_for(scope=scope_here(request), case_id=case_id)
    made = Document.objects.filter(subject_id=case.id, kind__in=list(PARTS))
    context = {
        "case": case,
        "lines": [(one, is_replaced(one)) for one in made.order_by("made_at", "id")],
        "kinds": [(kind.value, kind.title) for kind in PARTS],
        "may_make": acting(request).role is Role.CASE_OFFICER,
        "crumbs": crumbs_to(case, None, "笔录"),
    }
    return render_page(request, "desk/signing/records.html", context)


@staff(Role.CASE_OFFICER, purpose="制作笔录")
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, case_id: UUID, kind: str) -> HttpResponse:
    """制作笔录."""
    if kind not in PARTS:
        raise Http404(f"no record of kind {kind!r}")
    case = case_for(scope=scope_here(request), case_id=case_id)
    form = RecordForm(request.POST or None)
    form.know(case, timezone.localdate())
    return _Sheet(request, case, DocumentKind(kind), form).answer()


@staff(Role.CASE_OFFICER, purpose="更正笔录")
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """更正笔录: the text again, to be changed; earlier signatures stay with the earlier text."""
    paper = get_object_or_404(Document, id=document_id, kind__in=list(PARTS))
    case = case_for(scope=scope_here(request), case_id=paper.subject_id)
    form = RecordForm(request.POST or None, initial=_known(paper))
    return _Sheet(request, case, DocumentKind(paper.kind), form, paper).answer()


@dataclass(frozen=True)
class _Sheet:
    """One record while it is written."""

    request: HttpRequest
    case: Case
    kind: DocumentKind
    form: RecordForm
    old: Document | None = None

    def answer(self) -> HttpResponse:
        """The form on GET, the record on POST; its page is where it is signed."""
        if self.request.method == "GET":
            return self.page()
        if not self.form.is_valid():
            return self.page(status=422)
        try:
            paper = make_record(
                case_id=self.case.id,
                draft=self.form.draft(self.kind),
                replaces=self.old.id if self.old else None,
                by=acting(self.request),
                at=timezone.now(),
            )
        except MoveRefused as refused:
            return self.page(status=409, breaches=refused.breaches)
        return redirect_to(self.request, reverse("desk:document-sign", args=[paper.id]))

    def page(self, *, status: int = 200, breaches: Sequence[Breach] = ()) -> HttpResponse:
        """The form as it stands."""
        title = f"更正{self.kind.title}" if self.old else f"制作{self.kind.title}"
        context: dict[str, Any] = {
            "case": self.case,
            "title": title,
            "form": self.form,
            "old": self.old,
            "breaches": breaches,
            "crumbs": crumbs_to(self.case, self.old, title),
        }
        return render_page(self.request, "desk/signing/record.html", context, status=status)


def _known(paper: Document) -> dict[str, Any]:
    """The earlier text, field by field."""
    said = dict(paper.content["fields"])
    _, person = PARTS[DocumentKind(paper.kind)]
    return {
        "on": paper.dated,
        "hours": said["时间"].partition(" ")[2],
        "place": said["地点"],
        "person": said[person],
        "told": said["出示证件和告知权利"],
        "body": "\n".join(paper.content["sections"][0]["paragraphs"]),
    }
