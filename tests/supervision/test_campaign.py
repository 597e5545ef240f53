"""From plan to result: the draw can be recomputed, who is not independent is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from mingjian.journal.models import Entry
from mingjian.law.appraisal import Mark, Verdict, commitment_of, draw_sample, fingerprint_of
from mingjian.law.roles import Role
from mingjian.supervision.appraisal.assigning import assign_reviewer, withdraw
from mingjian.supervision.appraisal.campaigns import close_roster, create_campaign, draw
from mingjian.supervision.appraisal.concluding import (
    answer_appeal,
    confirm_finding,
    file_appeal,
    finalise,
)
from mingjian.supervision.appraisal.sheets import open_dossier, submit_sheet
from mingjian.supervision.models import Draw, Roster
from tests.access.make import make_user
from tests.cases.story import refused
from tests.supervision.make import (
    CASES,
    DRAWN,
    SIZE,
    Told,
    at,
    by,
    confirmed,
    full_marks,
    head_of,
    plan,
    submitted,
)

UNCLEAR = Mark("302", Verdict.FAULT, Decimal("0.3"), "案情摘要过于简略")


def test_anybody_can_recompute_the_sample(told: Told) -> None:
    campaign, roster = told.campaign, Roster.objects.get(campaign_id=told.campaign_id)
    seed = Draw.objects.get(campaign=campaign).seed
    ids = list(campaign.entries.values_list("case_id", flat=True))

    again = draw_sample(seed=seed, roster=ids[::-1], count=SIZE)

    assert commitment_of(seed) == campaign.commitment
    assert fingerprint_of(ids) == roster.fingerprint
    assert {one.case_id for one in again} == set(campaign.sampled.values_list("case_id", flat=True))


def test_the_seed_was_promised_before_the_roster_was_known(told: Told) -> None:
    kinds = [one.kind for one in Entry.objects.filter(stream_id=told.campaign_id).order_by("seq")]

    assert kinds[:3] == ["appraisal.create", "appraisal.close_roster", "appraisal.draw"]
    assert told.campaign.commitment in str(
        Entry.objects.get(stream_id=told.campaign_id, seq=1).payload
    )
    assert Roster.objects.get(campaign_id=told.campaign_id).case_count == CASES


def test_what_was_listed_and_drawn_is_not_done_again(told: Told) -> None:
    acts = {"campaign_id": told.campaign_id, "by": by(told.organiser), "at": at()}

    with refused("名单已经确定"):
        close_roster(**acts)
    with refused("样本不能更换"):
        draw(**acts)


def test_a_scope_without_decided_cases_is_refused(told: Told) -> None:
    elsewhere = plan(division_code="431100")
    campaign = create_campaign(plan=elsewhere, by=by(told.organiser), at=at())

    with refused("没有已经作出决定的案件"):
        close_roster(campaign_id=campaign.id, by=by(told.organiser), at=at())


def test_nobody_of_the_agency_appraises_its_dossier(told: Told) -> None:
    insider = make_user(
        Role.SUPERVISOR,
        division_code="230100",
        agency_id=told.cast.agency_id,
        name="本机关的人",
    )
    withdraw(assignment_id=told.assignment.id, reasons="近亲属", by=by(told.organiser), at=at())

    with refused("是被评查机关的人员"):
        assign_reviewer(
            sampled_id=told.first.id, reviewer_id=insider.id, by=by(told.organiser), at=at()
        )


def test_who_has_withdrawn_neither_scores_nor_comes_back(told: Told) -> None:
    assignment, marks = told.assignment, full_marks(told)
    withdraw(assignment_id=assignment.id, reasons="近亲属", by=by(told.organiser), at=at())

    with refused("已经回避"):
        submit_sheet(assignment_id=assignment.id, marks=marks, by=by(told.reviewers[0]), at=at())
    with refused("已经回避"):
        assign_reviewer(
            sampled_id=told.first.id,
            reviewer_id=told.reviewers[0].id,
            by=by(told.organiser),
            at=at(),
        )


def test_most_items_of_an_ordinary_case_are_prefilled_with_their_proof(told: Told) -> None:
    dossier = open_dossier(sampled=told.first, on=DRAWN)

    assert len(dossier.prefilled) >= 50
    assert dossier.prefilled["135"].papers[0].title == "行政处罚告知书"
    assert dossier.prefilled["135"].mark.verdict is Verdict.GOOD


def test_a_sheet_with_an_open_item_is_refused(told: Told) -> None:
    marks = full_marks(told)[1:]

    with refused("还有1项没有评分"):
        submit_sheet(
            assignment_id=told.assignment.id, marks=marks, by=by(told.reviewers[0]), at=at()
        )


def test_another_person_does_not_score(told: Told) -> None:
    with refused("不是本案卷指派的评查人员"):
        submit_sheet(
            assignment_id=told.assignment.id,
            marks=full_marks(told),
            by=by(told.reviewers[1]),
            at=at(),
        )


def test_a_reviewer_does_not_confirm_the_own_sheet(told: Told) -> None:
    sampled = submitted(told)

    with refused("是本案卷的评查人员"):
        confirm_finding(sampled_id=sampled.id, choices={}, by=by(told.reviewers[0]), at=at())


def test_an_accepted_appeal_gives_the_points_back(told: Told) -> None:
    sampled = confirmed(told, i302=UNCLEAR)
    before = sampled.finding.regularity
    file_appeal(
        sampled_id=sampled.id, numbers=["302"], reasons="摘要已经完整", by=head_of(told), at=at()
    )

    answer = answer_appeal(
        sampled_id=sampled.id, accepted=["302"], reasons="成立", by=by(told.organiser), at=at()
    )
    result = finalise(sampled_id=sampled.id, by=by(told.organiser), at=at())

    assert answer.regularity > before
    assert result.regularity == answer.regularity


def test_an_appeal_names_items_with_a_deduction_and_comes_in_time(told: Told) -> None:
    sampled, head = confirmed(told, i302=UNCLEAR), head_of(told)

    with refused("没有扣分"):
        file_appeal(sampled_id=sampled.id, numbers=["303"], reasons="错", by=head, at=at())
    with refused("申诉期限已于"):
        late = at(DRAWN + timedelta(days=16))
        file_appeal(sampled_id=sampled.id, numbers=["302"], reasons="错", by=head, at=late)
    with refused("不是被评查机关的负责人"):
        other = replace(head, agency_id=None)
        file_appeal(sampled_id=sampled.id, numbers=["302"], reasons="错", by=other, at=at())


def test_a_result_waits_for_the_appeal(told: Told) -> None:
    sampled = confirmed(told, i302=UNCLEAR)

    with refused("申诉期限至"):
        finalise(sampled_id=sampled.id, by=by(told.organiser), at=at())
    file_appeal(sampled_id=sampled.id, numbers=["302"], reasons="有误", by=head_of(told), at=at())
    with refused("申诉尚未答复"):
        late = at(DRAWN + timedelta(days=30))
        finalise(sampled_id=sampled.id, by=by(told.organiser), at=late)


def test_a_veto_makes_the_dossier_fail(told: Told) -> None:
    veto = Mark("105", Verdict.FAULT, Decimal(100), "主要事实没有证据")

    sampled = confirmed(told, i105=veto)

    assert sampled.finding.grade == "不合格"
    assert sampled.finding.vetoes == ["105"]


@pytest.mark.parametrize("percent", [1, 50, 100])
def test_a_share_of_the_roster_is_rounded_up(told: Told, percent: int) -> None:
    share = plan(sample_size=None, sample_percent=percent)
    campaign = create_campaign(plan=share, by=by(told.organiser), at=at())

    roster = close_roster(campaign_id=campaign.id, by=by(told.organiser), at=at())

    assert roster.sample_count == -(-CASES * percent // 100)
