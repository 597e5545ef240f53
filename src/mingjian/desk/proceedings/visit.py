"""A step on the desk (附随程序): its form shown, tried, refused with reasons, or done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from mingjian.access.gate import scope_here
from mingjian.cases.facts_of_proceedings import items_of, proceedings_in_order, steps_of
from mingjian.cases.models import Case, Proceeding
from mingjian.cases.proceedings.acting import take_step
from mingjian.desk.acting import acting
from mingjian.desk.answering import answer_act
from mingjian.desk.cases.case_file import CaseFile, case_for, read_file
from mingjian.desk.cases.doing import acting_on_seen, seen_of
from mingjian.desk.cases.proceedings import article_of, matter_for, step_rows
from mingjian.desk.cases.showing import head_context
from mingjian.desk.formpages import form_page
from mingjian.desk.proceedings.first_words import first_words
from mingjian.desk.proceedings.forms import StepForm
from mingjian.law.breach import Breach
from mingjian.law.proceedings import TABLE, ProceedingMove, open_proceeding_steps
from mingjian.law.roles import Actor
from mingjian.law.summary import is_summary
from mingjian.web.parts import Link
from mingjian.web.refusals import refused_response

TEMPLATE, SHELL = "desk/proceedings/act.html", "desk/frame.html"
_CARRIED = ("organ", "basis", "subject")


@dataclass(frozen=True)
class StepVisit:
    """Who tries which step in which proceeding of which case."""

    request: HttpRequest
    file: CaseFile
    proceeding: Proceeding | None
    move: ProceedingMove
    by: Actor
    form: StepForm

    @property
    def url(self) -> str:
        """Where to go back to."""
        return reverse("desk:case", args=[self.file.case.id]) + "#proceedings"

    def page(self, breaches: Sequence[Breach] = ()) -> HttpResponse:
        """The form; refused at once where it cannot be done whatever is filled in."""
        standing = self._standing()
        if standing and not self.form.is_bound:
            return refused_response(self.request, standing, back_url=self.url, shell=SHELL)
        head = head_context(self.file.case)
        context: dict[str, Any] = {
            **head,
            "crumbs": [*head["crumbs"], Link(self.move.title)],
            "title": self.move.title,
            "article": article_of(self.move),
            "done": step_rows(self.proceeding, self.file.case),
            "back_url": self.url,
            "seen": seen_of(self.file.case),
        }
        return form_page(self.request, TEMPLATE, context, form=self.form, breaches=breaches)

    def result(self) -> HttpResponse:
        """Try it: 422 for the form's own faults, 409 for the law's, 303 when it is done."""
        if not self.form.is_valid():
            return self.page()
        draft, own = self.form.draft(), self.proceeding.id if self.proceeding else None
        case_id, seen = self.file.case.id, self.request.POST.get("seen", "")

        def act() -> Case:
            return take_step(
                case_id=case_id, draft=draft, by=self.by, at=timezone.now(), proceeding_id=own
            )

        return answer_act(
            self.request,
            lambda: acting_on_seen(case_id=case_id, seen=seen, act=act),
            done=f"“{self.move.title}”已办理，并记入全过程记录。",
            url=self.url,
            show_refusal=self.page,
        )

    def _standing(self) -> tuple[Breach, ...]:
        matter = matter_for(self.file, self.proceeding)
        found = open_proceeding_steps(matter=matter, on=timezone.localdate(), by=self.by)
        option = next((one for one in found if one.move is self.move), None)
        if option is None:
            title = self.move.title
            return (Breach("STATE", f"现在不能办理“{title}”", None, "请返回案件查看附随程序。"),)
        return option.breaches


def visit_for(
    request: HttpRequest, *, case_id: UUID, slug: str, proceeding_id: UUID | None = None
) -> StepVisit:
    """The visit the address names; 404 for an unknown step, proceeding, or a case of others."""
    move = next((one for one in TABLE if one.value == slug), None)
    case = case_for(scope=scope_here(request), case_id=case_id)
    if move is None or is_summary(case.procedure):
        raise Http404(f"no step {slug!r} of a proceeding in this case")
    file = read_file(case)
    found = [one for one in proceedings_in_order(case) if one.id == proceeding_id]
    if (not found) != (proceeding_id is None):
        raise Http404(f"no proceeding {proceeding_id} in this case")
    own = found[0] if found else None
    data = request.POST if request.method == "POST" else None
    items = [one for one in items_of(own, case) if not one.outcome] if own else []
    known = {**_known(own, file), **first_words(move, case)}
    form = StepForm(data, move=move, case=case, items=items, known=known)
    return StepVisit(request, file, own, move, acting(request), form)


def _known(proceeding: Proceeding | None, file: CaseFile) -> dict[str, str]:
    """What an earlier step of the same proceeding already says is not typed again."""
    found: dict[str, str] = {}
    for step in steps_of(proceeding, file.case) if proceeding else ():
        found |= {name: getattr(step, name) for name in _CARRIED if getattr(step, name)}
        if step.amount_yuan is not None:
            found["amount_yuan"] = str(step.amount_yuan)
    return found
