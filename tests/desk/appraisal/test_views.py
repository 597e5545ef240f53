"""Appraisal at the desk: plan, draw, score, confirm, appeal; and who may not look."""

from __future__ import annotations

import re
from decimal import Decimal

from django.test import Client
from django.urls import reverse

from mingjian.access.models import User
from mingjian.law.appraisal import Mark, Verdict
from mingjian.law.roles import Role
from mingjian.supervision.appraisal.concluding import confirm_finding
from mingjian.supervision.appraisal.sheets import submit_sheet
from mingjian.supervision.models import Appeal, Campaign, Finding, Sheet
from tests.access.make import sign_in
from tests.desk.make import at_desk, stranger, text_of, today
from tests.supervision.make import Told, at, by, confirmed, full_marks, submitted

UNCLEAR = Mark("302", Verdict.FAULT, Decimal("0.3"), "案情摘要过于简略")


def desk_of(user: User) -> Client:
    client = Client()
    sign_in(client, user)
    return client


def page(name: str, *args: object) -> str:
    return reverse(f"desk:{name}", args=args)


def test_a_plan_leads_to_a_roster_and_a_draw(told: Told) -> None:
    client = desk_of(told.organiser)
    plan = {
        "title": "上半年评查",
        "decided_from": "2026-01-01",
        "decided_to": "2026-06-30",
        "item_set_id": "shenzhen-2026",
        "sample_percent": "50",
        "sample_size": "",
        "reviewers_each": "1",
        "appeal_days": "15",
    }

    client.post(page("new-appraisal"), plan)
    made = Campaign.objects.get(title="上半年评查")
    client.post(page("appraisal-roster", made.id))
    client.post(page("appraisal-draw", made.id))

    shown = text_of(client.get(page("appraisal", made.id)))
    assert made.commitment in shown
    assert "怎样复算" in shown
    assert client.get(page("appraisal-proof", made.id)).json()["抽取件数"] == 2


def test_a_plan_without_number_or_share_is_told_at_the_field(told: Told) -> None:
    answer = desk_of(told.organiser).post(page("new-appraisal"), {"title": "x"})

    assert answer.status_code == 422


def test_the_sheet_shows_what_the_data_say_and_takes_the_rest(told: Told) -> None:
    client = desk_of(told.reviewers[0])
    url = page("appraisal-score", told.assignment.id)
    shown = text_of(client.get(url))
    typed = {}
    for mark in full_marks(told):
        typed[f"v-{mark.number}"] = mark.verdict.value
        typed[f"l-{mark.number}"] = str(mark.lost)
        typed[f"r-{mark.number}"] = mark.reason

    refused = client.post(url, {**typed, "v-105": ""})
    answer = client.post(url, typed)

    assert "数据核对：" in shown
    assert "《行政处罚告知书》" in shown
    assert refused.status_code == 409
    assert "还有1项没有评分：105" in text_of(refused)
    assert answer.status_code == 303
    assert Sheet.objects.get(assignment=told.assignment).marks


def test_another_supervisor_cannot_open_the_sheet(told: Told) -> None:
    answer = desk_of(told.organiser).get(page("appraisal-score", told.assignment.id))

    assert answer.status_code == 404


def test_the_organiser_confirms_what_was_handed_in(told: Told) -> None:
    sampled = submitted(told, i302=UNCLEAR)
    client = desk_of(told.organiser)

    shown = text_of(client.get(page("appraised", sampled.id)))
    client.post(page("appraisal-confirm", sampled.id))

    assert "案情摘要过于简略" in shown
    assert Finding.objects.filter(sampled=sampled).exists()


def test_the_agency_sees_its_own_finding_and_appeals(told: Told) -> None:
    submit_sheet(
        assignment_id=told.assignment.id,
        marks=full_marks(told, i302=UNCLEAR),
        by=by(told.reviewers[0]),
        at=at(),
    )
    confirm_finding(sampled_id=told.first.id, choices={}, by=by(told.organiser), at=at(today()))
    client = at_desk(told.cast, Role.AGENCY_HEAD)

    listed = text_of(client.get(page("appraisal", told.campaign_id)))
    client.post(
        page("appraisal-appeal", told.first.id), {"numbers": ["302"], "reasons": "摘要完整"}
    )

    assert listed.count("已告知机关") == 1
    summed = text_of(client.get(page("appraised", told.first.id)))
    assert re.search(r"适用的 \d+ 项共 [\d.]+ 分，扣 0.3 分，折合百分制：（[\d.]+ − 0.3）÷", summed)
    assert "没有扣分" in summed
    assert "按两项中较低的" in summed
    assert Appeal.objects.get(sampled=told.first).numbers == ["302"]
    assert "申诉待答复" in text_of(client.get(page("appraised", told.first.id)))


def test_an_agency_sees_nothing_before_it_is_told(told: Told) -> None:
    sampled = submitted(told)

    answer = at_desk(told.cast, Role.AGENCY_HEAD).get(page("appraised", sampled.id))

    assert answer.status_code == 404


def test_statistics_and_exports_tell_what_was_confirmed(told: Told) -> None:
    confirmed(told, i302=UNCLEAR)
    client = desk_of(told.organiser)

    shown = text_of(client.get(page("appraisal-statistics", told.campaign_id)))
    table = client.get(page("appraisal-export", told.campaign_id, "csv"))
    book = client.get(page("appraisal-export", told.campaign_id, "xlsx"))

    assert "问题最多的项目" in shown
    assert "已确定" in table.content.decode("utf-8-sig")
    assert book.content.startswith(b"PK")


def test_other_divisions_and_agencies_find_no_campaign(told: Told) -> None:
    url = page("appraisal", told.campaign_id)

    assert stranger(Role.SUPERVISOR, division_code="431100").get(url).status_code == 404
    assert stranger(Role.AGENCY_HEAD, agency_id=None).get(url).status_code == 404
    assert stranger(Role.CASE_OFFICER).get(url).status_code == 403
