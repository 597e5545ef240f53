"""Real decisions, told as their agencies would enter them: the same elements must come out.

(a) Two production lines were in use before the environmental impact assessment was approved: a
percentage of the total investment. (b) Treatment of volatile organic compounds was not used: a
range in yuan, heavy enough that a hearing must be offered.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from mingjian.cases.models import Case
from mingjian.dossier.models import Document
from mingjian.law.circumstances import Circumstances
from mingjian.law.penalties import PenaltyKind
from mingjian.law.procedure import Move
from mingjian.law.violations import Line
from mingjian.ops.demo.places import Offence
from mingjian.ops.demo.story import Telling
from tests.cases import acts
from tests.cases.golden_table import lacking
from tests.cases.story import BINXIAN, START, make_cast, make_plot, refused, tell

pytestmark = pytest.mark.django_db

BUILDING = Offence(
    "environment-building-before-approval",
    "宾县示范工业园",
    "当事人的两条生产线在环境影响评价文件未经批准的情况下建成并投入使用，建设项目总投资额2000000元。",
    "现场勘察笔录、询问笔录、项目投资合同及发票、现场照片。",
    Decimal("40000"),
    Decimal("40000"),
    Circumstances(measures={"建设项目总投资额": Decimal("2000000")}),
)
FUMES = Offence(
    "environment-voc-uncollected",
    "宾县示范工业园",
    "当事人喷漆工序产生含挥发性有机物废气，未按照规定使用污染防治设施。",
    "现场检查笔录、询问笔录、现场照片、设备运行台账。",
    Decimal("110000"),
    Decimal("110000"),
)
AGENCY = replace(
    BINXIAN,
    agency="宾县生态环境局",
    short_name="宾县环境局",
    prefix="宾环",
    line=Line.ENVIRONMENT,
    power="《大气污染防治法》第五条",
    offences=(BUILDING, FUMES),
    grave=FUMES,
)


def told(offence: int, until: Move | None = None, **changes: Any) -> Case:
    """The case as the agency of the environment handles it."""
    cast = make_cast(AGENCY)
    plot = make_plot(cast, place=AGENCY, offence=offence, **changes)
    return tell(cast=cast, plot=plot, start=START, until=until)


def paper(case: Case, kind: str) -> str:
    """All words of the newest document of that kind."""
    return str(Document.objects.filter(subject_id=case.id, kind=kind).latest("made_at").content)


def test_building_before_approval_is_fined_by_a_percentage_of_the_investment():
    case = told(0)
    proposal, decision = case.proposals.get(), paper(case, "penalty_decision")

    assert lacking("a", decision) == []
    assert (proposal.lawful_minimum, proposal.lawful_maximum) == (20_000, 100_000)
    for element in (
        *(case.party.name, case.party.credit_code, "宾县生态环境局", "两条生产线"),
        *("《环境影响评价法》第二十五条", "《环境影响评价法》第三十一条第一款"),
        *("肆万元整", "40,000.00", "十五日内", "每日按罚款数额的百分之三加处罚款"),
        *("60日内", "宾县人民政府", "6个月内", "宾县人民法院"),
    ):
        assert element in decision, element


def test_more_than_five_per_cent_of_the_investment_cannot_be_proposed():
    cast = make_cast(AGENCY)
    plot = make_plot(cast, place=AGENCY, offence=0)
    assert plot.content is not None
    too_much = replace(plot, content=replace(plot.content, fine_yuan=Decimal("100000.01")))
    case = tell(cast=cast, plot=plot, start=START, until=Move.ADD_EVIDENCE)
    story = Telling(cast, too_much, case.latest_act_on, case_id=case.id)

    with refused("100,000"):
        acts.report(story)


def test_untreated_fumes_are_told_the_right_to_a_hearing_before_the_decision():
    case = told(1, until=Move.DECIDE)
    proposal, notice = case.proposals.get(), paper(case, "penalty_notice")

    assert lacking("b", notice + paper(case, "penalty_decision")) == []
    assert (proposal.lawful_minimum, proposal.lawful_maximum) == (20_000, 200_000)
    assert proposal.kinds == [PenaltyKind.FINE.value]
    assert case.notices.get().offers_hearing
    for element in (
        *("《大气污染防治法》第四十五条", "《大气污染防治法》第一百零八条第（一）项"),
        *("壹拾壹万元整", "110,000.00", "要求听证", "5个工作日", "陈述", "申辩"),
    ):
        assert element in notice, element
