"""Several violations in one decision: each judged by itself, told, printed, and adding up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from mingjian.cases.counts import CountDraft
from mingjian.cases.models import Case, Proposal
from mingjian.cases.proposals import frozen_proposal, proposal_hash
from mingjian.dossier.models import Document
from mingjian.law.circumstances import Circumstances
from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import Move, State
from mingjian.law.roles import Role
from mingjian.ops.demo.places import Offence
from mingjian.ops.demo.story import Telling
from tests.cases import acts
from tests.cases.story import START, make_cast, make_plot, refused, story_at, tell
from tests.cases.summary.spot import SHENZHEN, SIDEWALK

pytestmark = pytest.mark.django_db
FACILITIES = "shenzhen-urban-2023/5"  # 每处设施处五千元以上二万元以下
MET = Circumstances(refused_correction=True)
BOXES = Offence(
    FACILITIES,
    "深圳市示范区样板路",
    "当事人擅自在人行道上设置灯箱3处。",
    "现场检查笔录、现场照片、询问笔录。",
    Decimal("15000"),
    Decimal("15000"),
    Circumstances(measures={"违法设施数量": Decimal(3)}),
)
PLACE = replace(SHENZHEN, offences=(BOXES,), grave=BOXES)


def a_fine(yuan: str) -> PenaltyContent:
    """罚款."""
    return PenaltyContent((PenaltyKind.FINE,), Decimal(yuan))


STALL = CountDraft(SIDEWALK, "当事人超出门、窗外墙摆卖，经责令改正拒不改正。", a_fine("1000"), MET)


def boxes_told(until: Move | None = None, start: date = START, **changes: Any) -> Telling:
    """Three light boxes on the pavement, and goods before the shop."""
    cast = make_cast(PLACE)
    plot = make_plot(cast, place=PLACE, **{"also": (STALL,), **changes})
    case = tell(cast=cast, plot=plot, start=start, until=until)
    return Telling(cast, plot, case.latest_act_on, case_id=case.id)


def words_of(case: Case, kind: str) -> str:
    """All words of the newest document of that kind."""
    return str(Document.objects.filter(subject_id=case.id, kind=kind).latest("made_at").content)


def test_two_violations_are_told_decided_and_paid_together():
    case = boxes_told().case
    proposal = case.proposals.get()

    assert case.state == State.CLOSED.value
    assert [one["fine_yuan"] for one in proposal.counts] == ["15000.00", "1000.00"]
    assert (proposal.fine_yuan, case.decision.fine_yuan) == (16000, 16000)
    for kind in ("investigation_report", "penalty_notice", "penalty_decision"):
        words = words_of(case, kind)
        for element in (
            *("壹万伍仟元整", "壹仟元整", "以上二项违法行为分别裁量，合并执行", "壹万陆仟元整"),
            *("设置灯箱3处", "超出门、窗外墙摆卖", "第二十一条第三款", "第十七条第二款"),
        ):
            assert element in words, (kind, element)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"content": a_fine("5000.01")}, "超出法定幅度"),
        ({"violation_id": FACILITIES}, "列了两次"),
        ({"facts": BOXES.facts}, "不得给予两次以上罚款"),
        ({"violation_id": "market-licence-not-displayed"}, "执法权限"),
        ({"content": a_fine("2000")}, "偏离裁量基准的理由"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_of_several_is_judged_by_itself(change: dict[str, Any], words: str):
    story = boxes_told(until=Move.ADD_EVIDENCE)

    with refused(words):
        acts.report(story, also=(replace(STALL, **change),))


def frozen(story: Telling) -> Proposal:
    """The next revision, not saved."""
    by = story.cast.actor(Role.CASE_OFFICER)
    return frozen_proposal(case=story.case, draft=acts.draft_of(story), on=story.day, by=by)


FORGERIES: dict[str, Any] = {
    "another total": {"fine_yuan": Decimal(15000)},
    "other gains": {"confiscated_gains_yuan": Decimal(1)},
    "one left out": {"counts": lambda counts: counts[:1]},
    "the cause left out": {"counts": lambda counts: counts[::-1]},
    "one twice": {"counts": lambda counts: [counts[0], {**counts[1], "violation": FACILITIES}]},
    "above its statute": {"counts": lambda counts: [counts[0], {**counts[1], "most_yuan": "999"}]},
    "no range": {"counts": lambda counts: [counts[0], {**counts[1], "least_yuan": None}]},
}


def test_the_database_refuses_violations_that_do_not_add_up():
    proposal = frozen(boxes_told(until=Move.ADD_EVIDENCE))
    counts, kept = proposal.counts, dict(proposal.__dict__)

    for name, forged in FORGERIES.items():
        for field, value in forged.items():
            setattr(proposal, field, value(counts) if callable(value) else value)
        with pytest.raises(IntegrityError, match="do not add up"), transaction.atomic():
            proposal.save(force_insert=True)
        proposal.__dict__.update(kept)
        assert proposal.hash == proposal_hash(proposal), name


FIRST = Circumstances(
    refused_correction=True, corrected_promptly=True, grounds=frozenset({"first-violation"})
)


def test_a_first_violation_that_is_punished_is_explained_to_the_party():
    story = story_at(Move.ADD_EVIDENCE)

    with refused("可以不予行政处罚", "没有说明不适用的理由", "第三十三条"):
        acts.report(story, circumstances=FIRST)
    acts.report(story, circumstances=FIRST, leniency_reasons="拒不改正，危害后果并非轻微。")
    acts.issue(story)

    assert "拒不改正，危害后果并非轻微。" in words_of(story.case, "penalty_notice")


def test_the_database_keeps_no_penalty_that_leaves_leniency_unexplained():
    story = story_at(Move.ADD_EVIDENCE)
    proposal = frozen(story)
    proposal.open_leniency = ["可以不予行政处罚"]

    with pytest.raises(IntegrityError, match="unused_leniency"), transaction.atomic():
        proposal.save(force_insert=True)
