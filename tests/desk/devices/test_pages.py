"""The register of recorders and the oversight page, as officer, head and supervisor see them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mingjian.evidence.models import Device, DeviceEvent, GapNote, LateNote
from mingjian.law.devices import DeviceAct
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Telling
from tests.cases.measures.goods import taken
from tests.cases.story import make_cast, story_at
from tests.desk.make import at_desk, stranger, text_of, workdays_ago
from tests.evidence.make import AT
from tests.evidence.recorders import carried, clip

pytestmark = pytest.mark.django_db
WATCH = "/evidence/oversight/"


@pytest.fixture
def story() -> Telling:
    return story_at(Move.APPROVE_OPENING, cast=make_cast(), start=workdays_ago(20))


def now() -> str:
    """As a browser sends it."""
    return f"{timezone.localtime():%Y-%m-%dT%H:%M}"


def test_the_head_registers_a_device_and_an_officer_takes_it(story) -> None:
    head = at_desk(story.cast, Role.AGENCY_HEAD)
    said = {
        "agency": str(story.cast.agency_id),
        "number": "ZF-0007",
        "kind": "body_camera",
        "model": "样板型",
        "serial": "SN7",
        "storage_place": "202室",
    }
    assert "还没有登记设备" in text_of(head.get("/devices/"))
    assert head.post(reverse("desk:device-new"), said).status_code == 303
    device = Device.objects.get()

    officer = at_desk(story.cast, Role.CASE_OFFICER)
    taking = reverse("desk:device-event", args=[device.id, "issue"])
    assert story.cast.assisting.name not in text_of(officer.get(taking))
    taken_on = {"officer": str(story.cast.lead.officer_id), "happened_at": now()}
    assert officer.post(taking, taken_on).status_code == 303

    assert DeviceEvent.objects.get().act == DeviceAct.ISSUE
    page = text_of(officer.get(reverse("desk:device", args=[device.id])))
    assert reverse("desk:device-event", args=[device.id, "return"]) in page
    assert taking not in page
    assert "ZF-0007" in text_of(officer.get(reverse("desk:case-evidence", args=[story.case_id])))


def test_a_form_says_what_is_wrong_and_the_register_what_it_refuses(story) -> None:
    device, head = carried(story.cast), at_desk(story.cast, Role.AGENCY_HEAD)
    repair = reverse("desk:device-event", args=[device.id, "repair"])

    assert head.post(reverse("desk:device-new"), {"number": "x"}).status_code == 422
    refused = head.post(repair, {"happened_at": now(), "note": "屏幕不亮"})

    assert refused.status_code == 409
    assert "现在可以办理：归还" in text_of(refused)
    moved = head.post(reverse("desk:device-storage", args=[device.id]), {"storage_place": "203"})
    assert moved.status_code == 303
    assert head.get(reverse("desk:device-event", args=[device.id, "lend"])).status_code == 404


def test_what_is_missing_and_late_is_on_the_page_until_somebody_says_why(story) -> None:
    device = carried(story.cast)
    clip(device, 1, story.cast)
    late = clip(device, 4, story.cast, captured_at=AT - timedelta(hours=40))
    officer = at_desk(story.cast, Role.CASE_OFFICER)
    todo, page = text_of(officer.get("/todo/beside/")), text_of(officer.get(WATCH))
    assert "音像片段间断待说明" in todo
    assert "迟延上传待说明" in todo
    assert "第2至3段没有收到" in page
    assert "片段有间断" in text_of(officer.get("/devices/"))

    told = {"first": "2", "last": "3", "reasons": "误触。", "device": str(device.id)}
    officer.post(reverse("desk:device-gap", args=[device.id]), told)
    officer.post(reverse("desk:evidence-late", args=[late.id]), {"reasons": "无网络。"})

    assert (GapNote.objects.get().reasons, LateNote.objects.get().reasons) == ("误触。", "无网络。")
    assert "待说明" not in text_of(officer.get("/todo/beside/"))
    assert "误触。" in text_of(officer.get(reverse("desk:device", args=[device.id])))


def test_a_seizure_without_its_recording_is_listed_for_head_and_supervisor(story) -> None:
    taken(story)
    head = at_desk(story.cast, Role.AGENCY_HEAD)
    supervisor = stranger(Role.SUPERVISOR, division_code="230000")

    assert "办案环节缺少音像记录" in text_of(head.get("/todo/beside/"))
    assert story.case.number in text_of(head.get(WATCH))
    assert story.case.number in text_of(supervisor.get(WATCH))
    assert "办案环节缺少音像记录" in text_of(supervisor.get(reverse("desk:supervision")))


def test_strangers_see_nothing_and_supervisors_change_nothing(story) -> None:
    device = carried(story.cast)
    elsewhere = stranger(Role.AGENCY_HEAD, agency_id=make_cast().agency_id)
    supervisor = stranger(Role.SUPERVISOR, division_code="230000")
    gap = reverse("desk:device-gap", args=[device.id])

    assert elsewhere.get(reverse("desk:device", args=[device.id])).status_code == 404
    assert supervisor.get(reverse("desk:device", args=[device.id])).status_code == 200
    assert supervisor.post(gap, {"first": "1", "last": "1"}).status_code == 403
    assert at_desk(story.cast, Role.AGENCY_HEAD).post(gap, {"first": "x"}).status_code == 404
    assert stranger(Role.LEGAL_REVIEWER).get("/devices/").status_code == 403


def test_the_administrator_keeps_the_register_without_the_clips(story) -> None:
    clip(carried(story.cast), 1, story.cast)
    admin = stranger(Role.SYSTEM_ADMIN, agency_id=story.cast.agency_id)

    page = text_of(admin.get(reverse("desk:device", args=[Device.objects.get().id])))

    assert "材料的内容由办案岗位查看" in page
    assert "现场.mp4" not in page
