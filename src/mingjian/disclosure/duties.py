"""Duties to publish (公示义务): made by the decision itself, whoever would rather forget it.

A follower of the journal, safe to run at any time and any number of times: pages call ``catch_up``
before they list, a job calls it every minute.
"""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from mingjian.access.scopes import Scope
from mingjian.cases.acting import entry_kind
from mingjian.cases.lawbooks import lawbook_of
from mingjian.cases.models import Case, Remedy
from mingjian.disclosure.acting import record
from mingjian.disclosure.grounds import Ground
from mingjian.disclosure.kinds import Settlement
from mingjian.disclosure.models import Duty, Exemption
from mingjian.disclosure.sources import source_of_case
from mingjian.disclosure.withdrawing import Basis, order_by_law
from mingjian.journal.following import follow
from mingjian.journal.models import Entry
from mingjian.law.procedure import Move, Outcome, RemedyOutcome
from mingjian.law.roles import Actor, Role
from mingjian.law.summary import SummaryMove, why_not_published
from mingjian.law.time_limits import due_date
from mingjian.law.workdays import national_calendar

FOLLOWER = "disclosure"
_BATCH = 500
# 公示期限按决定的结果：处罚七个工作日，不予处罚按其他执法结果；移送司法的不公示。
_ACT_OF_OUTCOME = {
    Outcome.PENALTY: "publish_penalty",
    Outcome.NO_PENALTY_MINOR: "publish_other",
    Outcome.NO_PENALTY_NOT_ESTABLISHED: "publish_other",
}
_RESULTS = frozenset({entry_kind(Move.END_REMEDY), entry_kind(Move.CORRECT_DECISION)})
_GROUND_OF_RESULT = {
    RemedyOutcome.REVOKED: Ground.REVOKED,
    RemedyOutcome.PARTLY_REVOKED: Ground.AMENDED,
    RemedyOutcome.CHANGED: Ground.AMENDED,
    RemedyOutcome.UNLAWFUL: Ground.DECLARED_UNLAWFUL,
    RemedyOutcome.VOID: Ground.DECLARED_VOID,
}


def catch_up() -> int:
    """Read the journal to its end; return how many entries were read."""
    read = 0
    while count := follow(name=FOLLOWER, handle=take_entry, limit=_BATCH):
        read += count
    return read


def take_entry(entry: Entry) -> None:
    """Make the duty that follows from one act on a case; every other entry is passed over."""
    if entry.kind == entry_kind(Move.DECIDE):
        _begin(entry)
    elif entry.kind == entry_kind(Move.SERVE_DECISION):
        _note_service(entry)
    elif entry.kind == entry_kind(SummaryMove.IMPOSE):
        _begin_summary(entry)
    elif entry.kind in _RESULTS:
        _follow_result(entry)


def open_duties(*, scope: Scope) -> QuerySet[Duty]:
    """公示义务未了结的, nearest day first."""
    return Duty.objects.visible_to(scope).open().select_related("case").order_by("due_on", "id")


def duties_due(*, scope: Scope, on: date) -> QuerySet[Duty]:
    """Open duties whose last day is ``on`` or has passed."""
    return open_duties(scope=scope).filter(due_on__lte=on)


def _begin(entry: Entry) -> None:
    case = Case.objects.select_related("agency", "decision").get(id=entry.stream_id)
    act = _ACT_OF_OUTCOME.get(Outcome(case.decision.outcome))
    if act is None or Duty.objects.filter(case=case).exists():
        return
    _make_duty(case, entry, act=act, number=case.decision.number, on=case.decision.decided_on)


def _begin_summary(entry: Entry) -> None:
    """当场处罚: due only where no rule exempts it; an exemption is written down with its rule."""
    case = Case.objects.select_related("agency", "party", "summary_penalty").get(id=entry.stream_id)
    if Duty.objects.filter(case=case).exists() or Exemption.objects.filter(case=case).exists():
        return
    on = case.summary_penalty.decided_on
    source = source_of_case(case)
    exempt = why_not_published(
        kinds=source.kinds,
        sector=source.sector,
        is_minor=source.is_minor,
        decided_on=on,
        lawbook=lawbook_of(case),
    )
    if exempt is None:
        _make_duty(case, entry, act="publish_penalty", number=case.number, on=on, served_on=on)
        return
    row = Exemption.objects.create(
        case=case,
        agency=case.agency,
        division_code=case.agency.division_code,
        number=case.number,
        decided_on=on,
        reason=exempt.reason,
        cite=str(exempt.cite),
    )
    told = {"case": case.id, "reason": exempt.reason, "basis": row.cite}
    _record(row, "not_due", entry, told)


def _make_duty(
    case: Case, entry: Entry, *, act: str, number: str, on: date, served_on: date | None = None
) -> None:
    limit = lawbook_of(case).time_limit(act, on=on)
    due = due_date(limit=limit, start=on, calendar=national_calendar())
    duty = Duty.objects.create(
        case=case,
        agency=case.agency,
        division_code=case.agency.division_code,
        number=number,
        act=act,
        decided_on=on,
        served_on=served_on,
        due_on=due.on,
        is_provisional=due.provisional,
        cite=str(limit.cite),
    )
    _record(
        duty, "duty_arose", entry, {"case": case.id, "due_on": due.on, "basis": str(limit.cite)}
    )


def _note_service(entry: Entry) -> None:
    duty = Duty.objects.select_for_update().filter(case_id=entry.stream_id).first()
    if duty is None or duty.served_on is not None:
        return
    duty.served_on = duty.case.decision_service.served_on
    duty.save(update_fields=["served_on"])
    _record(duty, "decision_served", entry, {"served_on": duty.served_on})


def _follow_result(entry: Entry) -> None:
    """撤回或者不再公示: a decision that was overturned or changed does not stay in public."""
    remedy = Remedy.objects.get(id=entry.payload["remedy"])
    outcome = RemedyOutcome(entry.payload["result"])
    duty = Duty.objects.select_for_update().filter(case_id=entry.stream_id).first()
    ground = _GROUND_OF_RESULT.get(outcome)
    if duty is None or ground is None:
        return
    on = entry.acted_on or duty.decided_on
    if duty.settlement == Settlement.PUBLISHED:
        basis = Basis(
            ground,
            f"{ground.title}，依法撤回公示信息。",
            effective_on=date.fromisoformat(entry.payload["effective_on"]),
            document=f"{remedy.body} {remedy.result_document}".strip(),
        )
        order_by_law(public_id=duty.public_id, basis=basis, on=on, by=_actor(entry), at=entry.at)
    elif not duty.settlement and outcome.ends_the_decision:
        duty.settlement, duty.settled_on = Settlement.LAPSED.value, on
        duty.save(update_fields=["settlement", "settled_on"])
        _record(duty, "duty_lapsed", entry, {"ground": ground.value, "on": on})


def _record(duty: Duty | Exemption, kind: str, entry: Entry, payload: dict[str, object]) -> None:
    """The act that caused it names its own actor; nobody else did anything here."""
    on = entry.acted_on or duty.decided_on
    record(stream_id=duty.id, kind=kind, by=_actor(entry), at=entry.at, on=on, payload=payload)


def _actor(entry: Entry) -> Actor:
    return Actor(
        person_id=entry.actor_person_id,
        name=entry.actor_name,
        role=Role(entry.actor_role),
        agency_id=entry.actor_agency_id,
        purpose="依决定形成公示义务",
    )
