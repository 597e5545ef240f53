"""The letter of a case that justice sends, on the form of the lead and on the page of the case."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from mingjian.cases.models import Case, ProceedingStep
from mingjian.law.roles import Role
from tests.cases.sent_by_justice import LETTER, registered
from tests.cases.story import make_cast
from tests.desk.cases.test_registering import NEW, filled
from tests.desk.make import at_desk, case_url, text_of, today

pytestmark = pytest.mark.django_db


def letter(**changes: Any) -> dict[str, str]:
    """The letter as it is typed."""
    on = today().isoformat()
    typed = {
        "organ": LETTER.organ,
        "title": LETTER.title,
        "number": LETTER.number,
        "written_on": on,
        "received_on": on,
        "ground": LETTER.ground,
        "materials": LETTER.materials,
        **changes,
    }
    return {f"transfer-{name}": value for name, value in typed.items()}


def test_the_letter_is_registered_with_its_lead_and_the_answer_stands_among_the_deadlines():
    sent = filled(source="司法机关移送", **letter())

    client = at_desk(make_cast(), Role.CASE_OFFICER)
    assert client.post(NEW, sent).status_code == 303

    step = ProceedingStep.objects.get(case_id=sent["case_id"])
    assert (step.organ, step.due_on) == (LETTER.organ, today() + timedelta(days=90))
    page = text_of(client.get(f"/cases/{sent['case_id']}/"))
    assert "样检行意〔2026〕3号" in page
    assert "向移送的司法机关回复处理结果或者办理情况的期限" in page


def test_the_source_without_its_letter_is_told_at_every_field():
    answer = at_desk(make_cast(), Role.CASE_OFFICER).post(NEW, filled(source="司法机关移送"))

    assert answer.status_code == 422
    page = text_of(answer)
    assert "请填写移送机关。" in page
    assert "请填写司法机关的决定。" in page
    assert not Case.objects.exists()


def test_a_letter_under_another_source_is_refused_in_words():
    answer = at_desk(make_cast(), Role.CASE_OFFICER).post(NEW, filled(**letter()))

    assert answer.status_code == 409
    assert "案件来源却是“投诉”" in text_of(answer)


def test_the_answer_is_given_on_its_form():
    story = registered()
    client = at_desk(story.cast, Role.CASE_OFFICER)
    own = ProceedingStep.objects.get(case_id=story.case_id).proceeding_id
    url = f"{case_url(story.case_id)}proceedings/{own}/answer_justice/"

    assert LETTER.organ in text_of(client.get(url))
    told = {"reasons": "正在核查。", "choice": "progress", "organ": LETTER.organ}
    client.post(url, {"on": today().isoformat(), "receiver": "收发室", **told})

    assert ProceedingStep.objects.filter(case_id=story.case_id, move="answer_justice").exists()
