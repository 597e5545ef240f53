"""The timetable: every job is registered, may run twice, and says what it finds."""

from __future__ import annotations

import logging

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from mingjian.disclosure.models import Duty
from mingjian.ops import jobs
from mingjian.ops.jobs import end_terms, follow_decisions, verify_nightly
from tests.cases.story import everything, story_at

PERIODIC = {"follow_decisions", "end_terms", "verify_nightly", "retry_stalled", "vault_evidence"}


def test_every_job_stands_in_the_timetable_and_queues_once() -> None:
    planned = app.periodic_registry.periodic_tasks.values()

    ours = {task.task.name.rpartition(".")[2]: task.task for task in planned}
    assert ours.keys() >= PERIODIC
    assert all(ours[name].queueing_lock for name in PERIODIC)
    assert all(getattr(jobs, name).__doc__ for name in PERIODIC)


@pytest.mark.usefixtures("fresh_database")
def test_a_new_decision_becomes_a_duty_once_however_often_the_job_runs() -> None:
    story_at(None)

    follow_decisions(timestamp=0)
    follow_decisions(timestamp=60)

    assert Duty.objects.count() == 1


@pytest.mark.usefixtures("fresh_database")
def test_ending_terms_again_changes_nothing() -> None:
    story_at(None)
    end_terms(timestamp=0)
    before = everything()

    end_terms(timestamp=60)

    assert everything() == before


@pytest.mark.django_db
def test_what_the_night_finds_is_an_error_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    story_at(None)
    with connection.cursor() as sql:
        sql.execute("SET CONSTRAINTS ALL IMMEDIATE")
        sql.execute("UPDATE dossier_numberbook SET last_serial = 9 WHERE kind = '罚'")

    with caplog.at_level(logging.ERROR):
        verify_nightly(timestamp=0)

    assert any("文号" in record.getMessage() for record in caplog.records)
