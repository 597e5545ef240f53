"""What waits for whom (待办): whose turn a case is, asked of the database in one query.

Each flag is a sub-question about the text as it stands now (the last revision of the proposal), as
in ``law.procedure.next_step``; a test walks a case and compares the two after every act.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import (
    DecimalField,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from mingjian.access.scopes import Scope
from mingjian.cases.models import (
    Case,
    Decision,
    Defence,
    Deliberation,
    Evidence,
    Hearing,
    HearingRecord,
    Notice,
    NoticeService,
    Pause,
    Payment,
    Proposal,
    Review,
    ReviewSubmission,
)
from mingjian.desk.todo.beside import last_step_for
from mingjian.desk.todo.executing import HEAD_IS_ASKED, execution_flags
from mingjian.law.penalties import PenaltyKind
from mingjian.law.procedure import FIRST_LEVEL, SECOND_LEVEL, Outcome, ReviewOutcome, State
from mingjian.law.procedure.ordinary_parts import UNDECIDED
from mingjian.law.roles import Role
from mingjian.law.summary.table import PREFIX
from mingjian.registry.models import EnforcementItem

_COUNTED = "mingjian.waiting"
_ZERO = Value(0, output_field=DecimalField(max_digits=14, decimal_places=2))
_OWN = {"case": OuterRef("pk")}
_OF_TEXT = {**_OWN, "proposal_hash": OuterRef("text_hash")}
# 送达即履行完毕的处罚：没有款项，也没有其他内容要执行。
_DONE_BY_SERVICE = [
    PenaltyKind.WARNING.value,
    PenaltyKind.PUBLIC_CRITICISM.value,
    f"{PenaltyKind.WARNING.value}、{PenaltyKind.PUBLIC_CRITICISM.value}",
]


def note_waiting(request: HttpRequest, count: int) -> None:
    """Keep the figure that a page has just counted for the navigation around it."""
    request.META[_COUNTED] = count


def count_waiting(request: HttpRequest, *, scope: Scope, role: Role, on: date) -> int:
    """How many cases wait for this person: as the page counted, else one query."""
    counted = request.META.get(_COUNTED)
    if counted is not None:
        return int(counted)
    statement = _counting(scope, role, on)
    if statement is None:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(*statement)
        return int(cursor.fetchone()[0])


@lru_cache(maxsize=500)
def _counting(scope: Scope, role: Role, on: date) -> tuple[str, tuple[Any, ...]] | None:
    """The statement of the count: writing it takes far longer than the database needs for it."""
    waiting = waiting_for(scope=scope, role=role, on=on).order_by().values("pk")
    try:
        statement, values = waiting.query.sql_with_params()
    except EmptyResultSet:
        return None
    return f"SELECT count(*) FROM ({statement}) waiting", values  # noqa: S608  # Django's own text


def waiting_for(*, scope: Scope, role: Role, on: date) -> QuerySet[Case]:
    """The cases whose next legal step belongs to this person in this role."""
    return _of_turn(turn_of(role, scope), scope=scope, role=role, on=on)


def open_cases(*, scope: Scope, role: Role, on: date) -> QuerySet[Case]:
    """Every open case this person may see, with its flags and what waits beside it."""
    cases = with_standing(Case.objects.visible_to(scope).open(), on=on)
    return cases.annotate(beside=last_step_for(role))


def waiting_for_others(*, scope: Scope, role: Role, on: date) -> QuerySet[Case]:
    """The officer's own open cases in which somebody else, or a period, comes next."""
    return _of_turn(others_turn(role, scope), scope=scope, role=role, on=on)


def _of_turn(turn: Q | None, *, scope: Scope, role: Role, on: date) -> QuerySet[Case]:
    """Those cases, or none of them; with the flags either way, for whoever reads on."""
    cases = open_cases(scope=scope, role=role, on=on)
    return cases.none() if turn is None else cases.filter(turn)


def with_standing(cases: QuerySet[Case], *, on: date) -> QuerySet[Case]:
    """Annotate the flags: what is done and what is missing for the text as it stands now."""
    text = Proposal.objects.filter(**_OWN).order_by("-revision")
    cases = cases.annotate(
        text_hash=Subquery(text.values("hash")[:1]),
        text_outcome=Subquery(text.values("outcome")[:1]),
        text_money=Subquery(
            text.annotate(money=F("fine_yuan") + F("confiscated_gains_yuan")).values("money")[:1]
        ),
    )
    return cases.annotate(
        is_paused=Exists(Pause.objects.filter(**_OWN, until__isnull=True)),
        **_evidence_flags(),
        **_notice_flags(on),
        **_hearing_flags(),
        **execution_flags(),
        **_review_flags(on),
        is_deliberated=Exists(Deliberation.objects.filter(**_OF_TEXT, agrees=True)),
        is_done_by_service=Exists(
            Decision.objects.filter(**_OWN).filter(
                ~Q(outcome=Outcome.PENALTY.value) | Q(kinds_text__in=_DONE_BY_SERVICE)
            )
        ),
        paid_yuan=Coalesce(
            Subquery(
                Payment.objects.filter(**_OWN)
                .order_by()
                .values("case")
                .annotate(total=Sum(F("fine_yuan") + F("gains_yuan")))
                .values("total")
            ),
            _ZERO,
        ),
    )


def with_text(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Read the text that stands now along with each case (annotated by ``with_standing``)."""
    stands = FilteredRelation("proposals", condition=Q(proposals__hash=F("text_hash")))
    return cases.annotate(text=stands).select_related("text")  # type: ignore[misc]  # a filtered join is not known to the stubs


def _evidence_flags() -> dict[str, Exists]:
    own = Evidence.objects.filter(**_OWN)
    return {
        "has_evidence": Exists(own),
        "has_record": Exists(own.filter(Q(is_interview=True) | Q(kind="scene_record"))),
        "has_doubtful_evidence": Exists(own.filter(verified=False, verdict__isnull=True)),
    }


def _notice_flags(on: date) -> dict[str, Exists]:
    told = NoticeService.objects.filter(**_OF_TEXT)
    over = Q(defence_due_on__lt=on) & (Q(hearing_due_on__isnull=True) | Q(hearing_due_on__lt=on))
    return {
        "is_issued": Exists(Notice.objects.filter(**_OF_TEXT)),
        "is_told": Exists(told),
        "is_period_over": Exists(told.filter(over)),
        "is_defence_waived": Exists(Defence.objects.filter(**_OF_TEXT, waived=True)),
        "awaits_answer": Exists(
            Defence.objects.filter(**_OWN, waived=False, defenceanswer__isnull=True)
        ),
    }


def _review_flags(on: date) -> dict[str, Exists]:
    agreed = Review.objects.filter(**_OF_TEXT, outcome=ReviewOutcome.AGREED.value)
    items = EnforcementItem.objects.in_force(on=on).filter(is_major=True)
    return {
        "is_reviewed": Exists(agreed.filter(submission__level=FIRST_LEVEL)),
        "is_reviewed_twice": Exists(agreed.filter(submission__level=SECOND_LEVEL)),
        "is_in_second_review": Exists(
            ReviewSubmission.objects.filter(**_OWN, level=SECOND_LEVEL, review__isnull=True)
        ),
        "is_catalogued": Exists(
            items.filter(agency=OuterRef("agency"), violation_id=OuterRef("violation_id"))
        ),
    }


def _hearing_flags() -> dict[str, Exists]:
    held = HearingRecord.objects.filter(**_OWN)
    reviewed_since = Review.objects.filter(
        case=OuterRef("case"),
        outcome=ReviewOutcome.AGREED.value,
        submission__submitted_on__gte=OuterRef("held_on"),
    )
    return {
        "is_scheduled": Exists(Hearing.objects.filter(**_OF_TEXT)),
        "is_heard": Exists(held),
        "is_heard_unreviewed": Exists(held.filter(~Exists(reviewed_since))),
    }


_BEFORE_DECISION = Q(state__in=[State.REPORTED, State.REVIEWED, State.NOTIFIED])
_IS_PENALTY = Q(text_outcome=Outcome.PENALTY.value)
_WORK_OF_OFFICER = (
    Q(awaits_answer=True)
    | Q(has_doubtful_evidence=True)
    | Q(is_heard_unreviewed=True)
    | (_IS_PENALTY & Q(is_told=False))
    | (~Q(declared_triggers=[]) & Q(is_reviewed=False))
    | Q(second_reviewer__isnull=False, is_reviewed_twice=False)
)
_PARTY_HAD_ITS_TIME = ~_IS_PENALTY | Q(is_period_over=True) | Q(is_defence_waived=True)
_IS_TRANSFER = Q(text_outcome=Outcome.TRANSFER_JUDICIAL.value)
# 简易程序：款项由作出决定的执法人员办结，备案由所属机关收存，两事并行。
_SUMMARY = Q(procedure__startswith=PREFIX)
_OFFICERS_TURN = (_SUMMARY & Q(state=State.SERVED)) | ~_SUMMARY & (
    Q(state__in=[State.REGISTERED, State.VERIFIED, State.INVESTIGATING, State.RETURNED])
    | Q(state=State.REVIEW_PROBLEMS)
    | (_BEFORE_DECISION & _WORK_OF_OFFICER)
    | Q(state=State.HEARING, is_scheduled=False)
    | (Q(state=State.DECIDED) & ~_IS_TRANSFER)
    | (Q(state=State.SERVED, is_done_by_service=False) & ~HEAD_IS_ASKED)
    | Q(is_paused=True, state__in=[state.value for state in UNDECIDED])
)
_HEADS_TURN = (_SUMMARY & Q(summary_penalty__filing__isnull=True)) | ~_SUMMARY & (
    Q(state__in=[State.OPENING_REQUESTED, State.PERFORMED, State.REVOKED])
    | (_BEFORE_DECISION & ~_WORK_OF_OFFICER & _PARTY_HAD_ITS_TIME)
    | (Q(state=State.DECIDED) & _IS_TRANSFER)
    | Q(state=State.SERVED, is_done_by_service=True)
    | (Q(state=State.SERVED) & HEAD_IS_ASKED)
    | Q(is_paused=True, state__in=[state.value for state in UNDECIDED])
)


# 附随程序中，下一步由本岗位办理。
_BESIDE = Q(beside__isnull=False)


def others_turn(role: Role, scope: Scope) -> Q | None:
    """When somebody else, or a period, comes next in a case that this officer handles."""
    if role is not Role.CASE_OFFICER:
        return None
    return _handled_by(scope) & ~(_OFFICERS_TURN | _BESIDE)


def turn_of(role: Role, scope: Scope) -> Q | None:
    """When it is this role's turn; None for roles that do no acts in cases."""
    if role is Role.CASE_OFFICER:
        return (_OFFICERS_TURN | _BESIDE) & _handled_by(scope)
    if role is Role.AGENCY_HEAD:
        return _HEADS_TURN | _BESIDE
    if role is Role.LEGAL_REVIEWER:
        is_ours = Q(agency_id=scope.agency_id, is_in_second_review=False)
        is_theirs = Q(second_reviewer_id=scope.agency_id, is_in_second_review=True)
        return Q(state=State.IN_REVIEW) & (is_ours | is_theirs)
    if role is Role.PRESIDING_OFFICER:
        own = Hearing.objects.filter(**_OF_TEXT, presiding_person_id=scope.person_id)
        return Q(Exists(own.filter(hearingrecord__isnull=True)), state=State.HEARING)
    return None


def _handled_by(scope: Scope) -> Q:
    """承办: the officer's own cases, and leads that nobody has taken on yet."""
    return (
        Q(lead_officer__person_id=scope.person_id)
        | Q(assisting_officer__person_id=scope.person_id)
        | Q(state__in=[State.REGISTERED, State.VERIFIED])
    )
