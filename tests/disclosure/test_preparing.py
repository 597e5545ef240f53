"""Preparing: the public text is the decision itself, less what the rules and the clerk take out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from mingjian.disclosure.grounds import WithholdGround
from mingjian.disclosure.models import Preparation
from mingjian.disclosure.preparing import prepare_correction, preview_publication
from mingjian.disclosure.projection import Masks
from mingjian.journal.writing import write_entry
from mingjian.law.breach import MoveRefused
from tests.disclosure.make import (
    HOME,
    PERSON,
    PHONE,
    TODAY_AT,
    a_choice,
    decided,
    decided_against_a_person,
    make_office,
    prepared,
    published,
    withdrawn,
)

pytestmark = pytest.mark.django_db


def test_the_public_text_says_what_the_decision_says():
    matter = decided()
    case = matter.story.case

    content = prepared(matter).content

    assert content["agency"] == case.agency.name
    assert content["party_name"] == case.party.name
    assert content["credit_code"] == case.party.credit_code
    assert content["legal_representative"] == case.party.legal_representative
    assert content["facts"] == case.proposals.get().facts
    assert content["number"] == case.decision.number
    assert content["decided_on"] == case.decision.decided_on.isoformat()
    assert content["kinds"] == case.decision.kinds
    assert content["division"] == "黑龙江省哈尔滨市宾县"
    assert content["basis"]
    assert content["basis"][0].startswith("《")
    assert content["summary"].endswith("。")
    assert "申请行政复议" in content["remedy"]


def test_of_a_person_nothing_but_the_name_is_public():
    facts = f"{PERSON}（住{HOME}，电话{PHONE}，1990年1月1日出生）经营超过保质期的食品。"
    matter = decided_against_a_person(facts=facts)

    preparation = prepared(matter)

    assert preparation.content["party_name"] == PERSON
    assert preparation.content["facts"] == (
        f"{PERSON}（住黑龙江省哈尔滨市宾县，电话××，××出生）经营超过保质期的食品。"
    )
    assert preparation.content["credit_code"] == ""
    assert preparation.content["legal_representative"] == ""
    done = {each["rule"]: each["cite"] for each in preparation.withheld}
    assert done["自然人住址"] == "《浙江省行政处罚结果信息网上公开暂行办法》"
    assert {"身份证件号码", "自然人住址"} <= set(done)


def test_a_home_that_nobody_listed_stops_the_clerk_with_its_place():
    matter = decided_against_a_person(facts="当事人现住测试市测试路88号，经营超过保质期的食品。")

    with pytest.raises(MoveRefused, match="“违法事实”第4个字起含有县级以下住址"):
        prepared(matter)

    assert not Preparation.objects.exists()


def test_listed_passages_are_covered_with_their_rule():
    matter = decided(facts="经举报人郑某丽举报，当事人用秘方甲七号配方生产，店员吴多多患有乙肝。")
    masks = Masks(
        other_people=("吴多多",),
        reporters=("举报人郑某丽",),
        trade_secrets=("甲七号配方",),
        sensitive=("患有乙肝",),
    )

    preparation = prepared(matter, masks=masks)

    assert preparation.content["facts"] == (
        "经××举报，当事人用秘方××（涉及商业秘密，已作处理）生产，店员某A××。"
    )
    assert len(preparation.content["notes"]) == 4


def test_a_decision_against_a_minor_is_never_published():
    matter = decided_against_a_person()
    turn_out_to_be_born(matter, date(2009, 5, 1))

    preparation = prepared(matter, social_effect=True)

    assert not preparation.publishes
    assert preparation.ground == WithholdGround.MINOR.value
    assert preparation.content == {}
    assert preparation.cite
    assert "未成年人" in preparation.reasons


def test_without_social_effect_the_reasons_are_kept():
    preparation = prepared(decided(), social_effect=False, reasons="情节轻微，影响不大。")

    assert (preparation.publishes, preparation.ground) == (False, "no_social_effect")
    assert preparation.reasons == "情节轻微，影响不大。"


def test_a_choice_without_reasons_is_refused():
    with pytest.raises(MoveRefused, match="没有写明是否公示的理由"):
        prepared(decided(), reasons="  ")


def test_each_revision_has_its_own_hash():
    matter = decided()

    first, second = prepared(matter), prepared(matter)

    assert (first.revision, second.revision) == (1, 2)
    assert first.content == second.content
    assert first.hash != second.hash


def test_a_preview_changes_nothing():
    matter = decided(facts="当事人的店员吴多多当场承认。")

    projection = preview_publication(duty_id=matter.duty_id, masks=Masks(other_people=("吴多多",)))

    assert projection.fields.facts == "当事人的店员某A当场承认。"
    assert projection.publish
    assert not Preparation.objects.exists()


def test_a_settled_duty_takes_no_further_text():
    matter, _ = published()

    with pytest.raises(MoveRefused, match="已公示，不能再形成公示稿"):
        prepared(matter)


def test_what_was_withdrawn_is_not_corrected():
    matter, shown = published()
    withdrawn(shown, matter.office)

    with pytest.raises(MoveRefused, match="已经撤下，不能更正"):
        prepare_correction(
            public_id=shown.public_id, choice=a_choice(), by=matter.office.clerk, **TODAY_AT
        )


def test_the_public_reasons_of_a_correction_hold_no_personal_data():
    matter, shown = published()

    with pytest.raises(MoveRefused, match="“更正说明”第3个字起含有手机号码"):
        prepare_correction(
            public_id=shown.public_id,
            choice=a_choice(reasons="删去13800138000。"),
            by=matter.office.clerk,
            **TODAY_AT,
        )


def test_each_agency_prepares_its_own():
    matter = decided()
    stranger = make_office(decided().office.agency_id).clerk

    with pytest.raises(MoveRefused, match="属于其他机关"):
        preparation_by(matter, stranger)


def preparation_by(matter, clerk):
    return prepared(replace(matter, office=replace(matter.office, clerk=clerk)))


def turn_out_to_be_born(matter, day):
    """The register was wrong about the party's age when the case was decided."""
    party = matter.story.case.party
    party.birth_on = day
    with transaction.atomic():
        party.save(update_fields=["birth_on"])
        write_entry(
            stream_id=party.id,
            stream_kind="party",
            kind="party_changed",
            by=matter.office.clerk,
            at=TODAY_AT["at"],
        )
