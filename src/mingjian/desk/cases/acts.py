"""One attempt at a legal act: its form shown, tried, refused with the reasons, or done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from mingjian.access.gate import scope_here
from mingjian.desk.acting import acting
from mingjian.desk.cases.beside import beside_form
from mingjian.desk.cases.case_file import CaseFile, case_for, read_file
from mingjian.desk.cases.doing import Changed, do_move, seen_of
from mingjian.desk.cases.forms.base import ActForm, Bench
from mingjian.desk.cases.forms.proposal import ProposalForm
from mingjian.desk.cases.forms.review import ReviewForm
from mingjian.desk.cases.moves import DOINGS, Doing
from mingjian.desk.cases.showing import head_context
from mingjian.desk.cases.steps import article_of, is_misplaced
from mingjian.desk.cases.timeline import line_of
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.procedure import Move, open_moves, table_of
from mingjian.law.review_points import liability_statement
from mingjian.law.roles import Actor, Role
from mingjian.law.summary import is_summary
from mingjian.web.fragments import redirect_to, render_page
from mingjian.web.parts import Link
from mingjian.web.refusals import refused_response

SHELL = "desk/frame.html"


@dataclass(frozen=True)
class Attempt:
    """Who tries which act on which case."""

    request: HttpRequest
    file: CaseFile
    doing: Doing
    bench: Bench

    @property
    def case_url(self) -> str:
        """Where to go back to."""
        return reverse("desk:case", args=[self.file.case.id])


def attempt_for(request: HttpRequest, case_id: UUID, slug: str) -> Attempt:
    """The attempt the address names; 404 for an unknown move and for a case of others."""
    move = next((one for one in DOINGS if one.value == slug), None)
    if move is None:
        raise Http404(f"no move {slug!r} on the desk")
    case = case_for(scope=scope_here(request), case_id=case_id)
    if is_summary(case.procedure):
        raise Http404("an on-the-spot penalty has its own acts")
    file = read_file(case)
    bench = Bench(
        case=file.case,
        facts=file.facts,
        move=move,
        by=acting(request),
        today=timezone.localdate(),
        seen=seen_of(case),
    )
    return Attempt(request, file, DOINGS[move], bench)


def show_form(attempt: Attempt) -> HttpResponse:
    """The form; refused at once where no date could make the act lawful."""
    breaches = _standing_breaches(attempt)
    if is_misplaced(breaches):
        return refused_response(attempt.request, breaches, back_url=attempt.case_url, shell=SHELL)
    form = attempt.doing.form(bench=attempt.bench)
    return _page(attempt, form, warnings=breaches)


def show_result(attempt: Attempt) -> HttpResponse:
    """Try the act: 422 for the form's own faults, 409 for the law's, 303 when it is done."""
    request, bench = attempt.request, attempt.bench
    form = attempt.doing.form(request.POST, bench=bench)
    if isinstance(form, ProposalForm) and "calculate" in request.POST:
        assessed = form.calculate()
        return _page(attempt, form.kept(), assessed=assessed)
    if not form.is_valid():
        return _page(attempt, form, status=422)
    try:
        do_move(
            case_id=bench.case.id, doing=attempt.doing, form=form, by=bench.by, at=timezone.now()
        )
    except Changed as changed:
        form.refresh_seen(seen_of(attempt.file.case))
        return _page(attempt, form, status=409, changed=changed)
    except MoveRefused as refused:
        return _page(attempt, form, status=409, breaches=refused.breaches)
    messages.success(request, f"“{bench.move.title}”已办理，并记入全过程记录。")
    return redirect_to(request, attempt.case_url)


def _standing_breaches(attempt: Attempt) -> tuple[Breach, ...]:
    """What stands in the way before anything is filled in, judged as of today."""
    bench = attempt.bench
    table = table_of(bench.case.procedure)
    options = open_moves(facts=bench.facts, on=bench.today, by=bench.by, table=table)
    option = next((one for one in options if one.move is bench.move), None)
    if option is not None:
        return option.breaches
    title = bench.move.title
    return (
        Breach("STATE", f"案件现在的状态不能办理“{title}”", None, "请返回案件查看下一法定步骤。"),
    )


def _page(
    attempt: Attempt,
    form: ActForm,
    *,
    status: int = 200,
    breaches: Sequence[Breach] = (),
    warnings: Sequence[Breach] = (),
    changed: Changed | None = None,
    **more: Any,
) -> HttpResponse:
    file, move = attempt.file, attempt.bench.move
    head = head_context(file.case)
    beside = beside_form(file, move=move, on=attempt.bench.today)
    if isinstance(form, ReviewForm):
        more["points"] = [(point, beside["prechecks"][point.number]) for point in form.points]
    context = {
        **head,
        **beside,
        **more,
        "crumbs": [*head["crumbs"], Link(_title(move))],
        "form": form,
        "statement": _statement(attempt.bench.by),
        "move": move,
        "title": _title(move),
        "article": article_of(move),
        "breaches": breaches,
        "warnings": warnings,
        "changes": [line_of(entry) for entry in changed.entries] if changed else [],
    }
    return render_page(attempt.request, attempt.doing.template, context, status=status)


def _statement(by: Actor) -> str:
    """责任声明 that goes with a submission, an opinion or a decision."""
    signs = by.role in (Role.CASE_OFFICER, Role.LEGAL_REVIEWER, Role.AGENCY_HEAD)
    return liability_statement(role=by.role, name=by.name) if signs else ""


def _title(move: Move) -> str:
    """The page's heading: the three conclusions of a review are one page."""
    reviewing = {Move.AGREE, Move.FIND_PROBLEMS, Move.RETURN_FOR_SUPPLEMENT}
    return "法制审核" if move in reviewing else move.title
