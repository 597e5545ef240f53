"""Pages of the archive: who enters, what is shown, what is done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mingjian.archive.borrowing import ask_for_loan, lend
from mingjian.archive.models import Borrowing, Dossier
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Telling
from tests.archive.make import expire
from tests.cases.story import make_cast, story_at
from tests.desk.make import at_desk, follow, stranger, text_of, workdays_ago

pytestmark = pytest.mark.django_db
NOTE = {"note": "纸质原件已盖章。"}


@pytest.fixture
def story() -> Telling:
    """A closed case of these weeks."""
    return story_at(None, cast=make_cast(), start=workdays_ago(40), waives=True)


def filed(story: Telling) -> Dossier:
    """Handed over and filed through the pages."""
    officer = at_desk(story.cast, Role.CASE_OFFICER)
    archivist = at_desk(story.cast, Role.ARCHIVIST)
    for client, page in ((officer, "archive-hand-over"), (archivist, "archive-file")):
        answer = client.post(reverse(f"desk:{page}", args=[story.case_id]), NOTE)
        assert answer.status_code == 303, text_of(answer)
    return Dossier.objects.get(case=story.case_id)


def test_a_closed_case_is_handed_over_filed_packed_lent_and_read(story: Telling) -> None:
    dossier = filed(story)
    archivist = at_desk(story.cast, Role.ARCHIVIST)
    reviewer = at_desk(story.cast, Role.LEGAL_REVIEWER)
    page = reverse("desk:dossier", args=[dossier.id])

    packed = archivist.post(reverse("desk:dossier-pack", args=[dossier.id]))
    assert "通过" in text_of(follow(archivist, packed))

    reviewer.post(reverse("desk:dossier-borrow", args=[dossier.id]), {"purpose": "复议答复"})
    loan = Borrowing.objects.get(dossier=dossier)
    read = reverse("desk:loan-read", args=[loan.id])
    assert reviewer.get(read).status_code == 409
    archivist.post(reverse("desk:loan-decide", args=[loan.id]), {"approved": "yes", "days": "7"})
    answer = reviewer.get(read)
    assert answer["Content-Type"] == "application/pdf"
    assert loan.views.count() == 1
    assert "复议答复" in text_of(archivist.get(page))
    assert "借阅至" in text_of(archivist.get(reverse("desk:archive") + "?show=loans"))


def test_the_package_leaves_only_with_another_person_s_word(story: Telling) -> None:
    dossier, head = filed(story), at_desk(story.cast, Role.AGENCY_HEAD)
    archivist = at_desk(story.cast, Role.ARCHIVIST)
    archivist.post(reverse("desk:dossier-pack", args=[dossier.id]))
    borrow = reverse("desk:dossier-borrow", args=[dossier.id])
    for said in ({"purpose": "核对"}, {"purpose": "移交进馆", "with_package": "on"}):
        archivist.post(borrow, said)
    plain, whole = Borrowing.objects.order_by("asked_at")
    answers = [archivist.get(reverse("desk:loan-package", args=[whole.id])).status_code]

    for loan in (plain, whole):
        head.post(reverse("desk:loan-decide", args=[loan.id]), {"approved": "yes", "days": "1"})
    answers.append(archivist.get(reverse("desk:loan-package", args=[plain.id])).status_code)
    zipped = archivist.get(reverse("desk:loan-package", args=[whole.id]))
    listed = text_of(archivist.get(reverse("desk:archive") + "?show=loans"))

    assert listed.count("正卷、信息包") == 1
    assert answers == [409, 409]
    assert b"".join(zipped.streaming_content).startswith(b"PK")
    assert whole.views.get().what == "归档信息包（含音像原件）"
    assert not plain.views.exists()


def test_the_list_names_the_case_its_day_and_what_it_waits_for(story: Telling) -> None:
    officer = at_desk(story.cast, Role.CASE_OFFICER)

    text = text_of(officer.get(reverse("desk:archive")))

    assert story.case.number in text
    assert "待承办人移交" in text
    case = text_of(officer.get(reverse("desk:archive-case", args=[story.case_id])))
    assert "完整性清单" in case
    assert "材料齐全" in case


def test_a_stranger_sees_no_case_and_no_dossier(story: Telling) -> None:
    client = stranger(Role.ARCHIVIST)

    assert story.case.number not in text_of(client.get(reverse("desk:archive")))
    assert client.get(reverse("desk:archive-case", args=[story.case_id])).status_code == 404


@pytest.mark.parametrize("form", ["csv", "xlsx", "xml", "txt"])
def test_an_empty_inventory_is_a_file_all_the_same(form: str) -> None:
    client: Client = stranger(Role.ARCHIVIST)

    answer = client.get(reverse("desk:archive-inventory", args=[form]))

    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]


def test_a_link_past_its_term_is_refused_with_what_to_do_and_nothing_is_noted(
    story: Telling,
) -> None:
    dossier, reviewer = filed(story), at_desk(story.cast, Role.LEGAL_REVIEWER)
    then = timezone.now() - timedelta(days=8)
    act = {"by": story.cast.actor(Role.LEGAL_REVIEWER), "at": then}
    loan = ask_for_loan(dossier_id=dossier.id, purpose="复议答复", with_internal=False, **act)
    lent_by = story.cast.actor(Role.ARCHIVIST)
    lend(loan_id=loan.id, days=7, opinion="", by=lent_by, at=then + timedelta(seconds=1))

    answer = reviewer.get(reverse("desk:loan-read", args=[loan.id]))
    listed = text_of(reviewer.get(reverse("desk:archive") + "?show=loans"))

    assert answer.status_code == 409
    assert "借阅期限已过" in text_of(answer)
    assert "再次申请" in text_of(answer)
    assert "期限已过" in listed
    assert not loan.views.exists()


def test_two_persons_destroy_a_dossier_past_its_term_and_its_stub_stays(
    story: Telling, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    dossier = filed(story)
    archivist, head = (at_desk(story.cast, one) for one in (Role.ARCHIVIST, Role.AGENCY_HEAD))
    propose = reverse("desk:dossier-propose", args=[dossier.id])
    approve = reverse("desk:dossier-destroy", args=[dossier.id])
    early = archivist.post(propose, {"appraisal": "没有继续保存的价值。"})
    expire(dossier)

    archivist.post(propose, {"appraisal": "没有继续保存的价值。"})
    alone = archivist.post(approve)
    waiting = text_of(head.get(reverse("desk:dossier", args=[dossier.id])))
    with django_capture_on_commit_callbacks(execute=True):
        head.post(approve)

    shown = text_of(archivist.get(reverse("desk:dossier", args=[dossier.id])))
    assert (early.status_code, alone.status_code) == (409, 403)
    assert "已提出销毁，等待批准" in waiting
    assert "案卷已经销毁" in shown
    assert dossier.archive_number in shown
    assert all(one.sha256 in shown for one in dossier.items.all())
    whole = reverse("desk:dossier-volume", args=[dossier.id])
    assert whole not in shown
    assert archivist.get(whole).status_code == 409
