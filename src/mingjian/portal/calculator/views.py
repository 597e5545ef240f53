"""裁量计算器: choose a violation, answer what its rule asks, see what may follow and why."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingjian.law.answers import rule_of
from mingjian.law.benchmarks import BenchmarkItem, benchmark
from mingjian.law.circumstances import Subject
from mingjian.law.citation import Citation
from mingjian.law.questions import questions_of
from mingjian.law.violations import Line, Violation, violations
from mingjian.portal.calculator.forms import CalculatorForm
from mingjian.portal.missing import missing_page
from mingjian.portal.trail import STANDING, trail
from mingjian.web.endpoints import public
from mingjian.web.parts import Link

LONGEST_WORDS = 50


@public
def calculator(request: HttpRequest) -> HttpResponse:
    """裁量计算器. The answers are the address; nothing is stored, and no name is asked."""
    rule_id = request.GET.get("rule", "")
    if not rule_id:
        return _choose(request)
    try:
        rule = rule_of(rule_id)
    except (LookupError, ValueError):
        return _unknown(request)
    return _calculate(request, rule)


def _calculate(request: HttpRequest, rule: Violation | BenchmarkItem) -> HttpResponse:
    is_asked = "subject" in request.GET
    form = CalculatorForm(request.GET if is_asked else None, rule=rule, initial=_first(rule))
    is_good = is_asked and form.is_valid()
    context = {
        "crumbs": trail(STANDING, Link("裁量计算器", reverse("portal:calculator")), Link("计算")),
        "rule": rule,
        "plea": Citation("行政处罚法", "45", "2"),
        "form": form,
        "document": benchmark(rule.benchmark_id) if isinstance(rule, BenchmarkItem) else None,
        "assessment": form.assessment() if is_good else None,
    }
    status = 422 if is_asked and not is_good else 200
    return render(request, "portal/calculator/page.html", context, status=status)


def _choose(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:LONGEST_WORDS]
    found = [one for one in violations() if all(word in one.title for word in words.split())]
    groups = groupby(sorted(found, key=lambda one: one.line), key=lambda one: one.line)
    context = {
        "crumbs": trail(STANDING, Link("裁量计算器")),
        "words": words,
        "count": len(found),
        "groups": [(Line(line).label, list(each)) for line, each in groups],
    }
    return render(request, "portal/calculator/choose.html", context)


def _first(rule: Violation | BenchmarkItem) -> dict[str, object]:
    asked = questions_of(rule=rule).subjects
    usual = next((one for one in Subject if one in asked), Subject.ORGANISATION)
    return {"subject": usual.value, "offence_count": 1, "act_on": timezone.localdate()}


def _unknown(request: HttpRequest) -> HttpResponse:
    return missing_page(
        request,
        sentence="没有收录这种违法行为",
        advice="违法行为按法律、法规的罚则条款收录，可以按字词查找。",
        links=(Link("查找违法行为", reverse("portal:calculator")),),
    )
