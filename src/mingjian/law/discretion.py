"""Discretion (裁量): from the circumstances of a case to what may be imposed, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from mingjian.law.assessments import Assessment, Candidate, Outcome
from mingjian.law.benchmarks import BenchmarkItem, benchmark
from mingjian.law.circumstances import Circumstances, Relief
from mingjian.law.citation import Citation
from mingjian.law.fines import CENT, FineRange
from mingjian.law.grounds import Effect, Ground, grounds_of
from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.tiers import Findings, fit_item, fit_violation
from mingjian.law.violations import Violation

_DEPARTING = Citation(law="国务院办公厅关于进一步规范行政裁量权基准制定和管理工作的意见")
_OFF_RANGE = Citation(law="行政处罚法", article="76", paragraph="1", item="2")


@dataclass(frozen=True)
class Deviation:
    """偏离: how a penalty departs from the assessment.

    An unlawful one cannot be cured. A lawful one needs written reasons and, as a departure from
    the benchmark, the approval of the agency's head or collective deliberation (集体讨论).
    """

    sentence: str
    is_lawful: bool
    cite: Citation

    @property
    def needs_deliberation(self) -> bool:
        """须书面说明理由并经集体讨论."""
        return self.is_lawful


def assess(
    *, rule: Violation | BenchmarkItem, circumstances: Circumstances, on: date
) -> Assessment:
    """裁量: what this violation allows in these circumstances; ``on`` is the day of the act.

    Applies 行政处罚法 arts. 30-33 and 49, then the benchmark's tiers or the statute's range. Where
    the rule does not decide, all candidates are returned in order.
    """
    _refuse_out_of_force(rule, on)
    grounds = grounds_of(circumstances=circumstances)
    forced = [one for one in grounds if one.effect is Effect.EXEMPT and one.must]
    found = Findings(trace=[f"案由：{rule.title}。"]) if forced else _fit(rule, circumstances)
    found.trace += [f"法定情节：{one.sentence}。" for one in grounds]
    if forced:
        found.candidates = [_exempted(rule, forced[0], circumstances)]
    else:
        _apply_relief(found, grounds, circumstances)
    if len(found.candidates) > 1:
        labels = "、".join(f"“{one.label}”" for one in found.candidates)
        found.trace.append(f"可以成立的裁量不止一项：{labels}，须选定其中一项并说明理由。")
    return Assessment(
        rule_id=rule.id,
        title=rule.title,
        on=on,
        candidates=tuple(found.candidates),
        trace=tuple(found.trace),
        needs_reasons=found.needs_reasons or bool(grounds) or len(found.candidates) > 1,
    )


def outside_range(
    *, assessment: Assessment, content: PenaltyContent | None
) -> tuple[Deviation, ...]:
    """偏离裁量: every departure of a penalty (None: no penalty) from a settled assessment."""
    chosen = assessment.settled
    if chosen is None:
        labels = "、".join(one.label for one in assessment.candidates)
        raise ValueError(
            f"不能核对处罚内容：裁量尚未选定（{labels}）。请先选定其中一项并说明理由。"
        )
    if chosen.outcome is not Outcome.PENALTY:
        if content is None:
            return ()
        sentence = f"裁量结论为{chosen.outcome}，不应当给予处罚。"
        return (Deviation(sentence, is_lawful=False, cite=chosen.citations[-1]),)
    if content is None:
        return (_departure("裁量结论为给予处罚，拟不予处罚。"),)
    return (*_kind_deviations(chosen, content), *_amount_deviations(chosen, content.fine_yuan))


def _refuse_out_of_force(rule: Violation | BenchmarkItem, on: date) -> None:
    if isinstance(rule, BenchmarkItem):
        document = benchmark(rule.benchmark_id)
        name, applies = document.name, document.applies(on=on)
    else:
        name, applies = rule.law, rule.applies(on=on)
    if not applies:
        raise ValueError(
            f"不能适用《{name}》：违法行为发生之日（{on}）不在本系统所载文本的施行期间内"
            "（行政处罚法第三十七条）。请查明当时施行的规定，或者核对违法行为发生日期。"
        )


def _fit(rule: Violation | BenchmarkItem, circumstances: Circumstances) -> Findings:
    if isinstance(rule, BenchmarkItem):
        return fit_item(rule, benchmark(rule.benchmark_id), circumstances)
    return fit_violation(rule, circumstances)


def _exempted(
    rule: Violation | BenchmarkItem, ground: Ground, circumstances: Circumstances
) -> Candidate:
    """The ground exempts; the tier of a benchmark that says so too is named beside it."""
    tier = _exempt_tier(rule, circumstances)
    document = [benchmark(rule.benchmark_id).cite] if isinstance(rule, BenchmarkItem) else []
    return Candidate(
        label=tier or Relief.EXEMPTED.value,
        outcome=Outcome.EXEMPTED,
        tier=tier,
        words=ground.title,
        citations=(*rule.penalises, *(document if tier else ()), ground.cite),
        relief=Relief.EXEMPTED,
    )


def _exempt_tier(rule: Violation | BenchmarkItem, circumstances: Circumstances) -> str:
    if not isinstance(rule, BenchmarkItem):
        return ""
    met = (one for one in rule.rules if one.is_exempt and one.when.holds(circumstances, set()))
    return next((one.tier for one in met), "")


def _apply_relief(found: Findings, grounds: tuple[Ground, ...], case: Circumstances) -> None:
    """Turn each penalty into what the chosen relief makes of it; offer both where one is owed."""
    wanted = _reliefs(grounds, case.relief)
    if not wanted:
        if any(one.effect is not Effect.HEAVIER for one in grounds):
            found.trace.append("上述情节可以从宽，未选择从宽。")
        return
    changed = [
        _relieved(one, relief, grounds, found.trace)
        for one in found.candidates
        for relief in wanted
        if one.outcome is Outcome.PENALTY
    ]
    found.candidates = changed or found.candidates


def _reliefs(grounds: tuple[Ground, ...], chosen: Relief | None) -> list[Relief]:
    effects = {one.effect for one in grounds}
    allowed = {
        Relief.LIGHTER: Effect.LENIENT,
        Relief.MITIGATED: Effect.LENIENT,
        Relief.EXEMPTED: Effect.EXEMPT,
        Relief.HEAVIER: Effect.HEAVIER,
    }
    if chosen is not None:
        if allowed[chosen] not in effects:
            raise ValueError(
                f"不能{chosen}：没有认定法定的{chosen}情节（行政处罚法第三十条至第三十三条）。"
                "请先认定相应情节并附证据，或者取消该选择。"
            )
        return [chosen]
    owed = {one.effect for one in grounds if one.must}
    lenient = [Relief.LIGHTER, Relief.MITIGATED] if Effect.LENIENT in owed else []
    return lenient + ([Relief.HEAVIER] if Effect.HEAVIER in owed else [])


def _relieved(
    one: Candidate, relief: Relief, grounds: tuple[Ground, ...], trace: list[str]
) -> Candidate:
    label = f"{one.label}（{relief}）"
    cites = (*one.citations, *(ground.cite for ground in grounds))
    if relief is Relief.EXEMPTED:
        return replace(
            one,
            label=label,
            outcome=Outcome.EXEMPTED,
            fine=None,
            kinds=(),
            optional_kinds=(),
            citations=cites,
            relief=relief,
        )
    fine = _moved(one.fine, one.statutory, relief)
    if fine is not None and one.statutory is not None:
        below = relief is Relief.MITIGATED and fine.maximum < one.statutory.minimum
        amount = f"低于{one.statutory.minimum:,.2f}元" if below else str(fine)
        trace.append(f"“{one.label}”{relief}：罚款{amount}。")
    return replace(one, label=label, fine=fine, citations=cites, relief=relief)


def _moved(fine: FineRange | None, law: FineRange | None, relief: Relief) -> FineRange | None:
    """从轻 stays in the statute's range below the tier, 减轻 goes below its minimum."""
    if fine is None or law is None:
        return fine
    if relief is Relief.HEAVIER:
        return FineRange(fine.minimum, law.maximum)
    if relief is Relief.LIGHTER or law.minimum < CENT:
        return FineRange(law.minimum, fine.maximum)
    return FineRange(Decimal(0), law.minimum - CENT)


def _departure(sentence: str) -> Deviation:
    advice = "应当书面说明理由，经本机关主要负责人批准或者集体讨论通过，并存入案卷。"
    return Deviation(sentence + advice, is_lawful=True, cite=_DEPARTING)


def _kind_deviations(chosen: Candidate, content: PenaltyContent) -> list[Deviation]:
    # 违法所得依法一律没收 (行政处罚法第二十八条第二款)，不须该条另行规定。
    allowed = {*chosen.kinds, *chosen.optional_kinds, PenaltyKind.CONFISCATION_OF_GAINS}
    made = [
        Deviation(
            f"该违法行为在本案情形下没有规定{kind}，不得擅自改变处罚种类。",
            is_lawful=False,
            cite=_OFF_RANGE,
        )
        for kind in content.kinds
        if kind not in allowed
    ]
    # 没收违法所得 presupposes gains: its absence is a fact, not a departure.
    owed = [kind for kind in chosen.kinds if kind is not PenaltyKind.CONFISCATION_OF_GAINS]
    if chosen.relief is Relief.MITIGATED:
        return made
    made += [
        _departure(f"应当并处{kind}，未列入处罚内容。")
        for kind in owed
        if kind not in content.kinds
    ]
    return made


def _amount_deviations(chosen: Candidate, amount: Decimal) -> list[Deviation]:
    fine, law = chosen.fine, chosen.statutory
    if fine is None or law is None or not amount or amount in fine:
        return []
    floor = Decimal(0) if chosen.relief is Relief.MITIGATED else law.minimum
    if not floor <= amount <= law.maximum:
        sentence = f"罚款{amount:,.2f}元超出法定幅度（{law}）；没有法定减轻情节，不得低于下限。"
        return [Deviation(sentence, is_lawful=False, cite=_OFF_RANGE)]
    tier = f"“{chosen.label}”" if chosen.label else ""
    return [_departure(f"罚款{amount:,.2f}元不在{tier}的标准（{fine}）之内。")]
