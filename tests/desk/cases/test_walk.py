"""One case walked from lead to closing through the forms alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from mingjian.cases.models import Case
from mingjian.cases.recordings import recording_duties_of
from mingjian.cases.review import SEVEN_POINTS
from mingjian.law.procedure import Move, State
from mingjian.law.roles import Role
from mingjian.law.workdays import national_calendar
from mingjian.ops.demo.story import Cast
from tests.cases.story import BINXIAN, make_cast
from tests.desk.make import (
    account_for,
    at_desk,
    follow,
    post_move,
    seal_before,
    text_of,
    workdays_ago,
)
from tests.registry.make import credit_code

pytestmark = pytest.mark.django_db
Step = tuple[Role, Move, int, dict[str, Any]]
OFFICER, HEAD, REVIEWER, HOST = (
    *(Role.CASE_OFFICER, Role.AGENCY_HEAD),
    *(Role.LEGAL_REVIEWER, Role.PRESIDING_OFFICER),
)
DAY_FIELDS = {
    **dict.fromkeys([Move.SERVE_NOTICE, Move.SERVE_DECISION], "done_on"),
    Move.ADD_EVIDENCE: "collected_on",
}


def opening(cast: Cast) -> Iterator[Step]:
    """核查、立案、取证."""
    both = [str(cast.lead.officer_id), str(cast.assisting.officer_id)]
    yield OFFICER, Move.VERIFY_LEAD, 1, {"officer_ids": both, "conclusion": "建议立案。"}
    named = {"lead_officer_id": both[0], "assisting_officer_id": both[1], "reasons": "符合标准。"}
    yield OFFICER, Move.REQUEST_OPENING, 1, named
    yield HEAD, Move.APPROVE_OPENING, 1, {"reasons": "同意。"}
    taken = {"proves": "违法事实。", "collector_ids": both}
    record = {"kind": "scene_record", "title": "现场笔录", "verified": "on", **taken}
    yield OFFICER, Move.ADD_EVIDENCE, 2, record
    talk = {"kind": "party_statement", "title": "询问笔录", "is_interview": "on", **taken}
    yield OFFICER, Move.ADD_EVIDENCE, 1, talk


def proposing(case_id: UUID) -> Iterator[Step]:
    """查证、报告、审核."""
    item = Case.objects.get(id=case_id).evidence.get(verified=False)
    judged = {"evidence_id": str(item.id), "accepted": "1", "reasons": "与其他证据相互印证。"}
    yield OFFICER, Move.VERIFY_EVIDENCE, 1, judged
    proposed = {
        "facts": "当事人出租营业执照。",
        "evidence_summary": "现场笔录、询问笔录。",
        "outcome": "penalty",
        "kinds": ["罚款", "吊销许可证件"],
        "fine_yuan": "120,000",
        "reasons": "情节严重。",
        "subject": "organisation",
        "offence_count": "1",
        "flags": ["grave"],
    }
    yield OFFICER, Move.REPORT, 2, proposed
    yield from reviewing()


def reviewing() -> Iterator[Step]:
    """送审、审核同意."""
    yield OFFICER, Move.SUBMIT_REVIEW, 1, {"note": "请审核。"}
    numbers = range(1, len(SEVEN_POINTS) + 1)
    agreed = {f"point_{number}": "1" for number in numbers}
    agreed |= {f"remark_{number}": "已经逐件核对，没有疑点。" for number in (3, 4, 7)}
    yield REVIEWER, Move.AGREE, 1, {**agreed, "text": "事实清楚，程序合法，同意。"}


def hearing(cast: Cast) -> Iterator[Step]:
    """告知、陈述申辩、听证，再审核."""
    served = {"method": "direct", "receiver": "王五", "proof": "送达回证"}
    yield OFFICER, Move.ISSUE_NOTICE, 1, {}
    yield OFFICER, Move.SERVE_NOTICE, 1, served
    yield OFFICER, Move.RECORD_DEFENCE, 1, {"content": "已经改正，请求从轻。"}
    yield OFFICER, Move.ANSWER_DEFENCE, 1, {"accepted": "0", "reasons": "情节严重，不予采纳。"}
    yield OFFICER, Move.REQUEST_HEARING, 1, {"content": "要求听证。"}
    host = {"place": "会议室", "presiding": str(cast.host.person_id)}
    yield OFFICER, Move.NOTIFY_HEARING, 1, host
    yield HOST, Move.HOLD_HEARING, 9, {"record": "双方到场，质证完毕。"}
    yield from reviewing()


def deciding(case_id: UUID) -> Iterator[Step]:
    """讨论、决定、送达、执行、结案."""
    members = {
        **{f"name_{row}": f"负责人{row}" for row in (1, 2, 3)},
        **{f"post_{row}": "副局长" for row in (1, 2, 3)},
        **{f"agrees_{row}": "1" for row in range(1, 6)},
    }
    yield HEAD, Move.DELIBERATE, 1, {**members, "minutes": "一致同意。", "agrees": "1"}
    yield HEAD, Move.DECIDE, 1, {"reasons": "同意。"}
    served = {"method": "direct", "receiver": "王五", "proof": "送达回证"}
    yield OFFICER, Move.SERVE_DECISION, 1, served
    paid = {"amount_yuan": "120000", "channel": "bank", "receipt_number": f"票{case_id.hex[-9:]}"}
    yield OFFICER, Move.RECORD_PAYMENT, 3, paid
    yield OFFICER, Move.RECORD_PERFORMANCE, 1, {"content": "营业执照已收缴。"}
    yield HEAD, Move.CLOSE, 1, {"reason": "performed", "note": "履行完毕。"}


def register(cast: Cast, on: date) -> UUID:
    """登记案源 with a new party, through its form."""
    client = at_desk(cast, Role.CASE_OFFICER)
    shown = text_of(client.get("/cases/new/"))
    case_id = shown.split('name="case_id" value="')[1].split('"')[0]
    day = {name: on.isoformat() for name in ("registered_on", "discovered_on", "act_ended_on")}
    party = {"name": "测试商贸有限公司", "address": "测试路1号", "legal_representative": "王五"}
    sent = {
        "case_id": case_id,
        "party_kind": "organisation",
        "party_code": credit_code(987),
        "source": "监督检查",
        "violation_id": BINXIAN.grave.violation_id,
        "place": "测试路1号",
        "summary": "出租营业执照。",
        **party,
        **day,
    }
    page = follow(client, client.post("/cases/new/", sent))
    assert "案源已登记" in text_of(page)
    return UUID(case_id)


def take(cast: Cast, case_id: UUID, day: date, steps: Iterator[Step]) -> date:
    """Take the steps one after another, each some working days later."""
    calendar = national_calendar()
    for role, move, later, data in steps:
        day = calendar.add_workdays(day, later)
        sent = {DAY_FIELDS.get(move, "on"): day.isoformat(), **data}
        if move is Move.NOTIFY_HEARING:
            sent["scheduled_on"] = calendar.add_workdays(day, 9).isoformat()
        seal_before(move, cast=cast, case_id=case_id, on=day)
        page = post_move(at_desk(cast, role), case_id, move, **sent)
        assert page.status_code == 303, f"{move.title}: {text_of(page)}"
        if move is Move.NOTIFY_HEARING:
            serve_hearing_notice(cast, case_id, day)
    return day


def serve_hearing_notice(cast: Cast, case_id: UUID, day: date) -> None:
    """送达听证通知书 on its page, after it was sealed; without it the hearing is not held."""
    seal_before(Move.SERVE_NOTICE, cast=cast, case_id=case_id, on=day)
    address = reverse("desk:begin-proceeding", args=[case_id, "serve_hearing_notice"])

    sent = at_desk(cast, OFFICER).post(
        address, {"on": day.isoformat(), "reasons": "当面送达。", "receiver": "王五"}
    )

    assert sent.status_code == 303, text_of(sent)


def except_the_hearing(cast: Cast, case_id: UUID) -> None:
    """It was not filmed: the officer says why on the evidence page."""
    [owed] = recording_duties_of(Case.objects.get(id=case_id))
    address = reverse("desk:step-recording", args=[case_id, owed.done.id])

    sent = at_desk(cast, OFFICER).post(address, {"reasons": "设备故障，已制作听证笔录并签名。"})

    assert sent.status_code == 303, text_of(sent)


def test_a_grave_case_is_walked_from_lead_to_closing_through_the_forms() -> None:
    cast = make_cast()
    account_for(cast, HOST)
    day = workdays_ago(80)
    case_id = register(cast, day)

    day = take(cast, case_id, day, opening(cast))
    day = take(cast, case_id, day, proposing(case_id))
    day = take(cast, case_id, day, hearing(cast))
    except_the_hearing(cast, case_id)
    take(cast, case_id, day, deciding(case_id))

    case = Case.objects.get(id=case_id)
    page = text_of(at_desk(cast, Role.CASE_OFFICER).get(f"/cases/{case_id}/"))
    assert case.state == State.CLOSED
    assert "本案程序已经终结，没有下一步。" in page
    assert "罚款人民币壹拾贰万元整（¥120,000.00）；吊销许可证件。" in page
