"""Discretion (裁量): golden cases, and properties over every item and violation."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.law.assessments import Outcome, choose_candidate
from mingjian.law.benchmarks import BenchmarkItem, benchmark, benchmark_item
from mingjian.law.circumstances import Circumstances, MissingCircumstance, Relief, Subject
from mingjian.law.discretion import assess, outside_range
from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.questions import questions_of
from mingjian.law.violations import Violation, violation, violations

DAY = date(2025, 5, 12)
GOLDEN = tomllib.loads(Path(__file__).parent.joinpath("golden/discretion.toml").read_text("utf-8"))[
    "case"
]
SHENZHEN = benchmark("shenzhen-urban-2023")
RULES: list[Violation | BenchmarkItem] = [*violations(), *SHENZHEN.items]


def a_rule(name: str) -> Violation | BenchmarkItem:
    return SHENZHEN.item(int(name)) if name.isdigit() else violation(name)


def circumstances(row: dict[str, Any]) -> Circumstances:
    given = dict(row)
    measures = {label: Decimal(text) for label, text in given.pop("measures", {}).items()}
    subject = Subject(given.pop("subject", Subject.ORGANISATION))
    relief = Relief(given.pop("relief")) if "relief" in given else None
    sets = {name: frozenset(given.pop(name, ())) for name in ("grounds", "aggravating")}
    return Circumstances(subject=subject, relief=relief, measures=measures, **sets, **given)


@st.composite
def answered(draw: st.DrawFn, rule: Violation | BenchmarkItem) -> dict[str, Any]:
    """Circumstances that answer everything a rule asks."""
    asked = questions_of(rule=rule)
    amounts = st.decimals(min_value=0, max_value=5_000_000, places=2)
    flags = {"is_grave": "grave", "refused_correction": "overdue"}
    return {
        "subject": draw(st.sampled_from(sorted(asked.subjects))),
        "aggravating": frozenset(draw(st.sets(st.sampled_from(sorted(asked.aggravating)))))
        if asked.aggravating
        else frozenset(),
        "facts": {
            fact.name: draw(st.sampled_from(fact.choices) if fact.choices else st.booleans())
            for fact in asked.facts
        },
        "measures": {label: draw(amounts) for label in asked.measures},
        **{name: draw(st.booleans()) for name, flag in flags.items() if flag in asked.flags},
    }


@st.composite
def rules_with_answers(draw: st.DrawFn) -> tuple[Violation | BenchmarkItem, dict[str, Any]]:
    rule = draw(st.sampled_from(RULES))
    return rule, draw(answered(rule))


@pytest.mark.parametrize("case", GOLDEN, ids=[case["title"] for case in GOLDEN])
def test_golden_cases(case: dict[str, Any]):
    found = assess(rule=a_rule(case["rule"]), circumstances=circumstances(case["given"]), on=DAY)

    assert found.outcome == case.get("outcome", "给予处罚")
    if "fine" in case:
        assert [found.minimum, found.maximum] == [Decimal(str(yuan)) for yuan in case["fine"]]
    for name in ("tier", "kinds", "optional_kinds", "needs_reasons"):
        key = name.removesuffix("_kinds")
        if key in case:
            value = getattr(found, name)
            assert (list(value) if isinstance(value, tuple) else value) == case[key]
    if "labels" in case:
        assert [one.label for one in found.candidates] == case["labels"]
    if case.get("open"):
        assert found.settled is not None
        assert found.settled.fine_is_open


@settings(deadline=None)  # the first example reads the packs
@given(rules_with_answers(), st.integers(1, 6))
def test_every_assessment_explains_itself_and_stays_in_the_statutes_range(
    rule_and_answers: tuple[Violation | BenchmarkItem, dict[str, Any]], offence_count: int
):
    rule, answers = rule_and_answers

    found = assess(
        rule=rule, circumstances=Circumstances(**answers, offence_count=offence_count), on=DAY
    )

    assert found.trace
    assert all(sentence.endswith("。") for sentence in found.trace)
    assert found.candidates
    for one in found.candidates:
        assert one.citations
        if one.fine and one.statutory:
            assert one.fine.minimum in one.statutory
            assert one.fine.maximum in one.statutory


@settings(deadline=None)  # the first example reads the packs
@given(st.sampled_from(SHENZHEN.items), st.data(), st.integers(1, 6))
def test_one_more_offence_never_costs_less(item: BenchmarkItem, data: st.DataObject, count: int):
    answers = data.draw(answered(item))

    before, after = (
        assess(rule=item, circumstances=Circumstances(**answers, offence_count=number), on=DAY)
        for number in (count, count + 1)
    )

    tiers = [one for one in before.candidates if one.tier]
    for old in tiers:
        assert old.fine is not None
        assert max(one.fine.maximum for one in after.candidates if one.fine) >= old.fine.maximum


@settings(deadline=None)  # the first example reads the packs
@given(rules_with_answers(), st.sampled_from(["coerced", "removed-harm", "confessed", "merit"]))
def test_only_a_mitigated_penalty_goes_below_the_minimum(
    rule_and_answers: tuple[Violation | BenchmarkItem, dict[str, Any]], ground: str
):
    rule, answers = rule_and_answers
    given = {**answers, "grounds": frozenset({ground})}

    mitigated = assess(
        rule=rule, circumstances=Circumstances(**given, relief=Relief.MITIGATED), on=DAY
    )
    lighter = assess(rule=rule, circumstances=Circumstances(**given, relief=Relief.LIGHTER), on=DAY)

    for one in lighter.candidates:
        assert not one.fine or not one.statutory or one.fine.minimum in one.statutory
    for one in mitigated.candidates:
        if one.fine and one.statutory and one.statutory.minimum > 0:
            assert one.fine.maximum < one.statutory.minimum


def test_mitigation_needs_a_ground_of_the_law():
    case = Circumstances(offence_count=2, relief=Relief.MITIGATED)

    with pytest.raises(ValueError, match="没有认定法定的减轻情节"):
        assess(rule=SHENZHEN.item(2), circumstances=case, on=DAY)


def test_a_first_violation_may_be_exempted_but_only_when_chosen():
    given = {"corrected_promptly": True, "grounds": frozenset({"first-violation"})}

    left = assess(rule=SHENZHEN.item(1), circumstances=Circumstances(**given), on=DAY)
    chosen = assess(
        rule=SHENZHEN.item(1),
        circumstances=Circumstances(**given, relief=Relief.EXEMPTED),
        on=DAY,
    )

    assert left.exact == 2000
    assert "未选择从宽" in left.trace[-1]
    assert chosen.outcome is Outcome.EXEMPTED
    assert chosen.needs_reasons


def test_an_emergency_moves_the_upper_end_to_the_statutes_maximum():
    case = Circumstances(offence_count=1, grounds=frozenset({"emergency"}))

    found = assess(rule=SHENZHEN.item(1), circumstances=case, on=DAY)

    assert (found.minimum, found.maximum) == (2000, 20000)
    assert found.settled is not None
    assert found.settled.relief is Relief.HEAVIER


def test_an_unmeasured_base_is_asked_for_by_name():
    with pytest.raises(MissingCircumstance, match="货值金额") as refused:
        assess(rule=violation("food-expired"), circumstances=Circumstances(), on=DAY)

    assert refused.value.labels == ("货值金额",)


def test_a_fact_the_tier_turns_on_is_never_assumed():
    with pytest.raises(MissingCircumstance, match="恢复原状或者赔偿"):
        assess(rule=SHENZHEN.item(74), circumstances=Circumstances(), on=DAY)


def test_a_party_the_provision_does_not_name_is_refused():
    case = Circumstances(subject=Subject.PERSON)

    with pytest.raises(ValueError, match="没有规定对个人的处罚"):
        assess(rule=violation("charity-not-disclosed"), circumstances=case, on=DAY)


@pytest.mark.parametrize("day", [date(2023, 12, 14), date(2028, 12, 15)])
def test_a_benchmark_is_not_applied_outside_its_five_years(day: date):
    with pytest.raises(ValueError, match="施行期间"):
        assess(rule=SHENZHEN.item(2), circumstances=Circumstances(), on=day)


def fine_of(yuan: int, *more: PenaltyKind, **fields: Any) -> PenaltyContent:
    return PenaltyContent(kinds=(PenaltyKind.FINE, *more), fine_yuan=Decimal(yuan), **fields)


def test_the_amount_of_the_tier_deviates_from_nothing():
    found = assess(rule=SHENZHEN.item(2), circumstances=Circumstances(offence_count=3), on=DAY)

    assert outside_range(assessment=found, content=fine_of(5000)) == ()


def test_another_amount_inside_the_statute_needs_reasons_and_deliberation():
    found = assess(rule=SHENZHEN.item(2), circumstances=Circumstances(offence_count=3), on=DAY)

    (deviation,) = outside_range(assessment=found, content=fine_of(3000))

    assert deviation.needs_deliberation
    assert "书面说明理由" in deviation.sentence


@pytest.mark.parametrize("yuan", [999, 5001])
def test_an_amount_outside_the_statute_is_unlawful(yuan: int):
    found = assess(rule=SHENZHEN.item(2), circumstances=Circumstances(), on=DAY)

    (deviation,) = outside_range(assessment=found, content=fine_of(yuan))

    assert not deviation.is_lawful


def test_a_kind_the_provision_does_not_know_is_unlawful():
    found = assess(rule=SHENZHEN.item(1), circumstances=Circumstances(), on=DAY)

    (deviation,) = outside_range(
        assessment=found, content=fine_of(2000, PenaltyKind.LICENSE_REVOCATION)
    )

    assert not deviation.is_lawful
    assert "吊销许可证件" in deviation.sentence


def test_gains_may_always_be_confiscated_and_a_required_kind_may_not_be_forgotten():
    found = assess(
        rule=violation("water-taking-without-permit"),
        circumstances=Circumstances(is_grave=True),
        on=DAY,
    )
    content = fine_of(20000, PenaltyKind.CONFISCATION_OF_GAINS, confiscated_gains_yuan=Decimal(800))

    (deviation,) = outside_range(assessment=found, content=content)

    assert deviation.is_lawful
    assert "应当并处吊销许可证件" in deviation.sentence


def test_a_penalty_where_the_law_exempts_is_unlawful():
    case = Circumstances(is_slight=True, corrected_promptly=True)
    found = assess(rule=SHENZHEN.item(2), circumstances=case, on=DAY)

    assert outside_range(assessment=found, content=None) == ()
    assert not outside_range(assessment=found, content=fine_of(1000))[0].is_lawful


def test_dropping_a_penalty_that_is_due_needs_reasons():
    found = assess(rule=SHENZHEN.item(1), circumstances=Circumstances(), on=DAY)

    (deviation,) = outside_range(assessment=found, content=None)

    assert deviation.needs_deliberation


def test_nothing_can_be_compared_with_an_assessment_nobody_settled():
    case = Circumstances(aggravating=frozenset({"assault"}))
    found = assess(rule=SHENZHEN.item(2), circumstances=case, on=DAY)

    with pytest.raises(ValueError, match="裁量尚未选定"):
        outside_range(assessment=found, content=fine_of(5000))
    settled = choose_candidate(assessment=found, label="情节严重", reasons="推搡执法人员，有录像。")
    assert outside_range(assessment=settled, content=fine_of(5000)) == ()


def test_items_are_found_by_id():
    assert benchmark_item("shenzhen-urban-2023/9") is SHENZHEN.item(9)
