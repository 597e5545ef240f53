"""Tiers (裁量阶次): from a statute or a benchmark to the candidates that fit one case."""

from __future__ import annotations

from dataclasses import dataclass, field

from mingjian.law.assessments import Candidate, Outcome
from mingjian.law.benchmarks import Benchmark, BenchmarkItem, TierGroup, TierRule
from mingjian.law.circumstances import Circumstances, MissingCircumstance
from mingjian.law.citation import Citation
from mingjian.law.fines import FineBasis, FineRange, FineRule
from mingjian.law.penalties import PenaltyKind
from mingjian.law.violations import Sanction, Violation

STATUTORY = "法定幅度"
_NO_PENALTY = Citation(law="行政处罚法", article="33", paragraph="1")


@dataclass
class Findings:
    """Candidates in order, the sentences that explain them, and whether reasons are owed."""

    candidates: list[Candidate] = field(default_factory=list)
    trace: list[str] = field(default_factory=list)
    needs_reasons: bool = False


def fit_violation(rule: Violation, case: Circumstances) -> Findings:
    """The statute's own range: no local benchmark divides it."""
    _refuse_subject(case, allowed=case.subject in rule.subjects, title=rule.title)
    found = Findings(trace=[f"案由：{rule.title}。处罚依据：{_listed(rule.penalises)}。"])
    missing: set[str] = set()
    sanctions = [one for one in rule.sanctions if one.meets(case)]
    applied = [one for one in sanctions if one.when.holds(case, missing)]
    if missing:
        labels = dict(rule.facts)
        raise MissingCircumstance(labels.get(name, name) for name in missing)
    found.trace += [
        f"未认定“{one.condition_text}”的情形，不适用“{one.text}”（{one.cite}）。"
        for one in sanctions
        if one not in applied and one.condition_text
    ]
    if not applied:
        found.candidates.append(_correction_only(rule, found.trace))
        return found
    found.trace += [_sanction_sentence(one) for one in applied]
    found.trace.append("没有适用的裁量基准，在法定种类和幅度内裁量，不另划分阶次。")
    found.candidates += _combine(rule, applied, case)
    return found


def fit_item(item: BenchmarkItem, document: Benchmark, case: Circumstances) -> Findings:
    """The tiers of a benchmark whose 适用条件 the case meets."""
    found = Findings(trace=_item_sentences(item, document, case))
    missing: set[str] = set()
    groups = [one for one in item.groups if one.when.holds(case, missing)]
    fines_known = any(case.subject in group.fines for group in groups)
    _refuse_subject(case, allowed=fines_known, title=item.title)
    fits = [
        (group, rule) for group in groups for rule in group.rules if rule.when.holds(case, missing)
    ]
    if not fits and missing:
        labels = dict(document.facts)
        raise MissingCircumstance(labels.get(name, name) for name in missing)
    found.trace += _set_aside(item, groups, fits)
    exempt = next((rule for _, rule in fits if rule.is_exempt), None)
    if exempt is not None:
        found.candidates.append(_exempted(item, document, exempt, found.trace))
        # 轻微与从重情形并存，自相矛盾：both are shown, a person decides.
        fits = [one for one in fits if case.aggravating and not one[1].is_exempt]
    found.candidates += [_tier(item, document, *one, case, found) for one in fits]
    if not found.candidates:
        found.trace.append("该裁量基准未列明本案情形，按照法定种类和幅度裁量。")
        found.candidates += [_undivided(item, document, one, case, found) for one in groups]
    return found


def _refuse_subject(case: Circumstances, *, allowed: bool, title: str) -> None:
    if not allowed:
        raise ValueError(
            f"“{title}”没有规定对{case.subject.label}的处罚。请核对当事人类型或者另选案由。"
        )


def _correction_only(rule: Violation, trace: list[str]) -> Candidate:
    orders = "，".join(rule.orders) or "责令改正"
    trace.append(f"现有情节只能{orders}；当事人逾期不改正的，再依法处罚。")
    return Candidate(
        label=Outcome.CORRECTION.value,
        outcome=Outcome.CORRECTION,
        words=orders,
        citations=rule.penalises,
    )


def _sanction_sentence(one: Sanction) -> str:
    because = f"已认定“{one.condition_text}”，" if one.condition_text else ""
    force = "（可以选择）" if one.optional else "（择一适用）" if one.choice else ""
    return f"{because}适用“{one.text}”{force}（{one.cite}）。"


def _combine(rule: Violation, applied: list[Sanction], case: Circumstances) -> list[Candidate]:
    """One candidate; several only if the statute offers several fines for the same facts."""
    must = [kind for one in applied if not one.optional and not one.choice for kind in one.kinds]
    may = [kind for one in applied if one.optional or one.choice for kind in one.kinds]
    fines: list[Sanction | None] = [one for one in applied if one.fine is not None]
    cites = tuple(dict.fromkeys([*rule.penalises, *(one.cite for one in applied)]))
    made = []
    for one in fines or [None]:
        amount, is_open = _amount(one.fine if one else None, case)
        made.append(
            Candidate(
                label=STATUTORY if len(fines) < 2 or one is None else one.text,
                outcome=Outcome.PENALTY,
                words="；".join(sanction.text for sanction in applied),
                fine=amount,
                statutory=amount,
                fine_is_open=is_open,
                kinds=tuple(dict.fromkeys(must)),
                optional_kinds=tuple(kind for kind in dict.fromkeys(may) if kind not in must),
                citations=cites,
            )
        )
    return made


def _amount(rule: FineRule | None, case: Circumstances) -> tuple[FineRange | None, bool]:
    if rule is None:
        return None, False
    if rule.basis is FineBasis.LOCAL:
        return None, True
    return rule.range_for(case.measures), False


def _item_sentences(item: BenchmarkItem, document: Benchmark, case: Circumstances) -> list[str]:
    trace = [
        f"案由：{item.title}。处罚依据：{_listed(item.penalises)}。",
        f"适用《{document.name}》（{document.document_number}）第{item.number}项。",
        f"本次为第{case.offence_count}次。{document.notes.get('offence-count', '')}",
    ]
    if item.correction_first:
        trace.append("该项以责令改正后拒不改正（逾期不改正）为前提，须有责令改正文书和复查记录。")
    if item.note:
        trace.append(f"{item.note}。")
    named = [document.aggravating.get(name, name) for name in sorted(case.aggravating)]
    trace += [f"已认定：{name}。" for name in named]
    return trace


def _set_aside(
    item: BenchmarkItem, groups: list[TierGroup], fits: list[tuple[TierGroup, TierRule]]
) -> list[str]:
    """What does not apply because nobody established it: said, never silently skipped."""
    ranges = [f"不适用“{one.range_text}”的幅度。" for one in item.groups if one not in groups]
    chosen = [rule for _, rule in fits]
    exempt = [rule for group in groups for rule in group.rules if rule.is_exempt]
    return ranges + [
        f"未认定“{one.condition_text.rstrip('。')}”，不适用“{one.tier}”阶次。"
        for one in exempt
        if one not in chosen
    ]


def _exempted(
    item: BenchmarkItem, document: Benchmark, rule: TierRule, trace: list[str]
) -> Candidate:
    trace.append(f"符合“{rule.tier}”阶次：{rule.condition_text}{rule.standard_text}")
    return Candidate(
        label=rule.tier,
        outcome=Outcome.EXEMPTED,
        tier=rule.tier,
        words=rule.standard_text,
        citations=(*item.penalises, document.cite, _NO_PENALTY),
    )


def _tier(
    item: BenchmarkItem,
    document: Benchmark,
    group: TierGroup,
    rule: TierRule,
    case: Circumstances,
    found: Findings,
) -> Candidate:
    law = group.fines[case.subject]
    statutory = law.range_for(case.measures)
    standard = law.at(rule.amounts[case.subject]).range_for(case.measures)
    found.trace.append(f"符合“{rule.tier}”阶次：{rule.condition_text}{rule.standard_text}")
    found.trace += _measured(law, case)
    fine = _within(standard, statutory)
    if fine != standard:
        found.needs_reasons = True
        found.trace.append(
            f"该阶次的标准（{standard}）超出法定幅度（{statutory}），以法定幅度为准，取{fine}。"
        )
    return Candidate(
        label=rule.tier,
        outcome=Outcome.PENALTY,
        tier=rule.tier,
        words=rule.standard_text,
        fine=fine,
        statutory=statutory,
        kinds=_kinds(rule.kinds, group, found.trace),
        optional_kinds=rule.optional_kinds,
        citations=(*item.penalises, document.cite),
    )


def _undivided(
    item: BenchmarkItem,
    document: Benchmark,
    group: TierGroup,
    case: Circumstances,
    found: Findings,
) -> Candidate:
    law = group.fines[case.subject]
    statutory = law.range_for(case.measures)
    found.trace += _measured(law, case)
    found.trace.append(f"法定幅度：{statutory}。")
    return Candidate(
        label=STATUTORY if len(item.groups) == 1 else group.range_text,
        outcome=Outcome.PENALTY,
        words=group.range_text,
        fine=statutory,
        statutory=statutory,
        kinds=_kinds((), group, found.trace),
        citations=(*item.penalises, document.cite),
    )


def _kinds(
    named: tuple[PenaltyKind, ...], group: TierGroup, trace: list[str]
) -> tuple[PenaltyKind, ...]:
    if group.also:
        trace.append(f"依照法定种类，{group.also_text}。")
    return tuple(dict.fromkeys((PenaltyKind.FINE, *named, *group.also)))


def _measured(law: FineRule, case: Circumstances) -> list[str]:
    return [f"{label}：{case.measures[label].normalize():f}{law.unit}。" for label in law.measures]


def _within(standard: FineRange, statutory: FineRange) -> FineRange:
    low = min(max(standard.minimum, statutory.minimum), statutory.maximum)
    high = max(min(standard.maximum, statutory.maximum), statutory.minimum)
    return FineRange(low, high)


def _listed(citations: tuple[Citation, ...]) -> str:
    return "、".join(str(cite) for cite in citations)
