"""Every automatic check: a dossier that passes it, and the same with one thing wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from mingjian.law.appraisal import (
    CHECKS,
    DossierFacts,
    EvidenceLine,
    PaperFacts,
    Procedure,
    Verdict,
    item_set,
    prefill,
)
from mingjian.law.appraisal.checks.parts import _TABLE
from mingjian.law.deadlines import case_deadlines
from mingjian.law.lawbook import load_lawbook
from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import EvidenceFacts, EvidenceKind, Outcome
from mingjian.law.workdays import national_calendar
from tests.law.measures.store import HELD, IN_TEST
from tests.law.procedure.clerk import decided, demanded, served, without_penalty
from tests.law.procedure.people import LARGE

GOOD, FAULT, NA = Verdict.GOOD, Verdict.FAULT, Verdict.NOT_APPLICABLE
DAY = timedelta(days=1)
CASE = served(LARGE).facts
PLAIN = decided().facts
_WORDS = (
    "某某公司\n91230125MA00000000\n案源编号：1\n案情摘要：x\n呈请理由：x\n审批意见：同意立案。\n案由：x\n"
    "一、理由和依据\n依据：《行政强制法》第二十五条。期限至2026年5月1日止\n地点：x\n扣押 警告\n"
    "违法事实\n证据\n违反了《水法》\n处理依据：《水法》\n裁量\n陈述和申辩 5个工作日内\n"
    "于2026年5月1日在某处举行听证，由某某担任听证主持人。申请回避；委托一至二人代理；视为放弃\n"
    "听证地点：x\n讨论情况\n某（局长）：同意。\n结论\n"
    "履行方式 加处罚款\n60日内申请行政复议，提起行政诉讼\n"
    "结案情形：x\n结案情况\n清单\n1．x\n因案情复杂\n"
    "原措施 解除 依据《行政强制法》\n应当履行的义务 10000元\n"
    "人民法院 申请人 决定内容 事实、理由 催告"
)


def a_paper(kind: str, **changes: Any) -> PaperFacts:
    """A paper that shows everything, sealed and served."""
    plain = PaperFacts(UUID(int=1), kind, kind, date(2026, 5, 1), _WORDS, "某〔2026〕1号")
    whole = {"is_sealed": True, "signers": ("张三",), "served_on": plain.dated, "proof": "回证"}
    return replace(plain, **{**whole, **changes})


KINDS = sorted({kind for kind, _, _ in _TABLE.values()} | {"investigation_report"})
WHOLE = DossierFacts(
    procedures=frozenset(Procedure),
    party_name="某某公司",
    party_code="91230125MA00000000",
    case=CASE,
    has_power=True,
    decided_on=CASE.decision.decided_on if CASE.decision else None,
    papers=tuple(a_paper(kind) for kind in KINDS),
    review_points=CASE.terms.review_points,
    evidence=(EvidenceLine("主体资格材料", "某处", "证明主体", by_officers=True),),
    receipts=("票1",),
    closed_on=date(2026, 6, 1),
)


def answer(number: str, **changes: Any) -> Verdict | None:
    """What the check says of the whole dossier with these changes."""
    found = CHECKS[number](replace(WHOLE, **changes))
    return found.verdict if found else None


def with_case(**changes: Any) -> dict[str, Any]:
    return {"case": replace(CASE, **changes)}


def with_paper(kind: str, **changes: Any) -> dict[str, Any]:
    others = [one for one in WHOLE.papers if one.kind != kind]
    return {"papers": (*others, a_paper(kind, **changes))}


def fault_of(rule: str) -> dict[str, Any]:
    return with_paper("penalty_decision", faults=((rule, "有误。"),))


def the_notice(**changes: Any) -> dict[str, Any]:
    return with_case(notices=tuple(replace(one, **changes) for one in CASE.notices))


def the_proposal(**changes: Any) -> dict[str, Any]:
    assert CASE.proposal is not None
    return with_case(proposal=replace(CASE.proposal, **changes))


def clocks(late_by: int) -> dict[str, Any]:
    """The clocks of the case, decided and served so many days later than they were."""
    assert CASE.decision is not None
    day = timedelta(days=late_by)
    decision = replace(
        CASE.decision,
        decided_on=CASE.decision.decided_on + day,
        served_on=CASE.decision.served_on + 2 * day if CASE.decision.served_on else None,
    )
    facts = replace(CASE, decision=decision)
    book, calendar = load_lawbook("binxian"), national_calendar()
    on = date(2027, 6, 1)
    found = case_deadlines(facts=facts, lawbook=book, calendar=calendar, on=on)
    return {"case": facts, "deadlines": found}


SMALLER = PenaltyContent((PenaltyKind.FINE,), fine_yuan=Decimal(1))
CAMERA = EvidenceFacts(EvidenceKind.DOCUMENTARY, CASE.registered_on, (), True, from_device=True)
UNVERIFIED = replace(CAMERA, from_device=False, verified=False)
NO_PENALTY = without_penalty(Outcome.NO_PENALTY_MINOR).facts
CASES: list[tuple[str, Verdict | None, dict[str, Any]]] = [
    ("101", GOOD, {}),
    ("101", FAULT, {"has_power": False}),
    ("101", None, {"has_power": None}),
    ("103", GOOD, {}),
    ("103", FAULT, with_case(officers=CASE.officers[:1])),
    ("103", FAULT, with_case(officers=(CASE.officers[0],) * 2)),
    (
        "103",
        FAULT,
        with_case(officers=tuple(replace(o, valid_until=date(2020, 1, 1)) for o in CASE.officers)),
    ),
    ("103", FAULT, with_case(recused_person_ids=frozenset({CASE.officers[0].person_id}))),
    ("104", GOOD, {}),
    ("104", FAULT, fault_of("L21")),
    ("106", GOOD, {}),
    ("106", FAULT, with_case(evidence=(UNVERIFIED,))),
    ("106", None, with_case(evidence=())),
    ("107", NA, {}),
    ("107", FAULT, with_case(evidence=(CAMERA,))),
    ("107", GOOD, with_case(evidence=(replace(CAMERA, device_record_reviewed=True),))),
    ("108", GOOD, {}),
    ("108", FAULT, fault_of("L41")),
    (
        "109",
        FAULT,
        the_proposal(range_minimum=Decimal(1), range_maximum=Decimal(2), deviation_reasons=""),
    ),
    ("109", GOOD, the_proposal(range_minimum=Decimal(1), range_maximum=Decimal(10**6))),
    ("109", None, the_proposal(range_maximum=None)),
    ("110", GOOD, {}),
    ("110", FAULT, {"prior_fines": 1}),
    ("112", NA, the_proposal(lawful_minimum=None)),
    ("112", FAULT, the_proposal(lawful_minimum=Decimal(10**6), grounds=frozenset())),
    ("112", GOOD, the_proposal(lawful_minimum=Decimal(10**6), grounds=frozenset({"x"}))),
    ("113", NA, {}),
    ("113", FAULT, the_proposal(outcome=Outcome.NO_PENALTY_MINOR, grounds=frozenset())),
    ("113", GOOD, the_proposal(outcome=Outcome.NO_PENALTY_MINOR, grounds=frozenset({"x"}))),
    ("114", GOOD, {}),
    ("114", FAULT, with_case(act_ended_on=date(2020, 1, 1))),
    ("114", GOOD, with_case(act_ended_on=date(2020, 1, 1), act_continuing=True)),
    ("135", GOOD, {}),
    ("135", FAULT, the_notice(content=SMALLER)),
    ("135", FAULT, the_notice(served_on=None)),
    ("135", FAULT, the_notice(offers_hearing=False)),
    ("136", NA, with_case(hearings=())),
    ("137", GOOD, {}),
    ("137", FAULT, with_case(reviews=())),
    ("137", NA, {"case": PLAIN}),
    ("138", GOOD, {}),
    ("138", FAULT, with_case(reviews=())),
    ("138", NA, {"case": PLAIN}),
    ("139", GOOD, {}),
    ("139", FAULT, with_case(deliberations=())),
    ("139", NA, {"case": PLAIN}),
    ("140", GOOD, {}),
    ("140", FAULT, fault_of("L52")),
    ("141", GOOD, clocks(0)),
    ("141", FAULT, clocks(200)),
    ("144", GOOD, {}),
    ("144", FAULT, with_paper("summary_decision", proof="")),
    ("144", FAULT, clocks(200)),
    ("146", GOOD, {"measures": (HELD,)}),
    ("146", FAULT, {"measures": (replace(HELD, approved=False),)}),
    ("148", GOOD, {"measures": (HELD,), "measure_witnesses": ("李四",)}),
    ("148", None, {"measures": (HELD,), "measure_witnesses": ("",)}),
    ("153", GOOD, {}),
    ("153", FAULT, with_paper("seizure_decision", served_on=date(2026, 5, 2))),
    ("155", NA, {"measures": (HELD,)}),
    ("155", FAULT, {"measures": (IN_TEST,)}),
    ("155", GOOD, {"measures": (IN_TEST,), **with_paper("goods_test_notice")}),
    ("162", None, {}),
    ("311", GOOD, {}),
    ("311", FAULT, {"evidence": (EvidenceLine("照片", "某处", " ", by_officers=True),)}),
    ("312", GOOD, {}),
    ("312", None, {"evidence": ()}),
    ("345", GOOD, {}),
    ("345", FAULT, {"review_points": 1}),
    ("345", FAULT, with_paper("review_opinion", signers=())),
    ("345", NA, {"papers": ()}),
    ("349", GOOD, {}),
    ("349", FAULT, with_case(notices=())),
    ("357", None, with_case(closed_on=None)),
    ("502", GOOD, {}),
    ("502", None, {"papers": ()}),
    ("505", NA, {}),
    ("507", GOOD, {"cases_of_year": 99}),
    ("601", GOOD, {}),
    ("601", FAULT, fault_of("L24")),
    ("602", GOOD, {}),
    ("602", FAULT, fault_of("L32")),
]


@pytest.mark.parametrize(("number", "verdict", "changes"), CASES)
def test_a_check_tells_right_from_wrong(
    number: str, verdict: Verdict | None, changes: dict[str, Any]
) -> None:
    assert answer(number, **changes) == verdict


@pytest.mark.parametrize("number", sorted(_TABLE))
def test_a_paper_that_shows_every_part_is_good_and_a_bare_one_is_not(number: str) -> None:
    kind, absent, _ = _TABLE[number]
    bare = a_paper(kind, text="", number="", is_sealed=False, signers=(), served_on=None, proof="")

    assert answer(number) == GOOD
    assert answer(number, papers=(bare,)) == FAULT
    assert answer(number, papers=()) == (NA if absent else None)


def test_half_of_the_parts_lose_half_of_the_points() -> None:
    half = with_paper("penalty_notice", is_sealed=False)

    found = prefill(items=item_set("shenzhen-2026"), facts=replace(WHOLE, **half))

    assert found["333"].mark.lost == Decimal("0.3")
    assert "没有印章" in found["333"].mark.reason


def test_what_the_data_cover_in_part_waits_for_a_person() -> None:
    found = prefill(items=item_set("shenzhen-2026"), facts=WHOLE)

    assert found["135"].is_whole
    assert not found["104"].is_whole


@pytest.mark.parametrize(
    ("cases", "lost"), [(99, "0"), (100, "-0.2"), (301, "-0.3"), (1001, "-0.5"), (5001, "-0.8")]
)
def test_many_cases_add_to_the_score(cases: int, lost: str) -> None:
    facts = replace(WHOLE, cases_of_year=cases)

    found = prefill(items=item_set("shenzhen-2026"), facts=facts)

    assert found["507"].mark.lost == Decimal(lost)


def test_a_demand_comes_before_the_court() -> None:
    facts = demanded().facts

    assert CHECKS["162"](replace(WHOLE, case=facts)) is None
