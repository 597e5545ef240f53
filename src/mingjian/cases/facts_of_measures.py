"""Facts of measures (强制措施的事实): the frozen pictures the law judges, from rows read before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from operator import attrgetter

from mingjian.cases.lawbooks import lawbook_of
from mingjian.cases.models import Case, Measure
from mingjian.law.deadlines import Deadline
from mingjian.law.measures import (
    GoodsFacts,
    GoodsOutcome,
    GoodsTestFacts,
    MeasureFacts,
    MeasureKind,
    MeasureTerms,
    measure_deadlines,
    measure_terms,
)
from mingjian.law.workdays import national_calendar


def measures_in_order(case: Case) -> list[Measure]:
    """The measures of the case, oldest first."""
    return sorted(case.measures.all(), key=attrgetter("requested_on", "id"))


def measure_facts(measure: Measure, case: Case) -> MeasureFacts:
    """One measure as the rules see it; goods and tests are those read with the case."""
    goods = sorted(
        (one for one in case.seized_goods.all() if one.measure_id == measure.id),
        key=attrgetter("serial"),
    )
    tests = sorted(
        (one for one in case.goods_tests.all() if one.measure_id == measure.id),
        key=attrgetter("since"),
    )
    return MeasureFacts(
        terms=terms_of(case, on=measure.taken_on or measure.requested_on),
        kind=MeasureKind(measure.kind),
        requested_by=measure.requested_by_person_id,
        is_urgent=measure.is_urgent,
        approved=measure.approved,
        decided_at=measure.decided_at,
        decided_on=measure.decided_on,
        taken_at=measure.taken_at,
        taken_on=measure.taken_on,
        goods=tuple(
            GoodsFacts(
                one.id,
                one.name,
                GoodsOutcome(one.outcome) if one.outcome else None,
                one.outcome_on,
                one.sold_on,
            )
            for one in goods
        ),
        tests=tuple(GoodsTestFacts(one.since, one.due_on, one.ended_on) for one in tests),
        extension_days=measure.extension_days or 0,
        extended_on=measure.extended_on,
        last_act_on=max(_days(measure, case)),
    )


def terms_of(case: Case, *, on: date) -> MeasureTerms:
    """法律参数 of seizure under the law of the case."""
    return measure_terms(lawbook=lawbook_of(case), on=on, calendar=national_calendar())


def measure_deadlines_of(case: Case, *, on: date) -> tuple[Deadline, ...]:
    """Every period of the measures of this case."""
    facts = [measure_facts(one, case) for one in measures_in_order(case)]
    return measure_deadlines(measures=facts, on=on)


def _days(measure: Measure, case: Case) -> Iterator[date]:
    """Every day on which something was done in this measure."""
    days = [measure.requested_on, measure.decided_on, measure.taken_on, measure.extended_on]
    for one in case.seized_goods.all():
        if one.measure_id == measure.id:
            days += [one.sold_on, one.outcome_on]
    for test in case.goods_tests.all():
        if test.measure_id == measure.id:
            days += [test.since, test.ended_on]
    return (day for day in days if day is not None)
