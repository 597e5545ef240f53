"""An act of a measure on the desk: its form shown, tried, refused with reasons, or done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from mingjian.access.gate import scope_here
from mingjian.cases.facts_of_measures import measure_facts, measures_in_order, terms_of
from mingjian.cases.measures import holding, taking
from mingjian.cases.models import Case, Measure
from mingjian.desk.acting import acting
from mingjian.desk.answering import answer_act
from mingjian.desk.cases.case_file import CaseFile, case_for, read_file
from mingjian.desk.cases.doing import acting_on_seen, seen_of
from mingjian.desk.cases.measures import article_of, held_goods
from mingjian.desk.cases.showing import head_context
from mingjian.desk.formpages import form_page
from mingjian.desk.measures.forms import FORMS, MeasureForm
from mingjian.law.breach import Breach
from mingjian.law.measures import Matter, MeasureMove, open_measure_steps
from mingjian.law.roles import Actor
from mingjian.law.summary import is_summary
from mingjian.web.parts import Link
from mingjian.web.refusals import refused_response

TEMPLATE, SHELL = "desk/measures/act.html", "desk/frame.html"
ACTS: Mapping[MeasureMove, Callable[..., Case]] = {
    MeasureMove.REQUEST: taking.request_measure,
    MeasureMove.APPROVE: taking.approve_measure,
    MeasureMove.DECLINE: taking.decline_measure,
    MeasureMove.TAKE: taking.take_measure,
    MeasureMove.TAKE_URGENTLY: taking.take_measure_urgently,
    MeasureMove.EXTEND: holding.extend_measure,
    MeasureMove.START_TEST: holding.start_goods_test,
    MeasureMove.END_TEST: holding.end_goods_test,
    MeasureMove.SELL: holding.sell_goods,
    MeasureMove.DISPOSE: holding.dispose_of_goods,
    MeasureMove.RELEASE: holding.release_goods,
}
# 改日补登可以合法的，不在打开表单时拒绝。
_OF_DATES = frozenset({"ACL25"})


@dataclass(frozen=True)
class MeasureVisit:
    """Who tries which act on which measure of which case."""

    request: HttpRequest
    file: CaseFile
    measure: Measure | None
    move: MeasureMove
    by: Actor
    form: MeasureForm

    @property
    def url(self) -> str:
        """Where to go back to."""
        return reverse("desk:case", args=[self.file.case.id]) + "#measures"

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
            "measure": self.measure,
            "back_url": self.url,
            "seen": seen_of(self.file.case),
        }
        return form_page(self.request, TEMPLATE, context, form=self.form, breaches=breaches)

    def result(self) -> HttpResponse:
        """Try it: 422 for the form's own faults, 409 for the law's, 303 when it is done."""
        if not self.form.is_valid():
            return self.page()
        details = self.form.details()
        if self.measure is not None:
            details["measure_id"] = self.measure.id
        case_id, seen = self.file.case.id, self.request.POST.get("seen", "")

        def act() -> Case:
            return ACTS[self.move](case_id=case_id, by=self.by, at=timezone.now(), **details)

        return answer_act(
            self.request,
            lambda: acting_on_seen(case_id=case_id, seen=seen, act=act),
            done=f"“{self.move.title}”已办理，并记入全过程记录。",
            url=self.url,
            show_refusal=self.page,
        )

    def _standing(self) -> tuple[Breach, ...]:
        case = self.file.case
        facts = measure_facts(self.measure, case) if self.measure else None
        terms = terms_of(case, on=case.opened_on or case.registered_on)
        found = open_measure_steps(
            matter=Matter(self.file.facts, terms, facts), on=timezone.localdate(), by=self.by
        )
        option = next((one for one in found if one.move is self.move), None)
        if option is None:
            title = self.move.title
            return (Breach("STATE", f"现在不能办理“{title}”", None, "请返回案件查看强制措施。"),)
        return tuple(one for one in option.breaches if one.code not in _OF_DATES)


def visit_for(
    request: HttpRequest, *, case_id: UUID, slug: str, measure_id: UUID | None = None
) -> MeasureVisit:
    """The visit the address names; 404 for an unknown act, measure, or a case of others."""
    move = next((one for one in ACTS if one.value == slug), None)
    case = case_for(scope=scope_here(request), case_id=case_id)
    if move is None or is_summary(case.procedure):
        raise Http404(f"no act {slug!r} of a measure in this case")
    file = read_file(case)
    measure = next((one for one in measures_in_order(case) if one.id == measure_id), None)
    if (measure is None) != (measure_id is None):
        raise Http404(f"no measure {measure_id} in this case")
    data = request.POST if request.method == "POST" else None
    held = held_goods(case, measure)
    form = FORMS[move](data, case=case, measure=measure, held=held)
    return MeasureVisit(request, file, measure, move, acting(request), form)
