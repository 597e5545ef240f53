"""Reviews in rounds: a government's legal body, advisers, a disagreement, triggers."""

from __future__ import annotations

from datetime import date
from typing import Any

from mingjian.cases import review, review_rounds, triggers
from mingjian.cases.models import Case
from mingjian.law.advisers import AdviserKind
from mingjian.law.procedure import Move, SettlementResult, SettlementWay
from mingjian.law.roles import Actor, Role
from mingjian.ops.demo.story import Cast, Person, Telling
from mingjian.registry.advisers import NewAdviser, engage_adviser, register_conflict
from mingjian.registry.agencies import update_agency
from mingjian.registry.models import Adviser
from tests.cases import acts
from tests.cases.story import EARLY, GUANGYUAN, an_administrator, hire, make_cast, story_at

GOVERNMENT_NAME = "government_name"


def supervised_cast() -> tuple[Cast, Person]:
    """An agency whose decisions in the government's name another body reviews again."""
    cast, body = make_cast(), make_cast()
    by = an_administrator()
    changes = {"government_reviewer_id": body.agency_id}
    update_agency(agency_id=cast.agency_id, changes=changes, by=by, at=EARLY)
    return cast, hire(body.agency_id, "钱司法", enforces=False, reviews=True)


def legal_body(cast: Cast, person: Person) -> Actor:
    """The government's legal body as actor in the agency's cases."""
    agency_id = Case.objects.filter(agency_id=cast.agency_id).latest("id").second_reviewer_id
    return Actor(person.person_id, person.name, Role.LEGAL_REVIEWER, agency_id, "法制审核")


def engage(agency_id: Any, name: str = "何律师", **changes: Any) -> Adviser:
    """One more adviser of the agency."""
    details = {
        "name": name,
        "kind": AdviserKind.COUNSEL,
        "employer": "示范律师事务所",
        "licence_number": f"测试{name}",
        "since": date(2026, 1, 1),
        **changes,
    }
    new = NewAdviser(agency_id=agency_id, **details)
    return engage_adviser(adviser=new, by=administrator_of(agency_id), at=EARLY)


def administrator_of(agency_id: Any) -> Actor:
    """Whoever keeps the registers of the agency."""
    by = an_administrator()
    return Actor(by.person_id, by.name, by.role, agency_id, by.purpose)


def conflicted(story: Telling) -> Adviser:
    """An adviser who represents the party."""
    adviser = engage(story.cast.agency_id, "吕律师")
    register_conflict(
        adviser_id=adviser.id,
        party_id=story.case.party_id,
        reason="代理该当事人的民事案件。",
        by=administrator_of(story.cast.agency_id),
        at=EARLY,
    )
    return adviser


def take_advice(story: Telling, adviser: Adviser, text: str = "定性准确，建议补强证据。") -> Case:
    return story.act(
        Move.TAKE_ADVICE,
        review_rounds.take_advice,
        Role.LEGAL_REVIEWER,
        on=story.day,
        adviser_id=adviser.id,
        text=text,
    )


def settle(story: Telling, way: SettlementWay, result: SettlementResult, **changes: Any) -> Case:
    return story.act(
        Move.SETTLE_DISAGREEMENT,
        review_rounds.settle_disagreement,
        Role.AGENCY_HEAD,
        on=story.day,
        way=way,
        result=result,
        minutes="双方充分陈述意见。",
        **changes,
    )


def declare(story: Telling, trigger: str, role: Role = Role.CASE_OFFICER) -> Case:
    return story.act(
        Move.DECLARE_TRIGGER,
        triggers.declare_trigger,
        role,
        on=story.day,
        trigger=trigger,
        reasons="涉及公共利益。",
    )


def drop(story: Telling, trigger: str) -> Case:
    return story.act(
        Move.DROP_TRIGGER,
        triggers.drop_trigger,
        Role.AGENCY_HEAD,
        on=story.day,
        trigger=trigger,
        reasons="经复核不属于该情形。",
    )


def disputed(**plot: Any) -> Telling:
    """A case of a place that consults, then deliberates; its review found problems."""
    cast = make_cast(GUANGYUAN)
    story = story_at(Move.SUBMIT_REVIEW, cast=cast, place=GUANGYUAN, grave=True, **plot)
    acts.find_problems(story)
    return story


def in_second_review() -> tuple[Telling, Actor]:
    """A text that lies with the government's legal body."""
    cast, person = supervised_cast()
    story = story_at(Move.AGREE, cast=cast, declared_triggers=(GOVERNMENT_NAME,))
    acts.submit(story)
    return story, legal_body(cast, person)


def conclude_second(story: Telling, by: Actor) -> Case:
    """The government's legal body agrees."""
    return review.agree_review(
        case_id=story.case_id, on=story.day, opinion=acts.OPINION, by=by, at=story.at
    )
