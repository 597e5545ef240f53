"""What a party is told (专属页面): only what was served on it, what it did, what it may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from mingjian.cases.deadlines import deadlines_of
from mingjian.cases.facts import facts_for_periods
from mingjian.cases.models import Case, PartySubmission
from mingjian.dossier.models import Service
from mingjian.law.amounts import format_yuan
from mingjian.law.citation import Citation
from mingjian.law.clocks import START_OF_SURCHARGE
from mingjian.law.dates import long_date
from mingjian.law.deadlines import Deadline, DeadlineStatus
from mingjian.law.party_page import SubmissionKind
from mingjian.law.procedure import Outcome
from mingjian.law.procedure.duties import money_owed_yuan
from mingjian.law.service import ServiceMethod
from mingjian.law.summary import is_summary
from mingjian.law.time_limits import Bearer

# 何时起算加处罚款、催告后等待多久，不是当事人应办的事。
_NO_PERIOD_TO_ACT = frozenset({START_OF_SURCHARGE, "await_demand"})
_MET = frozenset({DeadlineStatus.MET, DeadlineStatus.MET_LATE})


@dataclass(frozen=True)
class ServedPaper:
    """已送达的文书; ``sealed`` is the file to take along, empty where only paper was served.

    ``how`` says in which way and who signed, ``receipt`` what proves it (送达回证).
    """

    document_id: UUID
    title: str
    number: str
    served_on: date
    sealed: str
    how: str
    receipt: str


@dataclass(frozen=True)
class Right:
    """权利和义务的期限 of the party."""

    title: str
    word: str
    is_open: bool
    cite: Citation


@dataclass(frozen=True)
class Happening:
    """一项进展, in plain words."""

    on: date
    text: str
    detail: str = ""


@dataclass(frozen=True)
class Money:
    """缴款情况."""

    due_yuan: Decimal
    paid_yuan: Decimal
    owed_yuan: Decimal


@dataclass(frozen=True)
class Told:
    """专属页面: everything on it."""

    agency_name: str
    agency_contact: tuple[str, str]
    party_name: str
    papers: tuple[ServedPaper, ...]
    happenings: tuple[Happening, ...]
    rights: tuple[Right, ...]
    money: Money | None
    reconsideration_body: str
    court: str


def tell_party(case: Case, *, on: date) -> Told:
    """The page on that day. What was not served is not on it."""
    papers, agency = papers_of(case), case.agency
    decided = not is_summary(case.procedure) and hasattr(case, "decision_service")
    return Told(
        agency_name=agency.name,
        agency_contact=(agency.address, agency.complaint_phone),
        party_name=case.party.name,
        papers=papers,
        happenings=_happenings(case, papers),
        rights=_rights(case, on),
        money=_money(case) if decided else None,
        reconsideration_body=agency.reconsideration_body,
        court=agency.court,
    )


def papers_of(case: Case) -> tuple[ServedPaper, ...]:
    """已送达的文书, the newest first."""
    served = Service.objects.filter(subject_id=case.id)
    found = served.select_related("document__number", "document__seal")
    return tuple(
        ServedPaper(
            document_id=one.document_id,
            title=one.document.title,
            number=one.document.number.text if one.document.number else "",
            served_on=one.effective_on,
            sealed=one.document.seal.sealed_sha256 if hasattr(one.document, "seal") else "",
            how=how_served(one),
            receipt=one.proof.strip().rstrip("。"),
        )
        for one in found.order_by("-effective_on", "-recorded_at")
    )


def how_served(service: Service) -> str:
    """送达方式 in one clause: to whom, where, before whom."""
    way = ServiceMethod(service.method)
    relation = f"（{service.relation}）" if service.relation else ""
    match way:
        case ServiceMethod.ELECTRONIC:
            said = f"发送至{service.address}，以到达的日期为送达日期"
        case ServiceMethod.BY_ANNOUNCEMENT:
            said = f"{long_date(service.done_on)}公告，期满视为送达"
        case ServiceMethod.LEFT_IN_PLACE:
            witness = service.witness or service.recording
            said = (
                f"留置于{service.place}，见证：{witness}" if service.place else f"见证：{witness}"
            )
        case _:
            signed = f"{service.receiver}{relation}签收" if service.receiver else ""
            said = "，".join(filter(None, (service.tracking, signed)))
    return f"{way.title}：{said}" if said else way.title


def _happenings(case: Case, papers: tuple[ServedPaper, ...]) -> tuple[Happening, ...]:
    told = [Happening(one.served_on, f"向您送达{one.title}", one.number) for one in papers]
    told += [_submitted(one) for one in case.party_submissions.select_related("intake")]
    told += [
        Happening(one.paid_on, "收到您的缴款", f"{format_yuan(one.amount_yuan)}元")
        for one in case.payments.all()
    ]
    return tuple(sorted(told, key=lambda one: one.on, reverse=True))


def _submitted(one: PartySubmission) -> Happening:
    title = SubmissionKind(one.kind).title
    intake = getattr(one, "intake", None)
    if intake is None:
        return Happening(one.received_on, f"收到您在线提交的{title}", "待承办人登记")
    word = "已登记，由办案机关依法处理" if intake.as_act else intake.reasons
    return Happening(one.received_on, f"收到您在线提交的{title}", word)


def _rights(case: Case, on: date) -> tuple[Right, ...]:
    if is_summary(case.procedure):
        return ()
    return tuple(
        _right(one, on)
        for one in deadlines_of(case=case, on=on)
        if one.limit.bearer is Bearer.PARTY and one.limit.act not in _NO_PERIOD_TO_ACT
    )


def _right(one: Deadline, on: date) -> Right:
    day = long_date(one.due.on)
    if one.status in _MET:
        word = "已办理"
    elif one.due.on < on:
        word = f"已于{day}届满"
    else:
        word = f"至{day}"
    return Right(one.limit.title, word, one.status not in _MET and one.due.on >= on, one.limit.cite)


def _money(case: Case) -> Money | None:
    if case.decision.outcome != Outcome.PENALTY:
        return None
    facts = facts_for_periods(case)
    owed, paid = money_owed_yuan(facts), facts.payment.total_paid_yuan
    return Money(owed + paid, paid, owed) if owed + paid else None
