"""Progress: each matter says what comes next."""

from __future__ import annotations

import pytest

from mingjian.disclosure.approvals import approve_content
from mingjian.disclosure.past_publishing import pending_rows, publish_batch
from mingjian.disclosure.progress import Step, progress_of_batch, progress_of_duty
from tests.disclosure.make import (
    OPINION,
    TODAY,
    TODAY_AT,
    a_row,
    approve,
    approved_batch,
    decided,
    imported,
    make_office,
    prepared,
    published,
)
from tests.registry.make import make_agency

pytestmark = pytest.mark.django_db


def step_of(matter):
    return progress_of_duty(duty=matter.duty).step


def test_a_duty_goes_from_text_to_approvals_to_publication():
    matter = decided()
    steps = [step_of(matter)]
    text = prepared(matter)
    steps.append(step_of(matter))
    approve(text, matter.office)
    steps.append(step_of(matter))

    newer = prepared(matter, social_effect=False)

    assert steps == [Step.PREPARE, Step.APPROVE, Step.PUBLISH]
    assert step_of(matter) is Step.APPROVE
    approve(newer, matter.office)
    assert step_of(matter) is Step.WITHHOLD


def test_half_approved_it_says_which_approval_is_there():
    matter = decided()
    text = prepared(matter)
    given = approve_content(
        preparation_id=text.id,
        seen_hash=text.hash,
        opinion=OPINION,
        by=matter.office.head,
        **TODAY_AT,
    )

    progress = progress_of_duty(duty=matter.duty)

    assert (progress.preparation, progress.content, progress.secrecy) == (text, given, None)


def test_a_settled_duty_is_done():
    matter, _ = published()

    assert step_of(matter) is Step.SETTLED


def test_a_batch_is_done_when_no_row_is_pending():
    office = make_office(make_agency(lines=()).id)
    batch = imported([a_row(1)], office)
    preparation = approved_batch(batch, office)
    assert step_of_batch(batch) is Step.PUBLISH

    publish_batch(preparation_id=preparation.id, by=office.clerk, **TODAY_AT)

    assert step_of_batch(batch) is Step.SETTLED


def step_of_batch(batch):
    pending = pending_rows(batch=batch, on=TODAY).count()
    return progress_of_batch(batch_id=batch.id, pending=pending).step
