"""Signing a paper on the screen (屏幕签名): read page by page, then sign, or note the refusal."""

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
from mingjian.cases.signing import sign_paper
from mingjian.desk.acting import acting
from mingjian.desk.answering import answer_act
from mingjian.desk.cases.case_file import case_for
from mingjian.desk.signing.forms import DrawnForm, PaperForm, RefusalForm, SignForm
from mingjian.desk.signing.showing import capacities_for, signing_panel
from mingjian.dossier.models import Document
from mingjian.dossier.pdf import MissingGlyphs, pages_of
from mingjian.dossier.signing import DOTS_PER_INCH, shown_now
from mingjian.law.breach import Breach
from mingjian.law.roles import Role
from mingjian.law.signing import Capacity, SigningRule, signing_rule
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page
from mingjian.web.parts import Link
from mingjian.web.refusals import refused_response

_FORMS: tuple[type[SignForm], ...] = (DrawnForm, RefusalForm, PaperForm)
_STAFF = (Role.CASE_OFFICER, Role.PRESIDING_OFFICER)


@staff(*_STAFF, purpose="文书签名")
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """签名: the pages with their ticks, the field to sign in, and the two other ways."""
    table = _table(request, document_id)
    try:
        return table.signed() if request.method == "POST" else table.page()
    except MissingGlyphs as missing:
        return refused_response(request, [Breach("GLYPHS", str(missing), None, "")])


@staff(*_STAFF, purpose="签名前核对文书")
@require_safe
def page_picture(request: HttpRequest, document_id: UUID, page: int) -> HttpResponse:
    """One page of the text that is signed."""
    table = _table(request, document_id)
    try:
        pages = pages_of(table.paper, dots_per_inch=DOTS_PER_INCH)
    except MissingGlyphs as missing:
        raise Http404(str(missing)) from missing
    if not 1 <= page <= len(pages):
        raise Http404(f"no page {page}")
    return HttpResponse(pages[page - 1], content_type="image/png")


def _table(request: HttpRequest, document_id: UUID) -> _Table:
    paper = get_object_or_404(Document.objects.select_related("number"), id=document_id)
    case = case_for(scope=scope_here(request), case_id=paper.subject_id)
    rule = signing_rule(paper.kind)
    if rule is None:
        raise Http404(f"nobody signs a {paper.kind} on screen")
    return _Table(request, paper, case, rule)


@dataclass(frozen=True)
class _Table:
    """签名台: one paper, before whoever signs it."""

    request: HttpRequest
    paper: Document
    case: Case
    rule: SigningRule

    def forms(self, sha256: str) -> dict[str, SignForm]:
        """The three ways; the one that was sent is filled."""
        sent, by = self.request.POST.get("way", ""), acting(self.request)
        mine = capacities_for(rule=self.rule, case=self.case, by=by)
        others = [one for one in mine if not one.is_staff]
        made: dict[str, SignForm] = {}
        for kind in _FORMS:
            given: Sequence[Capacity] = others if kind is RefusalForm else mine
            data = self.request.POST if sent == kind.way.value else None
            made[kind.way.value] = kind(data, sha256=sha256, capacities=given)
        return made

    def signed(self) -> HttpResponse:
        """One signature or refusal, as sent."""
        form = self.forms("").get(self.request.POST.get("way", ""))
        if form is None:
            raise Http404("no such way to sign")
        if not form.is_valid():
            return self.page(status=422)
        draft = form.draft(pages_read=self.ticked(), device=self.device())
        return answer_act(
            self.request,
            lambda: sign_paper(
                case_id=self.case.id,
                document_id=self.paper.id,
                draft=draft,
                by=acting(self.request),
                at=timezone.now(),
            ),
            done=f"{self.paper.title}：{draft.way.label}已登记。",
            url=reverse("desk:document", args=[self.paper.id]),
            show_refusal=lambda breaches: self.page(status=409, breaches=breaches),
        )

    def ticked(self) -> list[int]:
        """本页已阅, as far as these are numbers of pages."""
        said = self.request.POST.getlist("page")
        return sorted({int(one) for one in said if one.isascii() and one.isdigit()} & _PAGES)

    def device(self) -> str:
        """What the device says of itself."""
        return self.request.headers.get("User-Agent", "")[:200]

    def page(self, *, status: int = 200, breaches: Sequence[Breach] = ()) -> HttpResponse:
        """The table as it stands."""
        shown = shown_now(self.paper)
        context: dict[str, Any] = {
            "document": self.paper,
            "rule": self.rule,
            "shown": shown,
            "pages": range(1, shown.page_count + 1),
            "ticked": self.ticked(),
            "forms": self.forms(shown.sha256),
            "panel": signing_panel(document=self.paper, case=self.case, by=acting(self.request)),
            "breaches": breaches,
            "crumbs": crumbs_to(self.case, self.paper, "签名"),
        }
        return render_page(self.request, "desk/signing/sign.html", context, status=status)


_PAGES = frozenset(range(1, 1000))


def crumbs_to(case: Case, paper: Document | None, last: str) -> list[Link]:
    """案件 › this case › the paper › here."""
    number = case.number or case.lead_number.text
    way = [
        Link("案件", reverse("desk:cases")),
        Link(number, reverse("desk:case", args=[case.id])),
    ]
    if paper is not None:
        way.append(Link(paper.title, reverse("desk:document", args=[paper.id])))
    return [*way, Link(last)]
