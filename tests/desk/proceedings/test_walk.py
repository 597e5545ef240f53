"""Proceedings walked on the desk; every form; and who may not."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mingjian.cases.models import Case, Proceeding, ProceedingItem
from mingjian.desk.proceedings.fields import ASKED
from mingjian.desk.proceedings.forms import StepForm
from mingjian.law.procedure import Move
from mingjian.law.proceedings import TABLE
from mingjian.law.proceedings import ProceedingMove as Step
from mingjian.law.roles import Role
from tests.cases.story import story_at
from tests.desk.counting import queries_for
from tests.desk.make import at_desk, case_url, follow, stranger, text_of, today, workdays_ago

pytestmark = pytest.mark.django_db
OFFICER, HEAD = Role.CASE_OFFICER, Role.AGENCY_HEAD
ASK = {"subject": "账册", "reasons": "当事人可能销毁。", "ticks": ["may_be_lost"]}
CRIME = {"subject": "非法经营罪", "basis": "追诉标准规定", "reasons": "数额达到标准。"}


@pytest.fixture
def story():
    return story_at(Move.APPROVE_OPENING, start=workdays_ago(12))


def own(story):
    return Proceeding.objects.filter(case_id=story.case_id).latest("begun_on", "id")


def url_of(story, move):
    if not TABLE[move].after:
        return reverse("desk:begin-proceeding", args=[story.case_id, move.value])
    return reverse("desk:do-proceeding", args=[story.case_id, own(story).id, move.value])


def post(story, role, move, data):
    client = at_desk(story.cast, role)
    url = url_of(story, move)
    assert client.get(url).status_code == 200
    moment = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    return client, client.post(url, {"on": today().isoformat(), "at": moment, **data})


def done(story, role, move, **data):
    client, response = post(story, role, move, data)
    assert response.status_code == 303, re.sub(r"<[^>]+>|\s+", " ", text_of(response))
    return text_of(follow(client, response))


def preserved(story):
    done(story, OFFICER, Step.REQUEST_PRESERVATION, **ASK)
    done(story, HEAD, Step.APPROVE_PRESERVATION, reasons="同意。")
    return done(
        story,
        OFFICER,
        Step.PRESERVE,
        subject="当事人处",
        goods="账册 2 本\n硬盘 1TB 1 块 400",
        reasons="当场清点。",
        receiver="张三",
    )


def test_evidence_is_preserved_and_disposed_of(story):
    text = preserved(story)
    assert "先行登记保存：账册" in text
    assert "剩 7 个工作日" in text
    assert "登保〔" in text
    assert "由其他岗位办理：处理先行登记保存的证据" in text

    items = [str(one.id) for one in ProceedingItem.objects.all()]
    text = done(
        story,
        HEAD,
        Step.DISPOSE_PRESERVED,
        items=items,
        choice="released",
        reasons="已经复制。",
        receiver="张三",
    )
    assert "解除登记保存并退还" in text


def test_a_refusal_keeps_what_was_typed(story):
    _, response = post(story, OFFICER, Step.REQUEST_PRESERVATION, {**ASK, "ticks": []})

    assert response.status_code == 409
    assert "没有确认证据可能灭失" in text_of(response)
    assert "当事人可能销毁" in text_of(response)


def test_what_the_form_can_see_is_told_at_the_field(story):
    tomorrow = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    done(story, OFFICER, Step.REQUEST_PRESERVATION, **ASK)
    done(story, HEAD, Step.APPROVE_PRESERVATION, reasons="同意。")
    _, response = post(story, OFFICER, Step.PRESERVE, {"at": tomorrow, "goods": "账册"})

    assert response.status_code == 422
    assert "时刻尚未到来" in text_of(response)
    assert "第1行不能识别" in text_of(response)


def test_a_crime_is_reported_sent_and_answered(story):
    done(story, OFFICER, Step.REPORT_CRIME, **CRIME)
    done(story, HEAD, Step.APPROVE_REFERRAL, reasons="同意移送。")
    text = done(
        story,
        OFFICER,
        Step.SEND_REFERRAL,
        organ="样板县公安局",
        reasons="当日送达。",
        receiver="值班民警",
        ticks=["letter", "report"],
    )
    assert "罪移〔" in text

    text = done(story, OFFICER, Step.RECORD_ANSWER, choice="filed", reasons="立案通知书收悉。")
    assert "公安机关决定立案" in text


def test_every_step_has_its_form(story):
    assert set(ASKED) == set(TABLE)
    case = Case.objects.get(id=story.case_id)

    for move in TABLE:
        form = StepForm(None, move=move, case=case, items=[], known={})
        assert "reasons" in form.fields
        assert all(field.label for field in form.fields.values())


def test_every_beginning_opens_or_says_why_not(story):
    for role in (OFFICER, HEAD):
        client = at_desk(story.cast, role)
        for move, line in TABLE.items():
            if not line.after:
                answer = client.get(url_of(story, move))
                assert answer.status_code in {200, 409}, move
                assert move.title in text_of(answer) or "请" in text_of(answer)


def test_a_proceeding_is_not_there_for_others(story):
    preserved(story)
    url = url_of(story, Step.RECORD_LAPSE)
    other = story_at(Move.APPROVE_OPENING, start=workdays_ago(12), serial=905)

    assert stranger(OFFICER, agency_id=other.cast.agency_id).get(url).status_code == 404
    twin = reverse("desk:do-proceeding", args=[other.case_id, own(story).id, "record_lapse"])
    assert at_desk(other.cast, OFFICER).get(twin).status_code == 404
    nothing = reverse("desk:begin-proceeding", args=[story.case_id, "no-such-act"])
    assert at_desk(story.cast, OFFICER).get(nothing).status_code == 404
    wrong = reverse("desk:do-proceeding", args=[story.case_id, own(story).id, "freeze"])
    assert at_desk(story.cast, OFFICER).get(wrong).status_code == 409


def test_the_case_page_needs_no_more_queries_for_its_proceedings(story):
    without = queries_for(at_desk(story.cast, OFFICER), case_url(story.case_id))
    preserved(story)

    assert queries_for(at_desk(story.cast, OFFICER), case_url(story.case_id)) == without <= 15
