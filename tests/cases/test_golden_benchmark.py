"""Real decision (c): goods displayed beyond the shop front, under the benchmark of Shenzhen.

The third time within a year costs 5,000 yuan by the ordinary procedure; slight and corrected at
once is not punished, and the party is educated.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from mingjian.cases.models import Case
from mingjian.cases.offences import offence_number
from mingjian.dossier.models import Document
from mingjian.law.circumstances import Circumstances
from mingjian.law.procedure import Move, Outcome, State
from mingjian.ops.demo.places import Offence
from mingjian.ops.demo.story import Telling
from tests.cases import acts
from tests.cases.golden_table import lacking
from tests.cases.story import last_entry, make_cast, make_plot, refused, tell
from tests.cases.summary.spot import SHENZHEN, SIDEWALK

pytestmark = pytest.mark.django_db

SHOPFRONT = Offence(
    SIDEWALK,
    "深圳市示范区样板路示范商店门前",
    "当事人超出门、窗外墙摆卖水果，经书面责令改正后拒不改正。",
    "现场检查笔录、现场照片、责令改正通知书及送达回证、询问笔录。",
    Decimal("1000"),
    Decimal("5000"),
    Circumstances(refused_correction=True),
)
PLACE = replace(SHENZHEN, offences=(SHOPFRONT,), grave=SHOPFRONT)
STARTS = (date(2026, 1, 12), date(2026, 3, 9), date(2026, 5, 18))
AT_ONCE = Circumstances(
    is_slight=True, corrected_promptly=True, grounds=frozenset({"slight-and-harmless"})
)


def shop_told(*, until: Move | None = None, start: date = STARTS[0], **changes: Any) -> Telling:
    """A case of the shop, told so far."""
    cast = changes.pop("cast", None) or make_cast(PLACE)
    plot = make_plot(cast, place=PLACE, **changes)
    case = tell(cast=cast, plot=plot, start=start, until=until)
    return Telling(cast, plot, case.latest_act_on, case_id=case.id)


def times(number: int, fine: str) -> dict[str, Any]:
    """What the officers find and propose the how-manieth time."""
    plot = make_plot(make_cast(PLACE), place=PLACE)
    assert plot.content is not None
    return {
        "circumstances": Circumstances(offence_count=number, refused_correction=True),
        "content": replace(plot.content, fine_yuan=Decimal(fine)),
    }


def decision_of(case: Case) -> str:
    """All words of the decision."""
    return str(Document.objects.get(id=case.decision.document_id).content)


def test_the_third_time_within_a_year_costs_five_thousand_yuan():
    first = shop_told(until=Move.SERVE_DECISION, **times(1, "1000"))
    again = {"cast": first.cast, "party_id": first.plot.party_id, "until": Move.SERVE_DECISION}
    shop_told(start=STARTS[1], **again, **times(2, "3000"))
    third = shop_told(start=STARTS[2], **{**again, "until": Move.ADD_EVIDENCE}, **times(2, "3000"))

    number = offence_number(
        party_id=third.plot.party_id, violation_id=SIDEWALK, on=third.case.act_ended_on
    )
    with refused("第2次", "第3次", "《行政处罚法》第三十四条"):
        acts.report(third)
    case = shop_told(start=STARTS[2], **again, **times(3, "5000")).case

    assert number == 3
    assert lacking("c", decision_of(case) + str(case.proposals.get().trace)) == []
    proposal = case.proposals.get()
    assert (proposal.tier, proposal.range_minimum, proposal.range_maximum) == (
        "情节严重",
        5000,
        5000,
    )
    for element in (
        *("伍仟元整", "5,000.00", "深圳市示范区城市管理和综合执法局"),
        *("《深圳经济特区市容和环境卫生管理条例》第十七条第二款", "深城管规〔2023〕2号"),
    ):
        assert element in decision_of(case) + str(proposal.trace), element


def test_slight_and_corrected_at_once_is_not_punished_and_the_party_is_educated():
    case = shop_told(outcome=Outcome.NO_PENALTY_MINOR, content=None, circumstances=AT_ONCE).case

    words = decision_of(case)
    assert lacking("c′", words) == []
    assert (case.state, case.proposals.get().tier) == (State.CLOSED.value, "情节轻微")
    assert last_entry(case.id).payload["educated"] is True
    for element in ("依法不予行政处罚", "《行政处罚法》第三十三条第一款", "教育"):
        assert element in words, element


def test_a_fine_for_what_is_slight_and_corrected_at_once_is_refused():
    story = shop_told(until=Move.ADD_EVIDENCE, circumstances=AT_ONCE)

    with refused("不应当给予处罚", "第三十三条"):
        acts.report(story)
