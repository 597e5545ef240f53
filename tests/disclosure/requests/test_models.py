"""What an intruder with the application's password cannot do to requests."""

from __future__ import annotations

import psycopg
import pytest
from psycopg.types.json import Jsonb

from mingjian.disclosure.models import RequestStep
from mingjian.disclosure.requests.handling import decide_request
from mingjian.journal.ids import new_id
from tests.disclosure.make import TODAY_AT, published
from tests.disclosure.requests.make import proposed, taken_in
from tests.disclosure.test_models import REFUSED, copied, forge

ONE_PERSON = "step_decided_by_another"
NONE = Jsonb([])


@pytest.fixture
def proposal(app_connection: object) -> RequestStep:
    """A proposal that waits for another person."""
    matter, shown = published()
    number = taken_in(shown.public_id)
    proposed(number, matter.office)
    return RequestStep.objects.get(act="propose")


def decision(proposal: RequestStep, **changes: object) -> dict[str, object]:
    """The columns of a decision on this proposal."""
    return {
        "act": "decide",
        "revision": 9,
        "proposal_id": proposal.id,
        "proposed_by_person_id": proposal.by_person_id,
        "by_person_id": new_id(),
        **changes,
    }


FORGERIES = [
    ({"by_person_id": "own"}, ONE_PERSON),
    ({"proposal_id": None}, "step_says_what_it_does"),
    ({"reasons": ""}, "step_says_what_it_does"),
    ({"outcome": "correct"}, "step_decides_what_was_proposed"),
    ({"digest": "0" * 64}, "step_decides_what_was_proposed"),
    ({"proposed_by_person_id": "another"}, "step_decides_what_was_proposed"),
    ({"act": "propose", "revision": 2, "proposal_id": None}, ONE_PERSON),
]


def test_no_forged_decision_gets_in(app_connection, proposal):
    people = {"own": proposal.by_person_id, "another": new_id()}
    for changes, guard in FORGERIES:
        changed = {key: people.get(str(value), value) for key, value in changes.items()}
        statement, values = copied(proposal, **decision(proposal, **changed))

        with pytest.raises(psycopg.errors.IntegrityError) as refused:
            forge(app_connection, proposal.request_id, statement, {**values, "confirmed": NONE})

        assert refused.value.diag.constraint_name == guard, changes


def test_a_sound_decision_gets_in_once_only_with_an_entry_and_stays(app_connection, proposal):
    statement, values = copied(proposal, **decision(proposal))
    values |= {"confirmed": NONE}
    again = {**values, "id": new_id(), "revision": 10}

    with pytest.raises(psycopg.errors.IntegrityError, match="without a journal entry"):
        app_connection.execute(statement, values)
    forge(app_connection, proposal.request_id, statement, values)
    with pytest.raises(psycopg.errors.UniqueViolation, match="step_decided_once"):
        forge(app_connection, proposal.request_id, statement, again)
    for table in ("requestintake", "publicationrequest", "requeststep"):
        for change in ("DELETE FROM {}", "UPDATE {0} SET public_id = 'x'", "TRUNCATE {}"):
            with pytest.raises((*REFUSED, psycopg.errors.UndefinedColumn)):
                app_connection.execute(change.format(f"disclosure_{table}"))


@pytest.mark.django_db
def test_a_decided_request_is_closed():
    matter, shown = published()
    number = taken_in(shown.public_id)
    proposed(number, matter.office)

    step = decide_request(number=number, by=matter.office.head, **TODAY_AT)

    assert step.proposed_by_person_id == matter.office.clerk.person_id
