"""Declared triggers of review (认定审核情形): added by one, taken back only by another."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from mingjian.cases.acting import act_on_case
from mingjian.cases.days import day_of
from mingjian.cases.major import record_declaration, second_reviewer_for
from mingjian.cases.models import Case, TriggerDowngrade
from mingjian.law.procedure import Act, CaseFacts, Move
from mingjian.law.review_triggers import GOVERNMENT_NAME, all_triggers
from mingjian.law.roles import Actor

_TITLES = {trigger.slug: trigger.title for trigger in all_triggers()}


def declare_trigger(
    *, case_id: UUID, on: date, trigger: str, reasons: str, by: Actor, at: datetime
) -> Case:
    """补充认定审核情形."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        case.declared_triggers = [*case.declared_triggers, trigger]
        case.second_reviewer = second_reviewer_for(
            case.agency, case.declared_triggers, is_two_staged=facts.terms.has_second_review
        )
        record_declaration(case, trigger, reasons=reasons, on=on, by=by)
        return {"trigger": _TITLES[trigger], "reasons": reasons}

    act = Act(Move.DECLARE_TRIGGER, on=on, entered_on=day_of(at), trigger=trigger, reasons=reasons)
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def drop_trigger(
    *, case_id: UUID, on: date, trigger: str, reasons: str, by: Actor, at: datetime
) -> Case:
    """撤销认定的审核情形: what the machine computes stays."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        for declared in case.trigger_declarations.filter(slug=trigger, triggerdowngrade=None):
            TriggerDowngrade.objects.create(
                case=case,
                declaration=declared,
                slug=trigger,
                reasons=reasons,
                declared_by_person_id=declared.declared_by_person_id,
                decided_on=on,
                decided_by_person_id=by.person_id,
            )
        case.declared_triggers = [one for one in case.declared_triggers if one != trigger]
        if trigger == GOVERNMENT_NAME.slug:
            case.second_reviewer = None
        return {"trigger": _TITLES[trigger], "reasons": reasons}

    act = Act(Move.DROP_TRIGGER, on=on, entered_on=day_of(at), trigger=trigger, reasons=reasons)
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)
