"""What an intruder with the application's password cannot do to standing lists."""

from __future__ import annotations

import psycopg
import pytest
from django.db import IntegrityError, connection

from mingjian.disclosure.models import ListDraft, ListRelease, ListReview, PublicList
from mingjian.journal.ids import new_id
from tests.disclosure.standing.make import a_row, an_office, drafted, released, reviewed
from tests.disclosure.test_models import REFUSED, copied, forge

TABLES = ("standinglist", "listdraft", "listreview", "listrelease", "publiclist")


def refused_by(intruder, stream, statement, values=None) -> str:
    """The guard that refuses the statement."""
    with pytest.raises(REFUSED) as refused:
        forge(intruder, stream, statement, values)
    return refused.value.diag.constraint_name or type(refused.value).__name__


def test_nothing_of_a_list_can_be_changed_or_deleted(app_connection):
    released(an_office())

    for table in TABLES:
        for statement in (
            f"UPDATE disclosure_{table} SET id = id",
            f"DELETE FROM disclosure_{table}",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app_connection.execute(statement)


def test_the_owner_himself_meets_the_guard_of_a_frozen_version(fresh_database):
    released(an_office())

    with pytest.raises(IntegrityError, match="append-only"), connection.cursor() as sql:
        sql.execute("UPDATE disclosure_publiclist SET kind = 'guides'")


def test_a_review_by_the_author_a_blank_opinion_and_a_wrong_role_are_refused(app_connection):
    office = an_office()
    draft = drafted(office)
    reviewed(drafted(office, "guides"), office)
    review = ListReview.objects.get()
    own = {"draft_id": draft.id, "list_id": draft.list_id, "hash": draft.hash}

    attacks = {
        "list_reviewer_is_not_the_author": {"reviewed_by_person_id": office.clerk.person_id},
        "list_review_has_opinion": {"opinion": ""},
        "list_review_in_its_role": {"role": "case_officer"},
        "list_review_of_this_draft": {"drafted_by_person_id": new_id()},
    }

    for guard, forged in attacks.items():
        statement = copied(review, **own, **forged)
        assert refused_by(app_connection, draft.list_id, *statement) == guard


def test_a_version_that_nobody_reviewed_is_refused(app_connection):
    office = an_office()
    version = released(office)
    release = ListRelease.objects.get()
    draft = drafted(office, rows=[a_row(office, "items", 2)])
    reviewed(draft, office, passed=False)
    new = {"draft_id": draft.id, "hash": draft.hash, "version": 2}

    unreviewed = copied(release, **new)
    claimed = copied(release, **new, passed=False)

    stream = draft.list_id
    assert refused_by(app_connection, stream, *unreviewed) == "list_release_of_reviewed_draft"
    assert refused_by(app_connection, stream, *claimed) == "list_release_was_passed"
    assert version.version == 1


@pytest.mark.parametrize("change", [{"version": 3}, {"hash": "0" * 64}, {"kind": "guides"}])
def test_a_public_version_is_the_reviewed_draft_and_the_next(app_connection, change):
    version = released(an_office())
    forged = copied(version, **{"id": 10_000, "version": 2, **change})

    refused = refused_by(app_connection, ListDraft.objects.get().list_id, *forged)

    assert refused == "list_version_is_sound"


def test_a_version_with_an_empty_element_is_refused_even_when_all_agreed(app_connection):
    office = an_office()
    released(office)
    draft = drafted(office, rows=[a_row(office, "items", 2, 依据=" ")])
    review, release = ListReview.objects.get(), ListRelease.objects.get()
    version = PublicList.objects.get()
    same = {"draft_id": draft.id, "hash": draft.hash}
    agreed = copied(review, **same)
    freed = copied(release, **same, version=2)
    shown = copied(version, id=10_000, hash=draft.hash, version=2, content=draft.content)

    with app_connection.transaction(force_rollback=True):
        app_connection.execute(*agreed)
        app_connection.execute(*freed)
        with pytest.raises(REFUSED) as refused:
            app_connection.execute(*shown)

    assert refused.value.diag.constraint_name == "list_version_is_complete"


def test_an_act_on_a_list_leaves_a_trace(app_connection):
    draft = drafted(an_office())

    with pytest.raises(psycopg.errors.IntegrityError) as refused:
        app_connection.execute(*copied(draft, revision=2))

    assert refused.value.diag.constraint_name == "list_draft_journalled"
