"""The acts after the decision in one line each, done today by the cast."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from mingjian.cases import court, deferral, demand, execution, remedies, reopening, suspension
from mingjian.cases.facts import facts_of
from mingjian.cases.models import Case
from mingjian.cases.remedies import Result
from mingjian.law.procedure import (
    ClosingReason,
    CourtStep,
    DeferralKind,
    Move,
    PaymentChannel,
    RemedyKind,
    RemedyOutcome,
    SuspensionGround,
    TerminationGround,
    court_window,
    money_owed,
)
from mingjian.law.roles import Role
from mingjian.law.surcharge import Instalment, equal_instalments
from mingjian.ops.demo.recorded import except_what_is_owed
from mingjian.ops.demo.story import Telling
from tests.cases.acts import delivery_of
from tests.cases.story import YUAN, story_at

HEAD = Role.AGENCY_HEAD


def do(
    story: Telling,
    move: Move,
    function: Callable[..., Case],
    role: Role = Role.CASE_OFFICER,
    **details: Any,
) -> Case:
    """One act today."""
    return story.act(move, function, role, **{"on": story.day, **details})


def pay(story: Telling, amount: str = "", **changes: Any) -> Case:
    """All that is owed today, or the amount named."""
    owed = money_owed(facts=facts_of(story.case), on=story.day).total_yuan
    details = {
        "amount_yuan": YUAN(amount) if amount else owed,
        "channel": PaymentChannel.BANK,
        "receipt_number": f"票{story.case.number}-{story.case.payments.count()}",
        **changes,
    }
    return do(story, Move.RECORD_PAYMENT, execution.record_payment, **details)


def request_deferral(story: Telling, reasons: str = "停业三个月，资金周转困难。") -> Case:
    details = {"kind": DeferralKind.INSTALMENTS, "reasons": reasons}
    return do(story, Move.REQUEST_DEFERRAL, deferral.request_deferral, **details)


def schedule_of(story: Telling, count: int = 3) -> tuple[Instalment, ...]:
    """Equal parts, a month apart, the first in thirty days."""
    owed = money_owed(facts=facts_of(story.case), on=story.day).fine_yuan
    first = story.day + timedelta(days=30)
    return equal_instalments(total=owed, count=count, first_due_on=first)


def approve_deferral(story: Telling, **changes: Any) -> Case:
    details = {"schedule": schedule_of(story), "opinion": "确有困难，同意。", **changes}
    return do(story, Move.APPROVE_DEFERRAL, deferral.approve_deferral, HEAD, **details)


def refuse_deferral(story: Telling, reasons: str = "有履行能力。") -> Case:
    return do(story, Move.REFUSE_DEFERRAL, deferral.refuse_deferral, HEAD, reasons=reasons)


def reduce_surcharge(story: Telling, amount: str, reasons: str = "已采取补救措施。") -> Case:
    details = {"amount_yuan": YUAN(amount), "reasons": reasons}
    return do(story, Move.REDUCE_SURCHARGE, deferral.reduce_surcharge, HEAD, **details)


def issue_demand(story: Telling) -> Case:
    return do(story, Move.ISSUE_DEMAND, demand.issue_demand)


def serve_demand(story: Telling, **changes: Any) -> Case:
    return story.act(
        Move.SERVE_DEMAND,
        demand.serve_demand,
        Role.CASE_OFFICER,
        delivery=delivery_of(story, **changes),
    )


def respond(story: Telling, **changes: Any) -> Case:
    details = {"content": "请求宽限。", "accepted": False, "reasons": "没有新的理由。", **changes}
    return do(story, Move.RECORD_RESPONSE, demand.record_response, **details)


def apply_to_court(story: Telling, **changes: Any) -> Case:
    details = {"subject": "罚款及加处罚款，银行账户可供执行。", "late_reasons": "", **changes}
    return do(story, Move.APPLY_COURT, court.apply_to_court, HEAD, **details)


def record_court(story: Telling, step: CourtStep = CourtStep.ACCEPTED) -> Case:
    details = {"step": step, "number": f"（2026）测行审{len(step)}号", "content": ""}
    return do(story, Move.RECORD_COURT, court.record_court, **details)


def accept_remedy(story: Telling, kind: RemedyKind = RemedyKind.RECONSIDERATION) -> Case:
    details = {"kind": kind, "body": "示范县人民政府", "number": "测复〔2026〕1号"}
    return do(story, Move.ACCEPT_REMEDY, remedies.accept_remedy, applied_on=story.day, **details)


def result_of(story: Telling, outcome: RemedyOutcome, **changes: Any) -> Result:
    """What the document that took effect today says."""
    details = {"document": "测复决〔2026〕1号", "content": "主要事实不清。", **changes}
    return Result(outcome, effective_on=story.day, **details)


def end_remedy(story: Telling, outcome: RemedyOutcome, **changes: Any) -> Case:
    result = result_of(story, outcome, **changes)
    return do(story, Move.END_REMEDY, remedies.end_remedy, result=result)


def correct(story: Telling, outcome: RemedyOutcome = RemedyOutcome.REVOKED, **changes: Any) -> Case:
    reasons = changes.pop("reasons", "复查发现当事人认定错误。")
    result = result_of(story, outcome, **changes)
    details = {"result": result, "reasons": reasons}
    return do(story, Move.CORRECT_DECISION, remedies.correct_decision, HEAD, **details)


def suspend(story: Telling, ground: SuspensionGround = SuspensionGround.NO_MEANS) -> Case:
    details = {"ground": ground, "reasons": "当事人账户被冻结。"}
    return do(story, Move.SUSPEND_EXECUTION, suspension.suspend_execution, HEAD, **details)


def resume(story: Telling, reasons: str = "账户已经解冻。") -> Case:
    return do(story, Move.RESUME_EXECUTION, suspension.resume_execution, HEAD, reasons=reasons)


def terminate(story: Telling, ground: TerminationGround = TerminationGround.ENTITY_ENDED) -> Case:
    details = {"ground": ground, "reasons": "当事人已注销，清算报告在卷。"}
    return do(story, Move.TERMINATE_EXECUTION, suspension.terminate_execution, HEAD, **details)


def reopen(story: Telling, reasons: str = "发现可供执行的财产。") -> Case:
    return do(story, Move.REOPEN, reopening.reopen_case, HEAD, reasons=reasons)


def close(story: Telling, reason: ClosingReason, note: str = "建议结案。") -> Case:
    except_what_is_owed(story)
    details = {"reason": reason, "note": note, "educated": False}
    return do(story, Move.CLOSE, execution.close_case, HEAD, **details)


def wait_until(story: Telling, day: date) -> Telling:
    """Let time pass to that day."""
    story.day = max(story.day, day)
    return story


def overdue(days: int = 10, **plot: Any) -> Telling:
    """A case whose fine was due ``days`` ago."""
    story = story_at(Move.SERVE_DECISION, **plot)
    return wait_until(story, story.day + timedelta(days=20 + days))


def demanded() -> Telling:
    """A case whose demand was served today."""
    story = overdue()
    issue_demand(story)
    serve_demand(story)
    return story


def applicable() -> Telling:
    """A case in which the agency may apply to the court today."""
    story = demanded()
    window = court_window(facts_of(story.case))
    assert window is not None
    return wait_until(story, window.opens_on)


def revoked(**changes: Any) -> Telling:
    """A case whose decision reconsideration has revoked today."""
    story = story_at(Move.SERVE_DECISION)
    accept_remedy(story)
    wait_until(story, story.day + timedelta(days=30))
    end_remedy(story, RemedyOutcome.REVOKED, **changes)
    return story
