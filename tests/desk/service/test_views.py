"""At the desk: where each paper stands, what failed, the confirmed address, the receipt."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import AddressConfirmation, Document, Service, ServiceAttempt
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Telling
from tests.cases import acts
from tests.cases.story import story_at
from tests.desk.make import at_desk, follow, stranger, text_of, workdays_ago

pytestmark = pytest.mark.django_db
ATTEMPT = {
    "method": "direct",
    "place": "示例路1号",
    "reason": "nobody_there",
    "told": "敲门无人应答。",
    "proof": "照片1张。",
    "servers": "张三、李四",
}
ADDRESS = {
    "receiver": "钱样本",
    "address": "示例路2号",
    "phone": "13800000000",
    "signed_by": "钱样本",
    "proof": "签名的确认书原件。",
}


@pytest.fixture
def story() -> Telling:
    """A notice was made the other day and waits."""
    return story_at(Move.ISSUE_NOTICE, start=workdays_ago(25))


@pytest.fixture
def officer(story: Telling) -> Client:
    """Its officer."""
    return at_desk(story.cast, Role.CASE_OFFICER)


def page_of(story: Telling) -> str:
    return reverse("desk:case-service", args=[story.case_id])


def url_for(paper: Document, act: str) -> str:
    return reverse(f"desk:service-{act}", args=[paper.id])


def notice_of(story: Telling) -> Document:
    return Document.objects.get(subject_id=story.case_id, kind=DocumentKind.PENALTY_NOTICE)


def test_the_page_says_that_an_unsealed_paper_is_not_served(
    story: Telling, officer: Client
) -> None:
    page = text_of(officer.get(page_of(story)))

    assert "待用印" in page
    assert "未加盖机关印章的，不能送达" in page
    assert "当事人没有签订" in page


def test_an_attempt_is_registered_and_told(story: Telling, officer: Client) -> None:
    url = url_for(notice_of(story), "attempt")

    answer = officer.post(url, {**ATTEMPT, "tried_on": story.day.isoformat()})

    page = text_of(follow(officer, answer))
    assert "敲门无人应答。" in page
    assert "住所（办公场所）无人" in page
    assert ServiceAttempt.objects.get(document=notice_of(story)).servers == "张三、李四"


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"tried_on": "2099-01-01"}, "晚于今天"), ({"tried_on": "2022-01-01"}, "早于文书日期")],
)
def test_an_attempt_that_cannot_be_is_refused_and_nothing_typed_is_lost(
    story: Telling, officer: Client, changes: dict[str, Any], words: str
) -> None:
    answer = officer.post(url_for(notice_of(story), "attempt"), {**ATTEMPT, **changes})

    assert answer.status_code == 409
    assert words in text_of(answer)
    assert "敲门无人应答。" in text_of(answer)
    assert not ServiceAttempt.objects.filter(subject_id=story.case_id).exists()


@pytest.mark.parametrize(
    ("channel", "mailbox", "words"),
    [("", "", "不同意"), ("电子邮件", "qian@example.cn", "同意，电子邮件：qian@example.cn")],
)
def test_the_confirmed_address_makes_its_paper(
    story: Telling, officer: Client, channel: str, mailbox: str, words: str
) -> None:
    answer = officer.post(
        reverse("desk:service-address", args=[story.case_id]),
        {
            **ADDRESS,
            "confirmed_on": story.day.isoformat(),
            "electronic_channel": channel,
            "electronic_address": mailbox,
        },
    )

    made = AddressConfirmation.objects.get(subject_id=story.case_id)
    assert words in text_of(follow(officer, answer))
    assert made.document.title == "送达地址确认书"


def test_consent_names_channel_and_address_or_neither(story: Telling, officer: Client) -> None:
    answer = officer.post(
        reverse("desk:service-address", args=[story.case_id]),
        {**ADDRESS, "confirmed_on": story.day.isoformat(), "electronic_channel": "电子邮件"},
    )

    assert answer.status_code == 409
    assert "一并填写" in text_of(answer)


def test_the_form_of_service_knows_the_address_and_what_failed(
    story: Telling, officer: Client
) -> None:
    acts.confirm_address(story)
    acts.try_in_vain(story)

    page = text_of(officer.get(reverse("desk:do", args=[story.case_id, "serve_notice"])))

    assert acts.MAILBOX in page
    assert "邮寄送达（示例路1号）：邮件退回" in page


def test_the_receipt_is_printed_before_and_after(story: Telling, officer: Client) -> None:
    url = url_for(notice_of(story), "receipt")
    blank = officer.get(url).content
    acts.serve(story)

    filled = officer.get(url).content

    assert blank.startswith(b"%PDF")
    assert filled.startswith(b"%PDF")
    assert blank != filled


def test_a_step_of_the_procedure_is_not_served_beside_it(story: Telling, officer: Client) -> None:
    story.seal()
    data = {"method": "direct", "done_on": story.day.isoformat(), "receiver": "钱", "proof": "签收"}

    answer = officer.post(url_for(notice_of(story), "serve"), data)

    assert answer.status_code == 409
    assert "的送达是办案的一步" in text_of(answer)
    assert not Service.objects.filter(subject_id=story.case_id).exists()


def test_a_stranger_finds_nothing(story: Telling) -> None:
    paper: UUID = notice_of(story).id
    client = stranger(Role.CASE_OFFICER)

    assert client.get(page_of(story)).status_code == 404
    for act in ("attempt", "serve", "receipt"):
        url = reverse(f"desk:service-{act}", args=[paper])
        assert client.get(url).status_code == 404


def test_during_the_announcement_the_page_says_so(story: Telling, officer: Client) -> None:
    story.day = workdays_ago(1)
    acts.try_in_vain(story)
    acts.serve(
        story, method=acts.ServiceMethod.BY_ANNOUNCEMENT, proof="公告第1号", efforts="无人。"
    )

    page = text_of(officer.get(page_of(story)))

    assert "公告期间" in page
    served = Service.objects.get(subject_id=story.case_id)
    assert served.effective_on == served.done_on + timedelta(days=30)
