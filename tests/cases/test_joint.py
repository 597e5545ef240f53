"""Joint parties: one case, each party noticed, heard, decided and paid for itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, connection

from mingjian.cases.joint import separate_party
from mingjian.cases.models import Case, Decision
from mingjian.cases.paper_checks import faults_against_sealing
from mingjian.disclosure.sources import source_of_case
from mingjian.dossier.models import Document
from mingjian.law.procedure import Move, State
from mingjian.law.roles import Role
from mingjian.ops.demo.joint import (
    Joint,
    begin_jointly,
    end_jointly,
    join,
    person_for,
    propose_jointly,
)
from mingjian.ops.demo.story import deliberate_where_owed
from tests.cases import acts
from tests.cases.story import (
    BINXIAN,
    EARLY,
    START,
    YUAN,
    entries_of,
    make_cast,
    make_plot,
    refused,
    state_of,
    story_at,
)

pytestmark = pytest.mark.django_db


def begun() -> Joint:
    """A firm and the person responsible, investigated together; the person is to pay less."""
    cast = make_cast()
    other = person_for(BINXIAN, 41, by=cast.actor(Role.CASE_OFFICER), at=EARLY)
    first, second = begin_jointly(cast=cast, plot=make_plot(cast), other=other, start=START)
    assert second.plot.content is not None
    less = replace(second.plot.content, fine_yuan=YUAN(10_000))
    second.plot, second.day = replace(second.plot, content=less), first.day
    return first, second


def noticed() -> Joint:
    """Both told; only the first is served, and its periods are over."""
    first, second = begun()
    propose_jointly(first, second)
    served = first.case.notice_services.get()
    first.wait_until_after(max(filter(None, (served.defence_due_on, served.hearing_due_on))))
    second.day = first.day
    return first, second


def words_of(case: Case, kind: str) -> str:
    """All words of the newest document of that kind."""
    return str(Document.objects.filter(subject_id=case.id, kind=kind).latest("made_at").content)


def test_a_firm_and_its_responsible_person_are_told_decided_and_paid_each() -> None:
    first, second = begun()
    assert state_of(second.case_id) is state_of(first.case_id) is State.INVESTIGATING
    assert second.case.evidence.count() == first.case.evidence.count() == 3

    propose_jointly(first, second)
    end_jointly(first, second)

    firm, person = first.case, second.case
    assert (firm.state, person.state) == (State.CLOSED.value, State.CLOSED.value)
    assert (firm.decision.fine_yuan, person.decision.fine_yuan) == (12_000, 10_000)
    assert firm.decision.decided_on == person.decision.decided_on
    assert firm.decision.number != person.decision.number
    assert person.payments.get().amount_yuan == 10_000
    for case, other in ((firm, person), (person, firm)):
        words = words_of(case, "penalty_decision")
        assert f"'共同当事人', '{other.party.name}'" in words
        assert f"{other.party.name}：罚款人民币" in words
        assert "壹万贰仟元整" in words
        assert not faults_against_sealing(case.decision.document)
        assert "壹万元整" in words
        assert f"'共同当事人', '{other.party.name}'" in words_of(case, "penalty_notice")
    assert person.party.name in source_of_case(firm).other_people


def test_no_decision_while_the_notice_of_one_party_still_runs() -> None:
    first, second = noticed()

    with refused(f"当事人{second.case.party.name}：", "送达"):
        acts.decide(first)
    acts.issue(second)
    acts.serve(second)
    with refused(f"当事人{second.case.party.name}：", "陈述、申辩"):
        acts.decide(first)

    with refused("陈述、申辩"):
        acts.decide(second)
    assert not Decision.objects.filter(case__in=[first.case_id, second.case_id]).exists()


def test_a_defence_of_one_party_is_answered_before_anybody_is_decided() -> None:
    first, second = noticed()
    acts.issue(second)
    acts.serve(second)
    acts.record_defence(second, "只是听从安排。")
    served = second.case.notice_services.get()
    second.wait_until_after(max(filter(None, (served.defence_due_on, served.hearing_due_on))))
    first.day = second.day

    with refused(f"当事人{second.case.party.name}：", "复核"):
        acts.decide(first)

    acts.answer_defence(second)
    deliberate_where_owed(second)
    first.day = second.day
    acts.decide(first)
    assert "只是听从安排" in words_of(second.case, "penalty_decision")
    assert "只是听从安排" not in words_of(first.case, "penalty_decision")


def test_a_party_dealt_with_apart_or_dismissed_holds_nobody_up() -> None:
    first, second = noticed()
    separate_party(
        case_id=second.case_id,
        on=first.day,
        reasons="下落不明，公告送达期间较长。",
        by=first.cast.actor(Role.AGENCY_HEAD),
        at=first.at,
    )

    deliberate_where_owed(first)
    acts.decide(first)

    assert state_of(first.case_id) is State.DECIDED
    assert state_of(second.case_id) is State.REVIEWED
    assert "共同当事人" not in words_of(first.case, "penalty_decision")
    assert [one.kind for one in entries_of(second.case_id)][-1] == "joint.separated"


def test_who_may_be_joined_and_set_apart_and_when() -> None:
    first, second = begun()
    head = first.cast.actor(Role.AGENCY_HEAD)

    with refused("该当事人已经是本案当事人"):
        join(first, second.case.party_id)
    with refused("分案办理应当写明理由"):
        separate_party(case_id=first.case_id, on=first.day, reasons=" ", by=head, at=first.at)
    alone = story_at(Move.ADD_EVIDENCE)
    with refused("没有共同当事人"):
        separate_party(
            case_id=alone.case_id,
            on=alone.day,
            reasons="无。",
            by=alone.cast.actor(Role.AGENCY_HEAD),
            at=alone.at,
        )
    with refused("不能批准分案办理"):
        separate_party(
            case_id=first.case_id,
            on=first.day,
            reasons="自行决定。",
            by=first.cast.actor(Role.CASE_OFFICER),
            at=first.at,
        )
    decided = story_at(Move.DECIDE, waives=True)
    with refused("已经作出决定，不能再增加共同当事人"):
        join(decided, second.case.party_id)


def test_a_party_that_joins_later_takes_the_evidence_and_its_own_way_to_the_others() -> None:
    story = story_at(Move.ADD_EVIDENCE, cast=make_cast())
    taken = story.case.evidence.count()
    other = person_for(BINXIAN, 42, by=story.cast.actor(Role.CASE_OFFICER), at=EARLY)

    late = join(story, other)
    acts.add_evidence(story, title="补充的书证")

    assert state_of(late.case_id) is State.REGISTERED
    assert late.case.evidence.count() == taken
    assert story.case.evidence.count() == taken + 1


def test_the_database_decides_a_joint_case_for_each_party_or_for_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, _ = noticed()
    deliberate_where_owed(first)
    monkeypatch.setattr("mingjian.cases.acting.along_with", lambda *args, **kwargs: [])

    acts.decide(first)

    with (
        pytest.raises(IntegrityError, match="for each party or for none"),
        connection.cursor() as sql,
    ):
        sql.execute("SET CONSTRAINTS ALL IMMEDIATE")
