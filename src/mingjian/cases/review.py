"""Legal review (法制审核): submitted text, seven points, opinion (行政处罚法 art. 58)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from mingjian.cases.acting import act_on_case
from mingjian.cases.days import day_of
from mingjian.cases.making import make_paper
from mingjian.cases.models import Case, Review, ReviewSubmission
from mingjian.cases.papers import review_opinion
from mingjian.dossier.kinds import DocumentKind
from mingjian.law.procedure import Act, CaseFacts, Move, ReviewOutcome, review_triggers
from mingjian.law.roles import Actor
from mingjian.registry.models import Officer

# 法制审核七项内容：国务院办公厅关于全面推行三项制度的指导意见，各地实施方案同此七项。
SEVEN_POINTS = (
    "执法主体是否合法，执法人员是否具备执法资格",
    "执法程序是否合法",
    "案件事实是否清楚，证据是否合法充分",
    "适用法律、法规、规章是否准确，裁量基准运用是否适当",
    "执法是否超越执法机关法定权限",
    "执法文书是否完备、规范",
    "违法行为是否涉嫌犯罪、需要移送司法机关",
)
_NUMBERS = frozenset(range(1, len(SEVEN_POINTS) + 1))


@dataclass(frozen=True)
class ReviewPoint:
    """审核要点: one of the seven, passed or not, with a remark where it is not."""

    number: int
    passed: bool
    remark: str = ""


@dataclass(frozen=True)
class Opinion:
    """审核意见: the seven points and the opinion in words."""

    points: tuple[ReviewPoint, ...]
    text: str


def submit_for_review(*, case_id: UUID, on: date, note: str, by: Actor, at: datetime) -> Case:
    """送法制审核: the text as it stands now; ``note`` answers the problems an opinion found."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        assert facts.proposal is not None  # the table lets nothing be submitted without one
        triggers = [trigger.title for trigger in review_triggers(facts)]
        ReviewSubmission.objects.create(
            case=case,
            proposal_hash=facts.proposal.hash,
            submitted_on=on,
            submitted_by_person_id=by.person_id,
            triggers=triggers,
            note=note,
        )
        return {"proposal": facts.proposal.hash, "triggers": triggers, "note": note}

    act = Act(Move.SUBMIT_REVIEW, on=on, entered_on=day_of(at), reasons=note)
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def agree_review(*, case_id: UUID, on: date, opinion: Opinion, by: Actor, at: datetime) -> Case:
    """审核同意."""
    return _conclude(Move.AGREE, ReviewOutcome.AGREED, case_id, on, opinion, by, at)


def find_problems(*, case_id: UUID, on: date, opinion: Opinion, by: Actor, at: datetime) -> Case:
    """提出审核意见（存在问题）: the officers rework and submit again."""
    return _conclude(Move.FIND_PROBLEMS, ReviewOutcome.PROBLEMS, case_id, on, opinion, by, at)


def return_for_supplement(
    *, case_id: UUID, on: date, opinion: Opinion, supplement_due_on: date, by: Actor, at: datetime
) -> Case:
    """退回补充材料: what is missing, and until when."""
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
        return {
            "proposal": review.proposal_hash,
            "outcome": outcome.value,
            "opinion": opinion.text,
            "supplement_due_on": supplement_due_on,
        }

    act = Act(
        move,
        on=on,
        entered_on=day_of(at),
        reasons=opinion.text,
        review_points=len({point.number for point in opinion.points} & _NUMBERS),
        reviewer_qualified=is_qualified(by.person_id),
    )
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


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
    )


def is_qualified(person_id: UUID) -> bool:
    """Whether the reviewer holds 法律职业资格 (first-time reviewers since 2018 must)."""
    return Officer.objects.filter(person_id=person_id, legal_qualification=True).exists()
