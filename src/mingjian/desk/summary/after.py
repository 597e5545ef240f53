"""An act after the decision (收缴、交存、缴款、备案): its form shown, tried, refused or done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from mingjian.access.gate import scope_here
from mingjian.cases.models import Case
from mingjian.cases.summary.execution import (
    bank_cash,
    collect_on_the_spot,
    file_on_record,
    hand_in_cash,
    record_summary_payment,
)
from mingjian.cases.summary.facts import content_of, summary_facts_of
from mingjian.desk.acting import acting
from mingjian.desk.answering import answer_act
from mingjian.desk.cases.showing import head_context
from mingjian.desk.formpages import form_page
from mingjian.desk.summary.forms import AfterForm
from mingjian.desk.summary.page import article_of, penalty_for
from mingjian.law.breach import Breach
from mingjian.law.roles import Actor
from mingjian.law.summary import SummaryMove, open_steps
from mingjian.web.parts import Link
from mingjian.web.refusals import refused_response

TEMPLATE, SHELL = "desk/summary/after.html", "desk/frame.html"
ACTS: Mapping[SummaryMove, Callable[..., Case]] = {
    SummaryMove.COLLECT: collect_on_the_spot,
    SummaryMove.HAND_IN: hand_in_cash,
    SummaryMove.BANK: bank_cash,
    SummaryMove.PAY: record_summary_payment,
    SummaryMove.FILE: file_on_record,
}


@dataclass(frozen=True)
class AfterVisit:
    """Who tries which act on which summary penalty."""

    request: HttpRequest
    case: Case
    move: SummaryMove
    by: Actor
    form: AfterForm

    @property
    def url(self) -> str:
        """Where to go back to."""
        return reverse("desk:penalty", args=[self.case.id])

    def page(self, breaches: Sequence[Breach] = ()) -> HttpResponse:
        """The form; refused at once where this person can never do it."""
        standing = self._standing()
        if standing and not self.form.is_bound:
            return refused_response(self.request, standing, back_url=self.url, shell=SHELL)
        head = head_context(self.case)
        context: dict[str, Any] = {
            **head,
            "crumbs": [*head["crumbs"], Link(self.move.title)],
            "title": self.move.title,
            "article": article_of(self.move),
            "content": content_of(self.case.summary_penalty).sentence(),
        }
        return form_page(self.request, TEMPLATE, context, form=self.form, breaches=breaches)

    def result(self) -> HttpResponse:
        """Try it: 422 for the form's own faults, 409 for the law's, 303 when it is done."""
        if not self.form.is_valid():
            return self.page()
        details = self.form.details()
        return answer_act(
            self.request,
            lambda: ACTS[self.move](case_id=self.case.id, by=self.by, at=timezone.now(), **details),
            done=f"“{self.move.title}”已办理，并记入全过程记录。",
            url=self.url,
            show_refusal=self.page,
        )

    def _standing(self) -> tuple[Breach, ...]:
        found = open_steps(facts=summary_facts_of(self.case), on=timezone.localdate(), by=self.by)
        option = next((one for one in found if one.move is self.move), None)
        if option is not None:
            return option.breaches
        title = self.move.title
        return (Breach("STATE", f"现在不能办理“{title}”", None, "请返回查看下一法定步骤。"),)


def after_visit_for(request: HttpRequest, case_id: UUID, slug: str) -> AfterVisit | None:
    """The visit the address names; None for an unknown act."""
    move = next((one for one in ACTS if one.value == slug), None)
    case = penalty_for(scope=scope_here(request), case_id=case_id)
    if move is None:
        return None
    data = request.POST if request.method == "POST" else None
    form = AfterForm(data, move=move, case=case, on=timezone.localdate())
    return AfterVisit(request, case, move, acting(request), form)
