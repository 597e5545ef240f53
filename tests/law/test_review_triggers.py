"""When a decision must pass legal review."""

from datetime import date

import pytest

from mingjian.law.lawbook import load_lawbook, pack_ids
from mingjian.law.provisions import provision_text
from mingjian.law.review_triggers import (
    STATUTORY_SLUGS,
    ReviewCircumstances,
    all_triggers,
    due_triggers,
)

EVERYWHERE = frozenset({"major_rights", "every_penalty"})
PLAIN = ReviewCircumstances(is_penalty=True, affects_major_rights=False, was_heard=False)


def slugs(circumstances: ReviewCircumstances, in_force: frozenset[str] = frozenset()) -> list[str]:
    found = due_triggers(circumstances=circumstances, in_force=in_force)
    return [trigger.slug for trigger in found]


def test_a_plain_penalty_owes_no_review():
    assert slugs(PLAIN) == []


def test_after_a_hearing_review_is_owed_whatever_the_jurisdiction_says():
    heard = ReviewCircumstances(is_penalty=True, affects_major_rights=True, was_heard=True)

    assert slugs(heard) == ["after_hearing"]
    assert slugs(heard, EVERYWHERE) == ["after_hearing", "major_rights", "every_penalty"]


def test_major_rights_alone_are_a_local_trigger():
    grave = ReviewCircumstances(is_penalty=True, affects_major_rights=True, was_heard=False)

    assert slugs(grave) == []
    assert slugs(grave, frozenset({"major_rights"})) == ["major_rights"]


def test_a_fine_of_the_catalogue_owes_review():
    listed = ReviewCircumstances(
        is_penalty=True, affects_major_rights=False, was_heard=False, is_listed=True
    )

    assert slugs(listed) == ["listed"]


def test_a_decision_without_penalty_owes_only_what_was_declared():
    acquitted = ReviewCircumstances(
        is_penalty=False,
        affects_major_rights=True,
        was_heard=True,
        is_listed=True,
        declared=frozenset({"complex"}),
    )

    assert slugs(acquitted, EVERYWHERE) == ["complex"]


@pytest.mark.parametrize("trigger", all_triggers(), ids=lambda trigger: trigger.slug)
def test_an_officer_may_add_any_trigger(trigger):
    declared = ReviewCircumstances(
        is_penalty=True,
        affects_major_rights=False,
        was_heard=False,
        declared=frozenset({trigger.slug}),
    )

    assert due_triggers(circumstances=declared, in_force=frozenset()) == (trigger,)


def test_an_unknown_declaration_is_a_fault_of_the_program():
    declared = ReviewCircumstances(
        is_penalty=True,
        affects_major_rights=False,
        was_heard=False,
        declared=frozenset({"whim"}),
    )

    with pytest.raises(ValueError, match="whim"):
        due_triggers(circumstances=declared, in_force=frozenset())


def test_the_statutory_triggers_are_quoted_from_the_law():
    for trigger in all_triggers():
        if trigger.is_statutory:
            assert trigger.title in (provision_text(trigger.cite) or "")


@pytest.mark.parametrize("pack_id", pack_ids())
def test_every_trigger_of_a_pack_is_known_or_belongs_to_other_decisions(pack_id):
    book, on = load_lawbook(pack_id), date(2026, 3, 2)
    known = {trigger.slug for trigger in all_triggers()}

    local = set(book.value("review.triggers", on=on).value)
    statutory = set(book.value("review.statutory_triggers", on=on).value)

    assert local - known <= {"every_compulsion"}
    assert statutory == STATUTORY_SLUGS
