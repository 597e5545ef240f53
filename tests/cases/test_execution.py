"""Payment in parts, other performance, closing with a lawful reason, dismissal."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from mingjian.cases import execution
from mingjian.cases.facts import facts_of
from mingjian.cases.models import Case, Closing, Payment, Performance
from mingjian.dossier.kinds import DocumentKind
from mingjian.law.procedure import (
    ClosingReason,
    DismissalReason,
    Move,
    PaymentChannel,
    State,
    money_owed_yuan,
)
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Telling
from tests.cases.story import (
    GUANGYUAN,
    YUAN,
    last_entry,
    make_cast,
    refused,
    state_of,
    story_at,
)

pytestmark = pytest.mark.django_db
WARNING_ONLY = 1


def pay(story: Telling, amount: str | Decimal, **changes: Any) -> Case:
    """A payment that reached the treasury today."""
    details = {
        "on": story.day,
        "amount_yuan": YUAN(amount),
        "channel": PaymentChannel.BANK,
        "receipt_number": f"票{story.case.number}-{amount}",
        **changes,
    }
    return story.act(Move.RECORD_PAYMENT, execution.record_payment, Role.CASE_OFFICER, **details)


def perform(story: Telling) -> Case:
    """What was ordered besides money is done today."""
    return story.act(
        Move.RECORD_PERFORMANCE,
        execution.record_performance,
        Role.CASE_OFFICER,
        on=story.day,
        content="执照已收缴。",
    )


def close(
    story: Telling, reason: ClosingReason = ClosingReason.PERFORMED, note: str = "履行完毕。"
) -> Case:
    """Close today."""
    return story.act(
        Move.CLOSE,
        execution.close_case,
        Role.AGENCY_HEAD,
        on=story.day,
        reason=reason,
        note=note,
        educated=False,
    )


def dismiss(story: Telling, note: str = "当事人已注销，无权利义务承受人。") -> Case:
    """Dismiss today."""
    return story.act(
        Move.DISMISS,
        execution.dismiss_case,
        Role.AGENCY_HEAD,
        on=story.day,
        reason=DismissalReason.PARTY_GONE,
        note=note,
    )


def test_a_fine_may_be_paid_in_parts() -> None:
    story = story_at(Move.SERVE_DECISION)

    pay(story, "5000")

    assert state_of(story.case_id) is State.SERVED
    assert money_owed_yuan(facts_of(story.case)) == YUAN("7000")
    pay(story, "7000")
    assert state_of(story.case_id) is State.PERFORMED
    assert Payment.objects.filter(case=story.case_id).count() == 2


def test_the_record_of_a_payment_names_amount_channel_and_receipt() -> None:
    story = story_at(Move.SERVE_DECISION)

    pay(story, "5000.50", receipt_number="票0001")

    payload = last_entry(story.case_id).payload
    assert payload["amount_yuan"] == "5000.50"
    assert (payload["channel"], payload["receipt"]) == ("指定银行", "票0001")


@pytest.mark.parametrize("amount", ["0", "-1", "12000.01"])
def test_an_amount_that_is_not_owed_is_refused(amount: str) -> None:
    story = story_at(Move.SERVE_DECISION)

    with refused("不是正数，或者超过待缴数额12,000.00元"):
        pay(story, amount)


def test_officers_collect_no_fines() -> None:
    story = story_at(Move.SERVE_DECISION)

    with refused("由行政机关自行收缴", "第六十七条"):
        pay(story, "12000", channel=PaymentChannel.COLLECTED_BY_ORGAN)


def test_nothing_is_paid_before_the_decision_was_served() -> None:
    story = story_at(Move.DECIDE)

    with refused("登记缴款"):
        pay(story, "12000")


def test_money_alone_does_not_perform_a_revocation() -> None:
    story = story_at(Move.SERVE_DECISION, grave=True)

    pay(story, "120000")

    assert state_of(story.case_id) is State.SERVED
    perform(story)
    assert state_of(story.case_id) is State.PERFORMED
    assert Performance.objects.get(case=story.case_id).content == "执照已收缴。"


def test_a_fine_alone_leaves_nothing_else_to_perform() -> None:
    story = story_at(Move.SERVE_DECISION)

    with refused("没有罚款、没收违法所得以外待履行的内容"):
        perform(story)


def test_a_performed_case_is_closed_with_its_report() -> None:
    story = story_at(Move.RECORD_PAYMENT)

    close(story)

    closing = Closing.objects.get(case=story.case_id)
    assert state_of(story.case_id) is State.CLOSED
    assert (closing.reason, closing.closed_on) == ("performed", story.day)
    assert closing.document.kind == DocumentKind.CLOSING_REPORT.value


def test_a_case_with_an_open_fine_is_not_closed_as_performed() -> None:
    story = story_at(Move.SERVE_DECISION)

    with refused("不符合结案情形", "履行完毕"):
        close(story)


def test_execution_that_was_not_ended_by_law_does_not_close_the_case() -> None:
    story = story_at(Move.SERVE_DECISION)

    with refused("不符合结案情形", "请先办理终结执行"):
        close(story, ClosingReason.EXECUTION_TERMINATED, note="被执行人死亡，无遗产可供执行。")


def test_a_warning_is_performed_by_being_served() -> None:
    story = story_at(
        Move.SERVE_DECISION, cast=make_cast(GUANGYUAN), place=GUANGYUAN, offence=WARNING_ONLY
    )

    close(story)

    assert story.case.decision.kinds == ["警告"]
    assert state_of(story.case_id) is State.CLOSED


def test_dismissal_ends_an_undecided_case() -> None:
    story = story_at(Move.ADD_EVIDENCE)

    dismiss(story)

    assert state_of(story.case_id) is State.DISMISSED
    assert last_entry(story.case_id).payload["note"].startswith("当事人已注销")


def test_dismissal_owes_reasons() -> None:
    story = story_at(Move.ADD_EVIDENCE)

    with refused("没有写明理由"):
        dismiss(story, note="")


def test_a_decided_case_is_not_dismissed() -> None:
    story = story_at(Move.DECIDE)

    with refused("撤案"):
        dismiss(story)


def test_nothing_follows_the_closing() -> None:
    story = story_at(None)
    story.day += timedelta(days=1)

    with refused("登记缴款"):
        pay(story, "1")
    with refused("结案"):
        close(story)
