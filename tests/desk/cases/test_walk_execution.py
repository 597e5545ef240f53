"""Execution and remedies walked through the forms alone, and what the page then shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from mingjian.cases.facts import facts_of
from mingjian.cases.models import Case, CourtApplication, Deferral, Payment
from mingjian.law.procedure import Move, State, court_window
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Telling
from tests.cases import acts_execution as acts
from tests.cases.story import everything, state_of, story_at
from tests.desk.make import (
    at_desk,
    case_url,
    do_url,
    post_move,
    seal_before,
    stranger,
    text_of,
    workdays_ago,
)

pytestmark = pytest.mark.django_db
OFFICER, HEAD = Role.CASE_OFFICER, Role.AGENCY_HEAD
Step = tuple[Role, Move, int, dict[str, Any]]
EXECUTION_MOVES = [
    *(Move.REQUEST_DEFERRAL, Move.APPROVE_DEFERRAL, Move.REFUSE_DEFERRAL, Move.REDUCE_SURCHARGE),
    *(Move.ISSUE_DEMAND, Move.SERVE_DEMAND, Move.RECORD_RESPONSE, Move.APPLY_COURT),
    *(Move.RECORD_COURT, Move.ACCEPT_REMEDY, Move.END_REMEDY, Move.CORRECT_DECISION),
    *(Move.SUSPEND_EXECUTION, Move.RESUME_EXECUTION, Move.TERMINATE_EXECUTION, Move.REOPEN),
]


def served_long_ago(workdays: int = 240) -> Telling:
    """A case served about so many working days ago."""
    return story_at(Move.SERVE_DECISION, start=workdays_ago(workdays))


def take(story: Telling, steps: Iterator[Step]) -> date:
    """Send one form after another, each some days later."""
    day = story.day
    for role, move, later, data in steps:
        day += timedelta(days=later)
        name = "done_on" if move is Move.SERVE_DEMAND else "on"
        seal_before(move, cast=story.cast, case_id=story.case_id, on=day)
        sent = {name: day.isoformat(), **data}
        page = post_move(at_desk(story.cast, role), story.case_id, move, **sent)
        assert page.status_code == 303, f"{move.title}: {text_of(page)[-3000:]}"
    return day


def page_of(story: Telling, role: Role = OFFICER) -> str:
    """The case page."""
    return text_of(at_desk(story.cast, role).get(case_url(story.case_id)))


def test_instalments_are_asked_approved_and_paid_with_few_typed_fields() -> None:
    story = served_long_ago(80)
    first = (story.day + timedelta(days=20)).isoformat()
    asked = {"kind": "instalments", "reasons": "资金周转困难。"}
    plan = {"count": "3", "first_due_on": first, "months": "1", "opinion": "同意。"}
    paid = {"amount_yuan": "4000", "channel": "bank", "receipt_number": "分期票1"}
    steps: list[Step] = [
        (OFFICER, Move.REQUEST_DEFERRAL, 2, asked),
        (HEAD, Move.APPROVE_DEFERRAL, 1, plan),
        (OFFICER, Move.RECORD_PAYMENT, 5, paid),
    ]

    take(story, iter(steps))

    parts = Deferral.objects.get(case=story.case_id).instalments.order_by("serial")
    assert [one.amount_yuan for one in parts] == [Decimal(4_000)] * 3
    page = page_of(story)
    assert "延期、分期安排" in page
    assert "已缴清" in page
    assert "延期（分期）缴纳罚款批准书" in page


def to_the_court(story: Telling) -> Iterator[Step]:
    """催告、意见、申请、受理."""
    yield OFFICER, Move.ISSUE_DEMAND, 40, {}
    served = {"method": "direct", "receiver": "王五", "proof": "送达回证"}
    yield OFFICER, Move.SERVE_DEMAND, 1, served
    said = {"content": "请求宽限。", "accepted": "0", "reasons": "没有新的理由。"}
    yield OFFICER, Move.RECORD_RESPONSE, 2, said
    window = court_window(facts_of(story.case))
    assert window is not None
    later = (window.opens_on - story.day).days - 43
    yield HEAD, Move.APPLY_COURT, later, {"subject": "罚款和加处罚款，有银行账户。"}
    accepted = {"step": "accepted", "number": "（2026）测行审1号", "content": ""}
    yield OFFICER, Move.RECORD_COURT, 3, accepted


def test_a_demand_leads_to_the_court_and_the_page_shows_every_paper() -> None:
    story = served_long_ago()

    take(story, to_the_court(story))

    row = CourtApplication.objects.get(case=story.case_id)
    page = page_of(story)
    assert row.amount_yuan == Decimal(24_000)
    assert "申请强制执行的材料" in page
    assert "缺少" not in page
    assert "加处罚款逐日计算（34 日）" in page
    assert "人民法院受理（（2026）测行审1号）" in page


def contested_and_redone(story: Telling) -> Iterator[Step]:
    """受理、撤销并责令重作、重新办理、结案."""
    applied = (story.day + timedelta(days=3)).isoformat()
    effective = (story.day + timedelta(days=24)).isoformat()
    asked = {"kind": "reconsideration", "body": "示范县人民政府", "applied_on": applied}
    yield OFFICER, Move.ACCEPT_REMEDY, 4, asked
    result = {
        "outcome": "revoked",
        "effective_on": effective,
        "document": "测复决〔2026〕1号",
        "orders_redo": "on",
        "content": "主要事实不清。",
    }
    yield OFFICER, Move.END_REMEDY, 20, result
    yield HEAD, Move.REOPEN, 1, {"reasons": "按照复议决定重新调查。"}
    yield HEAD, Move.CLOSE, 1, {"reason": "decision_revoked", "note": "已另立案件。"}


def test_a_remedy_is_recorded_ended_and_redone_through_the_forms() -> None:
    story = served_long_ago(80)

    take(story, contested_and_redone(story))

    new = Case.objects.get(redoes_case_id=story.case_id)
    assert state_of(story.case_id) is State.CLOSED
    assert case_url(new.id) in page_of(story)
    new_page = text_of(at_desk(story.cast, OFFICER).get(case_url(new.id)))
    assert case_url(story.case_id) in new_page
    assert "重新办理审批表" in new_page


def test_execution_is_suspended_resumed_terminated_closed_and_reopened() -> None:
    story = served_long_ago(80)
    reasons = {"reasons": "账户被冻结。"}
    steps: list[Step] = [
        (HEAD, Move.SUSPEND_EXECUTION, 1, {"ground": "no_means", **reasons}),
        (HEAD, Move.RESUME_EXECUTION, 1, reasons),
        (HEAD, Move.TERMINATE_EXECUTION, 1, {"ground": "entity_ended", **reasons}),
        (HEAD, Move.CLOSE, 1, {"reason": "execution_terminated", "note": "终结执行。"}),
        (HEAD, Move.REOPEN, 1, {"reasons": "发现可供执行的财产。"}),
    ]

    take(story, iter(steps))

    assert state_of(story.case_id) is State.SERVED
    assert "恢复办理：发现可供执行的财产。" in page_of(story)


def test_the_organ_corrects_its_decision_and_waives_surcharge() -> None:
    story = served_long_ago(60)
    effective = (story.day + timedelta(days=20)).isoformat()
    changed = {
        "outcome": "changed",
        "effective_on": effective,
        "document": "纠正审批表",
        "fine_yuan": "6000",
        "content": "裁量不当。",
        "reasons": "裁量阶次适用错误。",
    }
    steps: list[Step] = [
        (HEAD, Move.CORRECT_DECISION, 20, changed),
        (HEAD, Move.REDUCE_SURCHARGE, 1, {"amount_yuan": "10", "reasons": "已采取补救措施。"}),
    ]

    take(story, iter(steps))

    page = page_of(story)
    assert "罚款变更为¥6,000.00" in page
    assert "¥10.00" in page


def test_a_late_payment_is_offered_with_its_surcharge_and_split() -> None:
    story = served_long_ago(60)
    day = story.day + timedelta(days=40)
    form = text_of(at_desk(story.cast, OFFICER).get(do_url(story.case_id, Move.RECORD_PAYMENT)))
    assert "加处罚款¥" in form
    paid = {"amount_yuan": "12300", "channel": "bank", "receipt_number": "迟缴票"}

    post_move(
        at_desk(story.cast, OFFICER),
        story.case_id,
        Move.RECORD_PAYMENT,
        on=day.isoformat(),
        **paid,
    )

    row = Payment.objects.get(receipt_number="迟缴票")
    assert (row.fine_yuan, row.surcharge_yuan) == (Decimal(12_000), Decimal(300))


@pytest.mark.parametrize("move", EXECUTION_MOVES)
def test_nobody_of_another_agency_finds_the_form(move: Move) -> None:
    story = served_long_ago(60)
    clients = [stranger(role) for role in (OFFICER, HEAD)]
    before = everything()

    for client in clients:
        assert client.get(do_url(story.case_id, move)).status_code == 404
        assert post_move(client, story.case_id, move, reasons="x").status_code == 404

    assert everything() == before


@pytest.mark.parametrize("move", EXECUTION_MOVES)
def test_every_form_opens_or_is_refused_with_a_reason(move: Move) -> None:
    story = acts.overdue(start=workdays_ago(90))

    for role in (OFFICER, HEAD):
        page = at_desk(story.cast, role).get(do_url(story.case_id, move))
        assert page.status_code in (200, 409)


def test_what_is_refused_says_why_and_what_next_and_changes_nothing() -> None:
    story = served_long_ago(60)
    client = at_desk(story.cast, HEAD)
    before = everything()

    page = post_move(
        client,
        story.case_id,
        Move.APPLY_COURT,
        on=(story.day + timedelta(days=30)).isoformat(),
        subject="罚款。",
    )

    assert page.status_code == 409
    text = text_of(page)
    assert "没有催告当事人履行义务" in text
    assert "《行政强制法》第五十三条" in text
    assert "可以申请的期间为" in text
    assert everything() == before
