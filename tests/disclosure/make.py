"""Decided cases, the people who publish them, and files of past decisions."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction

from mingjian.cases.days import BEIJING
from mingjian.disclosure.approvals import approve_content, approve_secrecy
from mingjian.disclosure.duties import take_entry
from mingjian.disclosure.grounds import Ground
from mingjian.disclosure.models import Duty, ImportBatch, Preparation, PublicRecord, WithdrawalOrder
from mingjian.disclosure.past_columns import COLUMNS
from mingjian.disclosure.past_decisions import import_file, prepare_batch
from mingjian.disclosure.past_jobs import work_on_batches
from mingjian.disclosure.past_publishing import publish_batch
from mingjian.disclosure.preparing import Choice, prepare_publication
from mingjian.disclosure.publishing import publish
from mingjian.disclosure.withdrawing import Basis, order_withdrawal, withdraw_publication
from mingjian.journal.ids import new_id
from mingjian.journal.models import Entry
from mingjian.law.procedure import Move, PartyKind
from mingjian.law.roles import Actor, Role
from mingjian.ops.demo.story import Telling
from tests.cases.story import story_at
from tests.registry.make import credit_code, id_number, make_party

TODAY = date(2026, 4, 20)
NOW = datetime.combine(TODAY, time(10, 0), tzinfo=BEIJING)
TODAY_AT: dict[str, Any] = {"on": TODAY, "at": NOW}
PERSON, BORN, PHONE = "钱多多", date(1990, 1, 1), "13900000001"
HOME = "黑龙江省哈尔滨市宾县宾州镇示范街9号2单元301室"
OPINION = "与决定书一致，未见不应公开的内容，同意公示。"


@dataclass(frozen=True)
class Office:
    """The people of one agency who publish: each role is another natural person."""

    agency_id: UUID
    clerk: Actor
    head: Actor
    secrecy: Actor


def make_office(agency_id: UUID) -> Office:
    """A clerk, a head and a secrecy reviewer who never touched a case."""

    def one(role: Role, name: str) -> Actor:
        return Actor(new_id(), name, role, agency_id, "信息公示")

    return Office(
        agency_id=agency_id,
        clerk=one(Role.DISCLOSURE_CLERK, "甲公示"),
        head=one(Role.AGENCY_HEAD, "乙负责"),
        secrecy=one(Role.SECRECY_REVIEWER, "丙保密"),
    )


@dataclass(frozen=True)
class Matter:
    """A decided case with its duty and its office."""

    story: Telling
    duty_id: UUID
    office: Office

    @property
    def duty(self) -> Duty:
        return Duty.objects.get(id=self.duty_id)


def decided(*, until: Move = Move.DECIDE, **plot: Any) -> Matter:
    """A case decided in April 2026 whose duty to publish has arisen."""
    story = story_at(until, **plot)
    follow_case(story.case_id)
    duty = Duty.objects.get(case_id=story.case_id)
    return Matter(story, duty.id, make_office(story.cast.agency_id))


def decided_against_a_person(**plot: Any) -> Matter:
    """The same, against a natural person whose home, number and telephone the registry knows."""
    party = make_party(
        PartyKind.PERSON, name=PERSON, id_number=id_number(BORN, 12), phone=PHONE, address=HOME
    )
    return decided(party_id=party.id, **plot)


def follow_case(case_id: UUID) -> None:
    """Hand the case's entries to the follower (it sees committed entries only)."""
    with transaction.atomic():
        for entry in Entry.objects.filter(stream_id=case_id).order_by("seq"):
            take_entry(entry)


def a_choice(**changes: Any) -> Choice:
    """The clerk finds social effect and covers nothing."""
    return Choice(**{"social_effect": True, "reasons": "具有一定社会影响，依法公示。", **changes})


def prepared(matter: Matter, **choice: Any) -> Preparation:
    """A frozen text."""
    return prepare_publication(
        duty_id=matter.duty_id, choice=a_choice(**choice), by=matter.office.clerk, **TODAY_AT
    )


def approve(preparation: Preparation, office: Office) -> Preparation:
    """Both approvals, by two persons."""
    same: dict[str, Any] = {
        "preparation_id": preparation.id,
        "seen_hash": preparation.hash,
        "opinion": OPINION,
        **TODAY_AT,
    }
    approve_content(by=office.head, **same)
    approve_secrecy(by=office.secrecy, **same)
    return preparation


def published(matter: Matter | None = None, **choice: Any) -> tuple[Matter, PublicRecord]:
    """A decision that stands in public."""
    matter = matter or decided()
    preparation = approve(prepared(matter, **choice), matter.office)
    shown = publish(preparation_id=preparation.id, by=matter.office.clerk, **TODAY_AT)
    return matter, shown


def a_basis(ground: Ground = Ground.REVOKED, **changes: Any) -> Basis:
    """The decision was revoked in reconsideration, with effect of today."""
    return Basis(
        **{
            "ground": ground,
            "reason": "行政复议决定撤销了该处罚决定。",
            "effective_on": TODAY,
            "document": "测试县人民政府行政复议决定书（测政复决〔2026〕3号）",
            **changes,
        }
    )


def ordered(
    record: PublicRecord, office: Office, ground: Ground = Ground.REVOKED, **basis: Any
) -> WithdrawalOrder:
    """The clerk has entered the ground."""
    return order_withdrawal(
        public_id=record.public_id, basis=a_basis(ground, **basis), by=office.clerk, **TODAY_AT
    )


def withdrawn(record: PublicRecord, office: Office, **basis: Any) -> PublicRecord:
    """Ordered by the clerk, done by the head."""
    order = ordered(record, office, **basis)
    return withdraw_publication(order_id=order.id, by=office.head, **TODAY_AT)


def a_row(serial: int, **changes: str) -> dict[str, str]:
    """A row that can be published; decided in 2025, so its term still runs."""
    return {
        "文书号": f"测市监罚〔2025〕{serial}号",
        "相对人名称": f"测试县示范食品{serial}号有限公司",
        "相对人类别": "法人及非法人组织",
        "统一社会信用代码": credit_code(500_000 + serial),
        "法定代表人": "王五",
        "案由": "经营超过保质期的食品",
        "违法事实": "当事人经营的食品超过保质期。",
        "处罚依据": "《食品安全法》第一百二十四条第一款第（五）项",
        "处罚种类": "罚款、没收非法财物",
        "处罚内容": "没收超过保质期的食品；罚款人民币5000元。",
        "罚款金额(元)": "5,000.00",
        "没收内容": "超过保质期的食品12袋",
        "处罚决定日期": "2025-06-18",
        **changes,
    }


def as_csv(rows: Iterable[Mapping[str, str]], *, encoding: str = "utf-8-sig") -> bytes:
    """The file an agency would send."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def imported(rows: Iterable[Mapping[str, str]], office: Office) -> ImportBatch:
    """A kept batch."""
    return import_file(
        agency_id=office.agency_id,
        file_name="历史决定.csv",
        data=as_csv(rows),
        by=office.clerk,
        **TODAY_AT,
    )


def approved_batch(batch: ImportBatch, office: Office) -> Preparation:
    """Both approvals over the batch."""
    preparation = prepare_batch(
        batch_id=batch.id, reasons="补充公示2025年的决定。", by=office.clerk, **TODAY_AT
    )
    work_on_batches(clock=lambda: NOW)
    return approve(preparation, office)


def published_rows(rows: Iterable[Mapping[str, str]], office: Office) -> int:
    """Imported, approved and public."""
    preparation = approved_batch(imported(rows, office), office)
    return publish_batch(preparation_id=preparation.id, by=office.clerk, **TODAY_AT)
