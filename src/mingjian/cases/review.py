"""Legal review (法制审核): submitted text, seven points, opinion (行政处罚法 art. 58)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from mingjian.cases.acting import act_on_case
from mingjian.cases.days import day_of
from mingjian.cases.making import make_paper
from mingjian.cases.models import Case, FindingAnswer, Review, ReviewFinding, ReviewSubmission
from mingjian.cases.papers import review_opinion
from mingjian.cases.review_package import missing_from_package
from mingjian.dossier.kinds import DocumentKind
from mingjian.law.procedure import (
    Act,
    AnswerFacts,
    CaseFacts,
    Move,
    ReviewOutcome,
    ReviewPart,
    next_review_level,
    review_triggers,
)
from mingjian.law.review_points import (
    POINT_NUMBERS,
    SEVEN_POINTS,
    liability_statement,
    may_review,
)
from mingjian.law.roles import Actor, Role
from mingjian.registry.models import Officer

__all__ = ["SEVEN_POINTS"]
# 各项审核内容通常所指的部分。
PART_OF_POINT = {
    1: ReviewPart.PROCEDURE,
    2: ReviewPart.PROCEDURE,
    3: ReviewPart.EVIDENCE,
    4: ReviewPart.BASIS,
    5: ReviewPart.BASIS,
    6: ReviewPart.DOCUMENTS,
    7: ReviewPart.TRANSFER,
}


@dataclass(frozen=True)
class ReviewPoint:
    """审核要点: one of the seven, passed or not; where not, one problem a line in the remark.

    ``part`` and ``clause`` say what of the case the problems are about.
    """

    number: int
    passed: bool
    remark: str = ""
    part: ReviewPart | None = None
    clause: str = ""

    @property
    def problems(self) -> list[str]:
        """One line, one problem."""
        lines = [line.strip() for line in self.remark.splitlines()]
        return [] if self.passed else [line for line in lines if line]


@dataclass(frozen=True)
class Opinion:
    """审核意见: the seven points and the opinion in words."""

    points: tuple[ReviewPoint, ...]
    text: str

    @property
    def findings(self) -> list[tuple[ReviewPoint, str]]:
        """Every problem with its point, in order."""
        return [(point, text) for point in self.points for text in point.problems]


def submit_for_review(
    *,
    case_id: UUID,
    on: date,
    note: str,
    by: Actor,
    at: datetime,
    answers: tuple[AnswerFacts, ...] = (),
) -> Case:
    """送法制审核: the text as it stands, every open finding answered; then 第二级 where owed."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        assert facts.proposal is not None  # the table lets nothing be submitted without one
        _save_answers(case, answers, on, by)
        sent = ReviewSubmission.objects.create(
            case=case,
            proposal_hash=facts.proposal.hash,
            submitted_on=on,
            submitted_by_person_id=by.person_id,
            level=next_review_level(facts),
            triggers=[trigger.title for trigger in review_triggers(facts)],
            missing=missing_from_package(case, facts),
            statement=liability_statement(role=Role.CASE_OFFICER, name=by.name),
            note=note,
        )
        return {
            "proposal": sent.proposal_hash,
            "level": sent.level,
            "triggers": sent.triggers,
            "missing": sent.missing,
            "answers": len(answers),
            "liability": sent.statement,
            "note": note,
        }

    act = Act(Move.SUBMIT_REVIEW, on=on, entered_on=day_of(at), reasons=note, answers=answers)
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def _save_answers(case: Case, answers: tuple[AnswerFacts, ...], on: date, by: Actor) -> None:
    for answer in answers:
        FindingAnswer.objects.create(
            case=case,
            finding_id=answer.finding_id,
            is_adopted=answer.is_adopted,
            text=answer.text,
            answered_on=on,
            answered_by_person_id=by.person_id,
        )


def agree_review(*, case_id: UUID, on: date, opinion: Opinion, by: Actor, at: datetime) -> Case:
    """审核同意."""
    return _conclude(Move.AGREE, ReviewOutcome.AGREED, case_id, on, opinion, by, at)


def find_problems(*, case_id: UUID, on: date, opinion: Opinion, by: Actor, at: datetime) -> Case:
    """提出审核意见（存在问题）: the officers answer each problem and submit again."""
    return _conclude(Move.FIND_PROBLEMS, ReviewOutcome.PROBLEMS, case_id, on, opinion, by, at)


def return_for_supplement(
    *, case_id: UUID, on: date, opinion: Opinion, supplement_due_on: date, by: Actor, at: datetime
) -> Case:
    """退回补充材料: what is missing, and until when; the review's clock stops meanwhile."""
    return _conclude(
        Move.RETURN_FOR_SUPPLEMENT,
        ReviewOutcome.RETURNED,
        case_id,
        on,
        opinion,
        by,
        at,
        supplement_due_on=supplement_due_on,
    )


def _conclude(
    move: Move,
    outcome: ReviewOutcome,
    case_id: UUID,
    on: date,
    opinion: Opinion,
    by: Actor,
    at: datetime,
    *,
    supplement_due_on: date | None = None,
) -> Case:
    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        review = _opinion_row(case, opinion, by, on)
        review.outcome, review.supplement_due_on = outcome.value, supplement_due_on
        review.document = make_paper(
            kind=DocumentKind.REVIEW_OPINION,
            case=case,
            content=review_opinion(case, review, SEVEN_POINTS),
            on=on,
            by=by,
            at=at,
        )
        review.save(force_insert=True)
        _save_findings(case, review, opinion)
        return {
            "proposal": review.proposal_hash,
            "outcome": outcome.value,
            "opinion": opinion.text,
            "findings": len(opinion.findings),
            "liability": review.statement,
            "supplement_due_on": supplement_due_on,
        }

    act = _act_of(move, on, opinion, supplement_due_on, by, at)
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def _act_of(
    move: Move, on: date, opinion: Opinion, supplement_due_on: date | None, by: Actor, at: datetime
) -> Act:
    """What the law judges of an opinion."""
    points = {point.number: point.remark for point in opinion.points}
    return Act(
        move,
        on=on,
        entered_on=day_of(at),
        reasons=opinion.text,
        review_points=len(points.keys() & set(POINT_NUMBERS)),
        remarks=tuple(points.items()),
        findings_count=len(opinion.findings),
        supplement_due_on=supplement_due_on,
        reviewer_qualified=is_qualified(by.person_id),
    )


def _opinion_row(case: Case, opinion: Opinion, by: Actor, on: date) -> Review:
    """Bound to the submission that is open, whose text it judges."""
    submission = case.review_submissions.latest("submitted_on", "id")
    return Review(
        case=case,
        submission=submission,
        proposal_hash=submission.proposal_hash,
        submitted_by_person_id=submission.submitted_by_person_id,
        reviewer_person_id=by.person_id,
        reviewer_name=by.name,
        points=[asdict(point) for point in opinion.points],
        opinion=opinion.text,
        concluded_on=on,
        statement=liability_statement(role=Role.LEGAL_REVIEWER, name=by.name),
    )


def _save_findings(case: Case, review: Review, opinion: Opinion) -> None:
    """Each problem by itself; a return that names no point asks for documents."""
    found = opinion.findings
    if review.outcome == ReviewOutcome.RETURNED and not found:
        found = [(ReviewPoint(6, passed=False), opinion.text)]
    for serial, (point, text) in enumerate(found, start=1):
        ReviewFinding.objects.create(
            case=case,
            review=review,
            serial=serial,
            point=point.number,
            part=(point.part or PART_OF_POINT[point.number]).value,
            clause=point.clause,
            text=text,
        )


def open_findings(*, case_id: UUID) -> list[ReviewFinding]:
    """审核意见提出的、尚未答复的问题, in order."""
    found = ReviewFinding.objects.filter(case_id=case_id, findinganswer=None)
    return list(found.select_related("review").order_by("review__concluded_on", "serial"))


def is_qualified(person_id: UUID) -> bool:
    """Whether this person may review: 法律职业资格, or a reviewer since before 2018."""
    officer = Officer.objects.filter(person_id=person_id).first()
    return officer is not None and may_review(
        is_qualified=officer.legal_qualification, reviewer_since=officer.reviewer_since
    )
