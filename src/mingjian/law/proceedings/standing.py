"""What proceedings mean for their case (附随程序对案件的影响): days, waiting, items undecided."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from mingjian.law.proceedings.choices import (
    CaseReceipt,
    JusticeReply,
    PoliceAnswer,
    TransferReceipt,
)
from mingjian.law.proceedings.facts import ProceedingFacts
from mingjian.law.proceedings.kinds import ProceedingKind, ProceedingMove
from mingjian.law.time_limits import Pause

_DAY = timedelta(days=1)


def waits_for_police(proceedings: Iterable[ProceedingFacts]) -> date | None:
    """Since when the police, the prosecutor or the court has the case; None if nobody has."""
    for one in proceedings:
        sent = one.latest(ProceedingMove.SEND_REFERRAL)
        if one.kind is ProceedingKind.REFERRAL and sent and _returned_on(one) is None:
            return sent.on
    return None


def convicted(proceedings: Iterable[ProceedingFacts]) -> ProceedingFacts | None:
    """The referral that ended in a sentence (判处刑罚), if any."""
    for one in proceedings:
        answer = one.latest(ProceedingMove.RECORD_ANSWER)
        if answer is not None and answer.choice == PoliceAnswer.CONVICTED:
            return one
    return None


def excluded_days(proceedings: Iterable[ProceedingFacts]) -> tuple[Pause, ...]:
    """Days that the 90 days of the case do not count: with the police; a test told in writing."""
    found = []
    for one in proceedings:
        sent = one.latest(ProceedingMove.SEND_REFERRAL)
        if sent is not None:
            found.append(Pause(sent.on, _returned_on(one), "移送公安机关"))
        test = one.latest(ProceedingMove.COMMISSION_TEST)
        if test is not None and test.was_told and test.due_on is not None:
            told = test.due_on + _DAY
            ended = one.latest(ProceedingMove.RECORD_TEST_RESULT)
            found.append(Pause(test.on, min(ended.on, told) if ended else told, "检测、鉴定"))
    return tuple(found)


def items_undecided(proceedings: Iterable[ProceedingFacts]) -> int:
    """登记保存的证据中尚未处理的项数."""
    return sum(
        len(one.held)
        for one in proceedings
        if one.kind is ProceedingKind.PRESERVATION and one.latest(ProceedingMove.PRESERVE)
    )


def confiscated_undisposed(proceedings: Iterable[ProceedingFacts]) -> int:
    """接收以后没有处理的没收财物的项数."""
    return sum(len(one.held) for one in proceedings if one.kind is ProceedingKind.CONFISCATION)


def sums_frozen(proceedings: Iterable[ProceedingFacts]) -> int:
    """冻结后没有解除的项数."""
    return sum(
        one.latest(ProceedingMove.FREEZE) is not None
        and one.latest(ProceedingMove.RELEASE_FREEZE) is None
        for one in proceedings
    )


def is_sent_away(proceedings: Iterable[ProceedingFacts]) -> bool:
    """Whether the case has been sent to another organ and not been given back."""
    for one in proceedings:
        answer = one.latest(ProceedingMove.RECORD_DESIGNATION)
        if one.latest(ProceedingMove.SEND_CASE) and (answer is None or answer.choice == "theirs"):
            return True
    return False


def is_taken_by_another(proceedings: Iterable[ProceedingFacts]) -> bool:
    """Whether another organ has taken the case over (接收回执), or has been designated for it."""
    for one in proceedings:
        answer = one.latest(ProceedingMove.RECORD_DESIGNATION)
        if answer is not None:
            if answer.choice == CaseReceipt.THEIRS:
                return True
            continue
        receipt = one.latest(ProceedingMove.RECORD_RECEIPT)
        if receipt is not None and receipt.choice != TransferReceipt.REFUSED:
            return True
    return False


def is_referral_answered(proceedings: Iterable[ProceedingFacts]) -> bool:
    """Whether the head sent the case to the police, or wrote down why not (移送规定第五条)."""
    return any(
        one.latest(ProceedingMove.SEND_REFERRAL, ProceedingMove.DECLINE_REFERRAL)
        for one in proceedings
    )


def owes_justice_a_result(proceedings: Iterable[ProceedingFacts]) -> bool:
    """Whether police, procuratorate or court sent the case and were not told what became of it."""
    for one in proceedings:
        answer = one.latest(ProceedingMove.ANSWER_JUSTICE)
        if one.kind is ProceedingKind.FROM_JUSTICE:
            return answer is None or answer.choice != JusticeReply.RESULT
    return False


def _returned_on(referral: ProceedingFacts) -> date | None:
    """When the criminal side ended; asking the police again opens it once more."""
    step = referral.latest(
        ProceedingMove.RECORD_ANSWER,
        ProceedingMove.ASK_RECONSIDERATION,
        ProceedingMove.TAKE_BACK,
    )
    if step is None or step.move is ProceedingMove.ASK_RECONSIDERATION:
        return None
    if step.move is ProceedingMove.TAKE_BACK or step.choice != PoliceAnswer.FILED:
        return step.on
    return None
