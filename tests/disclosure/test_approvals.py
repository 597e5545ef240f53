"""Approvals: two persons, neither the author nor anybody of the case, of the text that they saw."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mingjian.cases.decision import serve_decision
from mingjian.disclosure.approvals import approve_content, approve_secrecy, handlers_of
from mingjian.disclosure.models import Approval
from mingjian.disclosure.projection import Masks
from mingjian.dossier.kinds import ServiceMethod
from mingjian.dossier.serving import Delivery
from mingjian.law.breach import MoveRefused
from mingjian.law.roles import Role
from tests.disclosure.make import OPINION, TODAY, TODAY_AT, decided, prepared

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize(
    ("approve", "role"),
    [(approve_content, Role.AGENCY_HEAD), (approve_secrecy, Role.SECRECY_REVIEWER)],
)


def seen(preparation, **changes):
    same = {"preparation_id": preparation.id, "seen_hash": preparation.hash, "opinion": OPINION}
    return {**same, **TODAY_AT, **changes}


def test_both_approvals_name_the_text_and_the_persons():
    matter = decided()
    preparation = prepared(matter)

    content = approve_content(by=matter.office.head, **seen(preparation))
    secrecy = approve_secrecy(by=matter.office.secrecy, **seen(preparation))

    assert content.hash == secrecy.hash == preparation.hash
    assert content.approved_by_person_id != secrecy.approved_by_person_id


@BOTH
def test_the_author_approves_nothing(approve, role):
    matter = decided()
    preparation = prepared(matter)

    with pytest.raises(MoveRefused, match="由您本人形成"):
        approve(by=replace(matter.office.clerk, role=role), **seen(preparation))


@BOTH
def test_who_handled_the_case_approves_nothing(approve, role):
    matter = decided()
    preparation = prepared(matter)

    for person_id in handlers_of(matter.story.case):
        with pytest.raises(MoveRefused, match="您办理过本案"):
            approve(
                by=replace(matter.office.head, role=role, person_id=person_id), **seen(preparation)
            )

    assert not Approval.objects.exists()


def test_one_person_does_not_give_both_approvals():
    matter = decided()
    preparation = prepared(matter)
    approve_content(by=matter.office.head, **seen(preparation))

    with pytest.raises(MoveRefused, match="应当由两人分别进行"):
        approve_secrecy(
            by=replace(matter.office.head, role=Role.SECRECY_REVIEWER), **seen(preparation)
        )


def test_each_approval_has_its_role():
    matter = decided()
    preparation = prepared(matter)

    with pytest.raises(MoveRefused, match="不能保密审查"):
        approve_secrecy(by=matter.office.head, **seen(preparation))
    with pytest.raises(MoveRefused, match="不能内容审核"):
        approve_content(by=matter.office.secrecy, **seen(preparation))


def test_an_approval_is_of_the_text_that_was_seen():
    matter = decided()
    preparation = prepared(matter)

    with pytest.raises(MoveRefused, match="公示稿已经更新"):
        approve_content(by=matter.office.head, **seen(preparation, seen_hash="0" * 64))


def test_an_older_text_is_not_approved():
    matter = decided()
    older = prepared(matter)
    prepared(matter, reasons="重新判断，仍应公示。")

    with pytest.raises(MoveRefused, match="请打开最新的公示稿"):
        approve_content(by=matter.office.head, **seen(older))


def test_an_approval_states_its_opinion():
    matter = decided()

    with pytest.raises(MoveRefused, match="没有写明内容审核意见"):
        approve_content(by=matter.office.head, **seen(prepared(matter), opinion=" "))


def test_what_the_case_learns_later_stops_the_approval():
    matter = decided(facts="当事人的店员钱某丰当场承认经营过期食品。")
    preparation = prepared(matter)
    matter.story.day = TODAY
    serve_to(matter, "钱某丰")

    with pytest.raises(MoveRefused, match="“违法事实”第7个字起含有其他人姓名（钱\\*\\*）"):
        approve_secrecy(by=matter.office.secrecy, **seen(preparation))


def test_a_name_the_clerk_lists_is_covered():
    matter = decided(facts="当事人的店员钱多多和孙多多当场承认，钱多多签字。")

    preparation = prepared(matter, masks=Masks(other_people=("钱多多", "孙多多")))

    assert preparation.content["facts"] == "当事人的店员某A和某B当场承认，某A签字。"
    assert "钱多多" not in str(preparation.content)


def serve_to(matter, receiver):
    delivery = Delivery(
        method=ServiceMethod.DIRECT, done_on=TODAY, receiver=receiver, proof="送达回证"
    )
    matter.story.seal()
    serve_decision(
        case_id=matter.story.case_id,
        delivery=delivery,
        by=matter.story.cast.actor(Role.CASE_OFFICER),
        at=matter.story.at,
    )
