"""Unlawful steps with a case that justice sent: rule, step, wrong act, wrong matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from mingjian.law.procedure import State
from mingjian.law.proceedings import rules_justice as justice
from mingjian.law.proceedings.facts import ProceedingFacts
from mingjian.law.proceedings.kinds import ProceedingKind
from tests.law.procedure.people import MONDAY
from tests.law.proceedings.store import CASE, M, path_to, step_of

RECEIVE, ANSWER = M.RECEIVE_FROM_JUSTICE, M.ANSWER_JUSTICE
RECEIVED = ProceedingFacts(ProceedingKind.FROM_JUSTICE, (step_of(RECEIVE),))
REFERRED = ProceedingFacts(ProceedingKind.REFERRAL, path_to(M.RECORD_ANSWER).steps)
TOLD = (step_of(RECEIVE), step_of(ANSWER, choice="result"))
BEFORE_OPENING = replace(CASE, officers=(), opened_on=None, state=State.REGISTERED)

UNLAWFUL: list[tuple[Any, M, dict[str, Any] | None, dict[str, Any] | None]] = [
    (justice.apl27_received_once, RECEIVE, None, {"others": (RECEIVED,)}),
    (justice.apl27_not_referred_by_us, RECEIVE, None, {"others": (REFERRED,)}),
    (
        justice.apl27_received_day_is_possible,
        RECEIVE,
        {"entered_on": MONDAY - timedelta(days=1)},
        None,
    ),
    (justice.apl27_sender_is_named, RECEIVE, {"organ": "样板县税务局"}, None),
    (justice.apl27_letter_is_named, RECEIVE, {"subject": "检察意见书"}, None),
    (
        justice.apl27_letter_is_named,
        RECEIVE,
        {"subject": "《检察意见书》（样检行意〔2026〕3号，2026年3月3日）"},
        None,
    ),
    (
        justice.apl27_letter_is_named,
        RECEIVE,
        {"subject": "《检察意见书》（样检行意〔2026〕3号，2026年2月30日）"},
        None,
    ),
    (justice.apl27_ground_is_chosen, RECEIVE, {"choice": "convicted"}, None),
    (
        justice.apl27_answer_day_is_possible,
        RECEIVE,
        {"due_on": MONDAY - timedelta(days=1)},
        None,
    ),
    (justice.apl27_reply_is_chosen, ANSWER, {"choice": ""}, None),
    (justice.apl27_result_is_there, ANSWER, {"choice": "result"}, None),
    (justice.apl27_result_told_once, ANSWER, None, {"steps": TOLD}),
]
