"""From the decision to the public record: two approvals of one text, a leaf, then it appears."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from mingjian.disclosure.models import Duty, PublicRecord, Release
from mingjian.disclosure.preparing import prepare_correction
from mingjian.disclosure.projection import Masks
from mingjian.disclosure.publishing import publish, publish_correction, withhold_publication
from mingjian.law.breach import MoveRefused
from mingjian.law.roles import Role
from mingjian.ledger.leaf import opens_commitment
from mingjian.ledger.log import prove_inclusion
from mingjian.ledger.models import Leaf
from tests.cases.story import make_cast
from tests.disclosure.make import (
    TODAY,
    TODAY_AT,
    a_choice,
    approve,
    decided,
    make_office,
    prepared,
    published,
)

pytestmark = pytest.mark.django_db


def test_a_decision_appears_with_its_leaf_and_ends_the_duty():
    matter, shown = published()

    case = matter.story.case
    assert (shown.status, shown.version, shown.published_on) == ("published", 1, TODAY)
    assert (shown.number, shown.party_name) == (case.decision.number, case.party.name)
    assert (matter.duty.settlement, matter.duty.public_id) == ("published", shown.public_id)
    assert prove_inclusion(index=shown.leaf_index).holds


def test_the_leaf_commits_to_the_published_content():
    _, shown = published()
    leaf = Leaf.objects.get(index=shown.leaf_index)
    commitments = json.loads(bytes(leaf.data).split(b"\n", 1)[1])["commitments"]
    salt = bytes.fromhex(shown.salt)

    assert (set(commitments), commitments["sha256"]) == ({"sha256", "sm3"}, shown.commitment)
    assert opens_commitment(content=shown.content, salt=salt, commitments=commitments)
    assert not opens_commitment(
        content={**shown.content, "fine_yuan": "1.00"}, salt=salt, commitments=commitments
    )


def test_two_publications_have_different_salts_and_ids():
    first, second = published()[1], published()[1]

    assert first.salt != second.salt
    assert first.public_id != second.public_id


def test_a_text_without_both_approvals_is_not_published():
    matter = decided()
    preparation = prepared(matter)

    with pytest.raises(MoveRefused, match="尚未完成内容审核、保密审查"):
        publish(preparation_id=preparation.id, by=matter.office.clerk, **TODAY_AT)

    assert not PublicRecord.objects.exists()
    assert not Leaf.objects.exists()


def test_an_older_text_is_not_published():
    matter = decided()
    older = approve(prepared(matter), matter.office)
    prepared(matter, reasons="重新判断，仍应公示。")

    with pytest.raises(MoveRefused, match="公示稿已经更新"):
        publish(preparation_id=older.id, by=matter.office.clerk, **TODAY_AT)


def test_nothing_is_published_twice():
    matter, _ = published()
    preparation = matter.duty.preparations.get()

    with pytest.raises(MoveRefused, match="不能重复办理"):
        publish(preparation_id=preparation.id, by=matter.office.clerk, **TODAY_AT)


def test_another_agency_cannot_publish():
    matter = decided()
    preparation = approve(prepared(matter), matter.office)
    stranger = make_office(make_cast().agency_id).clerk

    with pytest.raises(MoveRefused, match="属于其他机关"):
        publish(preparation_id=preparation.id, by=stranger, **TODAY_AT)


def test_a_correction_is_a_new_version_of_the_same_record():
    matter, before = published()
    choice = a_choice(masks=Masks(other_people=("赵六",)), reasons="隐去其他人姓名。")
    preparation = prepare_correction(
        public_id=before.public_id, choice=choice, by=matter.office.clerk, **TODAY_AT
    )
    approve(preparation, matter.office)

    after = publish_correction(preparation_id=preparation.id, by=matter.office.clerk, **TODAY_AT)

    assert (after.public_id, after.version, after.corrected_on) == (before.public_id, 2, TODAY)
    assert after.correction_note == "隐去其他人姓名。"
    assert after.salt != before.salt
    assert [leaf.type for leaf in Leaf.objects.order_by("index")] == ["publish", "correct"]
    assert Release.objects.filter(public_id=before.public_id).count() == 2


def test_a_withheld_decision_ends_the_duty_with_ground_and_reasons():
    matter = decided()
    preparation = approve(
        prepared(matter, social_effect=False, reasons="影响轻微，未造成社会影响。"), matter.office
    )

    duty = withhold_publication(preparation_id=preparation.id, by=matter.office.clerk, **TODAY_AT)

    assert duty.settlement == "withheld"
    assert (preparation.ground, preparation.content) == ("no_social_effect", {})
    assert not PublicRecord.objects.exists()


def test_an_opinion_not_to_publish_cannot_be_published():
    matter = decided()
    preparation = approve(prepared(matter, social_effect=False), matter.office)

    with pytest.raises(MoveRefused, match="结论不是这样"):
        publish(preparation_id=preparation.id, by=matter.office.clerk, **TODAY_AT)


def test_only_the_clerk_prepares():
    matter = decided()

    with pytest.raises(MoveRefused, match=r"请由公示信息员办理"):
        prepared_by_officer(matter)

    assert not Duty.objects.get().preparations.exists()


def prepared_by_officer(matter):
    office = replace(matter.office, clerk=matter.story.cast.actor(Role.CASE_OFFICER))
    return prepared(replace(matter, office=office))
