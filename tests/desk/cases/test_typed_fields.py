"""How much a person fills in from lead to closing: at most 45 fields, and none of them twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django import forms

from mingjian.cases.models import Case
from mingjian.cases.paper_values import values_of
from mingjian.law.procedure import Move, State
from mingjian.law.roles import Role
from mingjian.law.workdays import national_calendar
from mingjian.ops.demo.story import Cast
from tests.cases.story import BINXIAN, make_cast
from tests.desk.cases.test_walk import DAY_FIELDS, HEAD, OFFICER, Step
from tests.desk.make import at_desk, do_url, post_move, seal_before, text_of, workdays_ago
from tests.registry.make import credit_code

pytestmark = pytest.mark.django_db
MOST_FIELDS = 45
OFFENCE = BINXIAN.offences[0]
LEAD = {
    "party_kind": "organisation",
    "party_code": credit_code(986),
    "name": "示例百货有限公司",
    "address": "宾县宾州镇示例路6号",
    "legal_representative": "王五",
    "source": "监督检查",
    "violation_id": OFFENCE.violation_id,
    "place": OFFENCE.place,
    "summary": OFFENCE.facts,
}


@dataclass
class Desk:
    """Whoever sits there fills in what the shown form does not say yet."""

    cast: Cast
    day: date
    case_id: UUID
    typed: list[tuple[str, str, str]] = field(default_factory=list)
    twice: list[tuple[str, str, str]] = field(default_factory=list)

    def take(self, role: Role, move: Move, later: int, needed: dict[str, Any]) -> None:
        """Look at the form, fill in what is missing, send it."""
        client = at_desk(self.cast, role)
        self.day = national_calendar().add_workdays(self.day, later)
        shown = client.get(do_url(self.case_id, move)).context["form"]
        known = values_of(case=Case.objects.get(id=self.case_id), on=self.day).texts
        sent = {name: value for name, value in given(shown).items() if name != "seen"}
        for name, value in needed.items():
            if not says(shown, name, value):
                self.note(move.title, name, value, set(known.values()))
            sent[name] = value
        seal_before(move, cast=self.cast, case_id=self.case_id, on=self.day)
        sent[DAY_FIELDS.get(move, "on")] = self.day.isoformat()  # today, when it is done
        page = post_move(client, self.case_id, move, **sent)
        assert page.status_code == 303, f"{move.title}: {text_of(page)}"

    def note(self, where: str, name: str, value: Any, known: set[str]) -> None:
        """One field filled in; words that were there before are a duplicate."""
        one = (where, name, str(value))
        is_text = isinstance(value, str) and len(value) > 1 and value != "on"
        before = {text for _, field_name, text in self.typed if field_name == name}
        if is_text and (value in known or value in before) and name not in PICKED:
            self.twice.append(one)
        self.typed.append(one)


# 选项不是文字：同一选项再次选用，不是重复填写。
PICKED = {"kind", "method", "channel", "reason", "outcome", "subject", "source"}


def given(shown: forms.Form) -> dict[str, Any]:
    """What the form already says, its circumstances included."""
    parts = [shown, *([shown.circumstances] if hasattr(shown, "circumstances") else [])]
    fields = [bound for part in parts for bound in part]
    return {one.html_name: one.value() for one in fields if one.value() not in (None, "", [])}


def says(shown: forms.Form, name: str, value: Any) -> bool:
    """Whether the shown form has this value already."""
    there = given(shown).get(name)
    if isinstance(value, list):
        return sorted(map(str, there or [])) == sorted(value)
    return str(there) == value or (value == "on" and there is True)


def steps(cast: Cast) -> Iterator[Step]:
    """An ordinary case without detours."""
    both = [str(cast.lead.officer_id), str(cast.assisting.officer_id)]
    verified = {"officer_ids": both, "conclusion": "经核查情况属实，建议立案。"}
    yield OFFICER, Move.VERIFY_LEAD, 1, verified
    named = {"lead_officer_id": both[0], "assisting_officer_id": both[1]}
    yield OFFICER, Move.REQUEST_OPENING, 1, {**named, "reasons": "符合立案标准。"}
    yield HEAD, Move.APPROVE_OPENING, 1, {"reasons": "同意。"}
    for kind, title, proves in (
        ("scene_record", "现场笔录", "当事人不在登记的住所经营。"),
        ("party_statement", "询问笔录", "当事人承认住所已经变更。"),
        ("documentary", "责令改正通知书及送达回证", "逾期未改正。"),
    ):
        taken = {"kind": kind, "title": title, "proves": proves, "collector_ids": both}
        talk = {"is_interview": "on"} if kind == "party_statement" else {}
        yield OFFICER, Move.ADD_EVIDENCE, 1, {**taken, "verified": "on", **talk}
    proposed = {"outcome": "penalty", "kinds": ["罚款"], "fine_yuan": "12000"}
    reasons = {"reasons": "经责令改正逾期不改，情节一般。", "flags": ["overdue"]}
    yield OFFICER, Move.REPORT, 2, {**proposed, **reasons, "facts": OFFENCE.facts}
    yield OFFICER, Move.ISSUE_NOTICE, 1, {}
    served = {"method": "direct", "receiver": "王五"}
    yield OFFICER, Move.SERVE_NOTICE, 1, {**served, "proof": "告知书送达回证"}
    yield HEAD, Move.DECIDE, 8, {"reasons": "同意拟处理意见。"}
    yield OFFICER, Move.SERVE_DECISION, 1, {**served, "proof": "决定书送达回证"}
    paid = {"amount_yuan": "12000.00", "channel": "bank", "receipt_number": "票000986"}
    yield OFFICER, Move.RECORD_PAYMENT, 3, paid
    yield HEAD, Move.CLOSE, 1, {"reason": "performed", "note": "罚款已经缴清。"}


def register(cast: Cast, on: date) -> Desk:
    """登记案源 with a new party."""
    client = at_desk(cast, OFFICER)
    page = client.get("/cases/new/").context
    forms_shown = (page["party_form"], page["lead_form"])
    case_id = forms_shown[1]["case_id"].value()
    days = dict.fromkeys(["registered_on", "discovered_on", "act_ended_on"], on.isoformat())
    answer = client.post("/cases/new/", {"case_id": case_id, **LEAD, **days})
    assert answer.status_code == 303, text_of(answer)
    desk = Desk(cast, on, UUID(str(case_id)))
    for name, value in LEAD.items():
        if not any(says(one, name, value) for one in forms_shown):
            desk.note("登记案源", name, value, set())
    return desk


def test_an_ordinary_case_needs_few_fields_and_none_twice() -> None:
    cast = make_cast()
    desk = register(cast, workdays_ago(60))

    for role, move, later, needed in steps(cast):
        desk.take(role, move, later, needed)

    assert Case.objects.get(id=desk.case_id).state == State.CLOSED.value
    assert desk.twice == []
    assert len(desk.typed) <= MOST_FIELDS, "\n".join(map(str, desk.typed))
