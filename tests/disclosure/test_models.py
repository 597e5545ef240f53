"""What an intruder with the application's password cannot do: the database keeps four eyes."""

from __future__ import annotations

from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection
from psycopg.types.json import Jsonb

from mingjian.disclosure import publishing
from mingjian.disclosure.approvals import approve_content
from mingjian.disclosure.logbook import keep_log
from mingjian.disclosure.models import Approval, Duty, PublicRecord, Release
from mingjian.journal.ids import new_id
from mingjian.ledger.sequencing import place_waiting
from mingjian.ops.postgres import APP
from tests.disclosure.make import (
    OPINION,
    TODAY_AT,
    a_row,
    approve,
    decided,
    prepared,
    published,
    published_rows,
    withdrawn,
)
from tests.ledger.make import append
from tests.ledger.make import published as published_leaf

REFUSED = (psycopg.errors.InsufficientPrivilege, psycopg.errors.IntegrityError)
_ENTRY = """
WITH newest AS (
  SELECT * FROM journal_entry WHERE stream_id = %(stream)s ORDER BY seq DESC LIMIT 1
), next AS (
  INSERT INTO journal_entry (id, stream_id, seq, previous_seq, kind, at, actor_person_id,
    actor_name, actor_role, purpose, payload, algorithm, version, previous_hash, hash)
  SELECT gen_random_uuid(), stream_id, seq + 1, seq, 'forged', at, actor_person_id, actor_name,
    actor_role, purpose, '{}', algorithm, version, hash, %(hash)s FROM newest
  RETURNING stream_id, seq, hash
)
UPDATE journal_stream s SET head_seq = n.seq, head_hash = n.hash FROM next n
WHERE s.id = n.stream_id
"""


def forge(intruder, stream, statement, values=None):
    """Run it in one transaction that also carries an entry, as an insider would."""
    with intruder.transaction():
        intruder.execute(statement, values)
        intruder.execute(_ENTRY, {"stream": stream, "hash": new_id().hex})


def copied(row, **changes):
    """An INSERT of a copy of this row with other values."""
    values = {field.column: getattr(row, field.attname) for field in row._meta.concrete_fields}
    values |= {"id": new_id()} if "id" in values else {}
    values |= changes
    names = ", ".join(f'"{name}"' for name in values)
    holders = ", ".join(f"%({name})s" for name in values)
    shown = {k: Jsonb(v) if isinstance(v, dict) else v for k, v in values.items()}
    return f'INSERT INTO "{row._meta.db_table}" ({names}) VALUES ({holders})', shown


def approvals_of(preparation):
    return {approval.kind: approval for approval in preparation.approvals.all()}


def named(approval):
    """The columns of a release that name this approval."""
    return {
        f"{approval.kind}_approval_id": approval.id,
        f"{approval.kind}_person_id": approval.approved_by_person_id,
    }


def half_approved():
    """A frozen text with the content approval only."""
    matter = decided()
    preparation = prepared(matter)
    approval = approve_content(
        preparation_id=preparation.id,
        seen_hash=preparation.hash,
        opinion=OPINION,
        by=matter.office.head,
        **TODAY_AT,
    )
    return matter, preparation, approval


def test_no_second_approval_but_by_a_neutral_person_of_this_very_text(app_connection):
    matter, preparation, approval = half_approved()
    secrecy = {"kind": "secrecy", "role": "secrecy_reviewer", "approved_by_person_id": new_id()}
    attempts = {
        "by the author": {"approved_by_person_id": preparation.prepared_by_person_id},
        "by a case officer": {"approved_by_person_id": matter.story.cast.lead.person_id},
        "of another text": {"hash": "0" * 64},
        "with another author": {"prepared_by_person_id": new_id()},
        "in another role": {"role": "agency_head"},
        "without opinion": {"opinion": ""},
        "of the same kind": {"kind": "content", "role": "agency_head"},
    }

    for why, changes in attempts.items():
        with pytest.raises(psycopg.errors.IntegrityError):
            forge(app_connection, matter.duty_id, *copied(approval, **secrecy | changes))
        assert Approval.objects.count() == 1, why
    forge(app_connection, matter.duty_id, *copied(approval, **secrecy))
    assert Approval.objects.count() == 2


def releasable(matter, release):
    """A release of this matter that the database would take, and ways to spoil it."""
    text = approve(prepared(matter), matter.office)
    given = approvals_of(text)
    leaf = append(published_leaf("F" * 22))[0]
    whole = {
        "public_id": leaf.public_id,
        "leaf_hash": leaf.hash,
        "number": "另一文号",
        "preparation_id": text.id,
        "hash": text.hash,
        "stream_id": matter.duty_id,
        **named(given["content"]),
        **named(given["secrecy"]),
    }
    same_person = given["content"].approved_by_person_id
    spoilt = {
        "one approval missing": {"secrecy_approval_id": None},
        "approval of another text": {"secrecy_approval_id": release.secrecy_approval_id},
        "one approval twice": {
            "secrecy_approval_id": given["content"].id,
            "secrecy_person_id": same_person,
        },
        "another person's name": {"content_person_id": new_id()},
        "no outcome": {"publishes": False},
        "another hash": {"hash": release.hash},
        "no statement for the log": {"leaf_hash": "0" * 64},
        "the statement of another record": {"leaf_hash": release.leaf_hash},
        "no version before it": {"version": 3, "previous_version": 2},
    }
    return whole, spoilt


def test_no_release_without_two_persons_and_the_same_text(app_connection):
    _, shown = published()
    matter, release = decided(), Release.objects.get()
    whole, spoilt = releasable(matter, release)

    for why, changes in spoilt.items():
        with pytest.raises(psycopg.errors.IntegrityError):
            forge(app_connection, matter.duty_id, *copied(release, **whole | changes))
        assert list(Release.objects.values_list("public_id")) == [(shown.public_id,)], why
    forge(app_connection, matter.duty_id, *copied(release, **whole))
    assert Release.objects.count() == 2


def test_a_public_record_is_what_was_approved_and_stays_so(app_connection):
    _, shown = published()
    changes = [
        "content = jsonb_set(content, '{facts}', '\"改写\"')",
        *("party_name = '另一家'", "number = '测1号'", "kinds = '{警告}'", "cause = '别的'"),
        *("version = 2", "leaf_index = 99", "public_id = 'F'", "status = 'withdrawn'"),
        *("salt = ''", "agency_name = '别的局'", "decided_on = '2020-01-01'"),
    ]

    for change in changes:
        with pytest.raises(REFUSED):
            app_connection.execute(f"UPDATE disclosure_publicrecord SET {change}")
    with pytest.raises(psycopg.errors.IntegrityError, match="not what two persons approved"):
        app_connection.execute(*copied(shown, public_id="F" * 22, number="测1号"))

    assert PublicRecord.objects.get().content == shown.content


def test_nothing_is_seen_before_the_log_has_released_it(app_connection, monkeypatch):
    with monkeypatch.context() as crash:
        crash.setattr(publishing, "keep_log", lambda *, at: False)
        _, waiting = published()
    reveal = "UPDATE disclosure_publicrecord SET status = 'published', leaf_index = 0"
    with pytest.raises(psycopg.errors.CheckViolation, match="not in the released log"):
        app_connection.execute(reveal)
    place_waiting()
    with pytest.raises(psycopg.errors.CheckViolation, match="not in the released log"):
        app_connection.execute(reveal)

    keep_log(at=TODAY_AT["at"])

    waiting.refresh_from_db()
    assert (waiting.status, waiting.leaf_index) == ("published", 0)


def test_a_withdrawal_needs_its_act_and_is_final(app_connection):
    matter, shown = published()
    erased = (
        "UPDATE disclosure_publicrecord SET status = 'withdrawn', content = '{}', salt = '', "
        "search_text = '', grams = '{}', kinds = '{}', number = '', party_name = '', "
        "credit_code = '', cause = '', fine_yuan = NULL, withdrawn_on = '2026-04-20', "
        "withdrawn_ground = 'revoked', withdrawn_reason = 'x', withdrawn_cite = 'y'"
    )
    with pytest.raises(psycopg.errors.ForeignKeyViolation, match="withdrawal_has_its_act"):
        app_connection.execute(erased)
    withdrawn(shown, matter.office)

    for change in ("status = 'published'", "party_name = '另一家'", "withdrawn_reason = '别的'"):
        with pytest.raises(REFUSED):
            app_connection.execute(f"UPDATE disclosure_publicrecord SET {change}")


def test_history_is_neither_changed_nor_deleted(app_connection):
    matter, shown = published()
    withdrawn(shown, matter.office)
    tables = ["preparation", "approval", "release", "withdrawalorder", "withdrawal"]

    for table in [*tables, "publicrecord", "duty", "publicagency", "agencypage"]:
        for statement in ("DELETE FROM disclosure_{}", "TRUNCATE disclosure_{} CASCADE"):
            with pytest.raises(REFUSED):
                app_connection.execute(statement.format(table))
    for table in tables:
        with pytest.raises(REFUSED):
            app_connection.execute(f"UPDATE disclosure_{table} SET id = gen_random_uuid()")


def test_nothing_happens_without_an_entry(app_connection):
    matter, _, approval = half_approved()
    again = copied(
        approval, kind="secrecy", role="secrecy_reviewer", approved_by_person_id=new_id()
    )

    with pytest.raises(psycopg.errors.IntegrityError, match="without a journal entry"):
        app_connection.execute(*again)
    with pytest.raises(psycopg.errors.IntegrityError):
        app_connection.execute("UPDATE disclosure_duty SET due_on = '2030-01-01'")

    assert Duty.objects.get().due_on == matter.duty.due_on


def test_the_acts_need_no_more_than_the_application_may(fresh_database):
    matter = decided()

    with logged_in_as_the_application(fresh_database):
        _, shown = published(matter)
        withdrawn(shown, matter.office)
        published_rows([a_row(1)], matter.office)

    assert PublicRecord.objects.count() == 2


@contextmanager
def logged_in_as_the_application(database):
    """Django's own connection in the role that the staff site uses."""
    before = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = APP
    yield
    connection.close()
    connection.settings_dict["USER"] = before
