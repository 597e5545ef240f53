"""Covert recordings: nothing rests on one before the head who was asked has said so himself."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from mingjian.law.covert import Covert, confirmation_breaches, covert_unusable
from mingjian.law.roles import Actor, Role

HEAD = Actor(UUID(int=1), "王五", Role.AGENCY_HEAD, UUID(int=9), "证据审批")
ASKED = Covert(True, None, "王五", HEAD.person_id)


@pytest.mark.parametrize(
    ("covert", "code", "word"),
    [
        (Covert(False), "", ""),
        (ASKED, "COVERT_UNCONFIRMED", "待确认"),
        (replace(ASKED, confirmed=False), "COVERT_DENIED", "不予确认"),
        (replace(ASKED, confirmed=True), "", "已确认"),
    ],
)
def test_apl46_a_covert_recording_is_used_only_when_confirmed(
    covert: Covert, code: str, word: str
) -> None:
    breach = covert_unusable(covert)

    assert (breach.code if breach else "") == code
    assert covert.word == word


@pytest.mark.parametrize(
    ("changed", "opinion", "by", "code"),
    [
        ({}, "5月10日批准。", HEAD, ""),
        ({}, " ", HEAD, "COVERT_OPINION"),
        ({}, "同意。", replace(HEAD, person_id=UUID(int=2)), "COVERT_OTHER"),
        ({}, "同意。", replace(HEAD, role=Role.CASE_OFFICER), "COVERT_OTHER"),
        ({"confirmed": False}, "同意。", HEAD, "COVERT_RULED"),
        ({"is_covert": False}, "同意。", HEAD, "COVERT_RULED"),
    ],
)
def test_only_the_head_who_was_asked_confirms_and_once(
    changed: dict[str, bool], opinion: str, by: Actor, code: str
) -> None:
    found = confirmation_breaches(covert=replace(ASKED, **changed), opinion=opinion, by=by)

    assert [one.code for one in found] == ([code] if code else [])
