"""Thirteen places where people type, and planted identifiers in each of them.

What is typed goes through the acts of the house, as at the desk. An act may refuse it or cover it;
what it may not do is let it get out. Each carrier plants as many as it is asked to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

from mingjian.disclosure.agencies import publish_agency
from mingjian.disclosure.models import PublicRecord
from mingjian.disclosure.past_decisions import import_file, prepare_batch, prepare_row_correction
from mingjian.disclosure.projection import Masks
from mingjian.disclosure.requests.handling import accept_request, decide_request, propose_outcome
from mingjian.law.breach import MoveRefused
from mingjian.law.procedure import Move, PartyKind
from mingjian.law.publication_requests import RequestKind, RequestOutcome
from mingjian.registry.agencies import update_agency
from mingjian.registry.credentials import suspend_credential
from mingjian.registry.models import Agency
from mingjian.registry.officers import update_officer
from tests.access.make import MONDAY
from tests.cases.story import make_cast
from tests.disclosure.make import (
    TODAY,
    TODAY_AT,
    Office,
    a_row,
    approve,
    as_csv,
    decided,
    imported,
    ordered,
    published,
    published_rows,
    withdrawn,
)
from tests.disclosure.requests.make import an_answer, taken_in
from tests.disclosure.standing import make as lists
from tests.portal.planting import Planted, plant_rows
from tests.registry.make import SYSTEM, id_number, make_credential, make_officer, make_party

_serials = count(1)


@dataclass
class Desk:
    """Who types, and what was planted so far."""

    office: Office
    planted: Planted
    refused: int = 0

    def tries(self, act: Callable[[], object]) -> bool:
        """Whether the house let it through."""
        try:
            act()
        except MoveRefused:
            self.refused += 1
            return False
        return True

    def shown(self) -> list[PublicRecord]:
        """Records of imports that stand in public."""
        own = PublicRecord.objects.published().filter(agency_name__startswith="测试县")
        return list(own.exclude(number="").filter(number__contains="测藏监罚").order_by("number"))


def rows_of_an_import(desk: Desk, wanted: int) -> None:
    """历史决定导入: every column of the table, the one of names and the one of numbers too."""
    rows = plant_rows(desk.planted, wanted)
    for row in rows:  # numbers that no other decision of these tests has
        row["文书号"] = row["文书号"].replace("测市监罚", "测藏监罚")
    published_rows(rows, desk.office)


def names_of_files(desk: Desk, wanted: int) -> None:
    """文件名 of what is imported, and the reasons why it is published."""
    for text in desk.planted.texts(wanted):
        row = {**a_row(next(_serials)), "文书号": f"测名监罚〔2025〕{next(_serials)}号"}
        data, by = as_csv([row]), desk.office.clerk
        name = f"{text}.csv"
        batch = import_file(
            agency_id=desk.office.agency_id, file_name=name, data=data, by=by, **TODAY_AT
        )
        reasons = f"补充公示（{text}）。"
        approve(prepare_batch(batch_id=batch.id, reasons=reasons, by=by, **TODAY_AT), desk.office)


def facts_of_a_case(desk: Desk, wanted: int) -> None:
    """办案: facts, party, witnesses of one case decided at the desk, published by its clerk."""
    texts, witnesses = desk.planted.texts(wanted), [desk.planted.name() for _ in range(3)]
    number = id_number(date(1991, 2, 3), next(_serials) % 999)
    desk.planted.values.add(number)
    person = {"name": "钱多多", "id_number": number, "phone": "13900000001"}
    party = make_party(PartyKind.PERSON, address=desk.planted.home(next(_serials)), **person)
    facts = f"当事人未按照规定经营。{'、'.join(witnesses)}证实：{'；'.join(texts)}。"
    plot: dict[str, Any] = {"party_id": party.id, "facts": facts, "evidence": facts}
    matter = decided(until=Move.SERVE_DECISION, cast=make_cast(), **plot)
    masks = Masks(other_people=tuple(witnesses))
    if not desk.tries(lambda: published(matter, masks=masks)):
        published(matter, masks=Masks(other_people=tuple(witnesses), sensitive=tuple(texts)))


def register_of_parties(desk: Desk, wanted: int) -> None:
    """当事人名册: number, telephone, home and name of people who stand in no decision."""
    for turn in range(-(-wanted // 4)):
        name, home = desk.planted.name(), desk.planted.home(500_000 + turn)
        number = id_number(date(1970, 1, 1) + timedelta(days=turn), 3)
        phone = f"138{turn:08}"
        desk.planted.values |= {number, phone}
        person = {"name": name, "address": home, "id_number": number, "phone": phone}
        make_party(PartyKind.PERSON, **person)


def notes_of_corrections(desk: Desk, wanted: int) -> None:
    """更正说明, and the corrected cell itself."""
    texts = desk.planted.texts(wanted)
    for record, text in zip(_turns(desk.shown(), wanted), texts, strict=True):
        _correct(
            desk, record, f"原文有误：{text}", 处罚内容="没收超过保质期的食品；罚款人民币5000元。"
        )
        _correct(desk, record, "原文有误。", 违法事实=f"当事人经营的食品超过保质期（{text}）。")


def _correct(desk: Desk, record: PublicRecord, reasons: str, **changes: str) -> None:
    act = {"public_id": record.public_id, "reasons": reasons, "changes": changes}
    by = desk.office.clerk
    desk.tries(lambda: prepare_row_correction(**act, by=by, **TODAY_AT))


def reasons_of_withdrawals(desk: Desk, wanted: int) -> None:
    """撤下理由, and the document that overturned the decision."""
    for text in desk.planted.texts(wanted):
        row = {**a_row(next(_serials)), "文书号": f"测撤监罚〔2025〕{next(_serials)}号"}
        published_rows([row], desk.office)
        record = PublicRecord.objects.get(number=row["文书号"])
        desk.tries(lambda one=record, said=text: ordered(one, desk.office, reason=f"误录{said}。"))
        withdrawn(record, desk.office, document=f"行政复议决定书（{text}）")


def requests_handed_in(desk: Desk, wanted: int) -> None:
    """公示申请: what was typed, by whom, how to reach him; and what is answered."""
    amount = -(-wanted // 4)
    texts = iter(desk.planted.texts(amount * 3))
    for record, _ in zip(_turns(desk.shown(), amount), range(amount), strict=True):
        said, reached, proof = next(texts), next(texts), next(texts)
        typed = {"content": f"我的号码是{said}", "contact": reached, "evidence": proof}
        name = desk.planted.name()
        kind = RequestKind.REPLY if next(_serials) % 2 else RequestKind.OBJECTION
        number = taken_in(record.public_id, kind, applicant=name, **typed)
        _answer(desk, number, kind, f"{name}（{said}）")


def _answer(desk: Desk, number: str, kind: RequestKind, said: str) -> None:
    """Reasons and shown text that tell are tried first; what was checked may tell."""
    shows = kind is RequestKind.REPLY
    outcome = RequestOutcome.SHOW if shows else RequestOutcome.REFUSE
    text = {"shown_text": "已经整改。"} if shows else {}
    by = desk.office.clerk
    accept_request(number=number, by=by, **TODAY_AT)
    for answer in (
        an_answer(outcome, reasons=f"经向{said}核实。", **text),
        an_answer(outcome, **{name: f"{each}{said}" for name, each in text.items()}),
        an_answer(outcome, checked=f"电话核实了{said}。", **text),
    ):
        desk.tries(lambda one=answer: propose_outcome(number=number, answer=one, by=by, **TODAY_AT))
    decide_request(number=number, by=desk.office.head, **TODAY_AT)


def cells_of_lists(desk: Desk, wanted: int, kind: str = "items") -> None:
    """公开清单: cells, note of the draft; the reviewer lets none of it through."""
    texts, titles = iter(desk.planted.texts(wanted)), lists.titles_of(desk.office, kind)
    plain = [title for title in titles if not title.endswith(("编号", "编码", "代码", "名称"))]
    plain = [title for title in plain if not any(word in title for word in _TO_CALL)]
    rows = []
    for serial in range(1, -(-wanted // len(plain)) + 1):
        cells = {title: f"{title}：{next(texts, '无')}" for title in plain}
        rows.append(lists.a_row(desk.office, kind, serial, **cells))
    for start in range(0, len(rows), 200):
        draft = lists.drafted(desk.office, kind, rows[start : start + 200])
        desk.tries(lambda one=draft: lists.reviewed(one, desk.office))
    lists.released(desk.office, kind, [lists.a_row(desk.office, kind, 1)])


_TO_CALL = ("电话", "投诉", "咨询", "联系", "监督", "救济", "查询", "渠道", "地址")


def guides(desk: Desk, wanted: int) -> None:
    """办事服务指南: conditions, materials, their examples."""
    cells_of_lists(desk, wanted, "guides")


def boards(desk: Desk, wanted: int) -> None:
    """岗位信息公示牌."""
    cells_of_lists(desk, wanted, "board")


def entry_of_an_agency(desk: Desk, wanted: int) -> None:
    """执法主体: funding, staffing, who heads it (a telephone may stand among its duties)."""
    fields = ("funding_source", "staffing", "legal_representative")
    by, agency_id = desk.office.clerk, desk.office.agency_id
    for place, text in enumerate(desk.planted.texts(wanted)):
        changes = {fields[place % len(fields)]: f"依法执法（{text}）"}
        act = {"agency_id": agency_id, "changes": changes, "by": SYSTEM, "at": MONDAY}
        desk.tries(lambda told=act: update_agency(**told))
        desk.tries(lambda: publish_agency(agency_id=agency_id, by=by, **TODAY_AT))


def entries_of_officers(desk: Desk, wanted: int) -> None:
    """执法人员: post, category, card, who issued it, why it was taken away."""
    officer = make_officer(Agency.objects.get(id=desk.office.agency_id))
    for place, text in enumerate(desk.planted.texts(wanted)):
        named = {"post" if place % 2 else "category": f"科员{text}"}
        act: dict[str, Any] = {"officer_id": officer.id, "changes": named}
        desk.tries(lambda told=act: update_officer(**told, by=SYSTEM, at=MONDAY))
        desk.tries(lambda said=text: make_credential(officer, issued_by=f"测试省{said}"))
        if place == 0:
            card = officer.credentials.get()
            stop: dict[str, Any] = {"credential_id": card.id, "since": TODAY, "until": None}
            suspend_credential(**stop, reason=f"举报人{text}反映", by=SYSTEM, at=MONDAY)


def opinions_of_approvers(desk: Desk, wanted: int) -> None:
    """审查意见: why two persons let a text through is never public."""
    for text in desk.planted.texts(wanted):
        row = {**a_row(next(_serials)), "文书号": f"测意监罚〔2025〕{next(_serials)}号"}
        batch = imported([row], desk.office)
        said = f"与{text}核对一致。"
        prepared = prepare_batch(batch_id=batch.id, reasons=said, by=desk.office.clerk, **TODAY_AT)
        approve(prepared, desk.office)


def _turns(records: list[PublicRecord], wanted: int) -> list[PublicRecord]:
    """So many, the same again where there are not enough."""
    return [records[place % len(records)] for place in range(wanted)]


# How many of a hundred each carrier gets; the import first, others write about its records.
CARRIERS: dict[Callable[[Desk, int], None], int] = {
    rows_of_an_import: 44,
    facts_of_a_case: 4,
    register_of_parties: 8,
    names_of_files: 1,
    notes_of_corrections: 5,
    reasons_of_withdrawals: 1,
    requests_handed_in: 10,
    cells_of_lists: 9,
    guides: 9,
    boards: 4,
    entry_of_an_agency: 2,
    entries_of_officers: 2,
    opinions_of_approvers: 1,
}


def plant_everywhere(desk: Desk, count: int) -> dict[str, int]:
    """``count`` identifiers at least, in every carrier; returns how many each got."""
    found: dict[str, int] = {}
    for carrier, share in CARRIERS.items():
        before = len(desk.planted.values)
        carrier(desk, -(-count * share // 100))
        found[carrier.__name__] = len(desk.planted.values) - before
    return found
