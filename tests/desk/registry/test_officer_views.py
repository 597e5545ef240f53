"""Officers and credentials: listed with what they are worth, kept by whom the law names."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from mingjian.journal.ids import new_id
from mingjian.law.roles import Role
from mingjian.registry.models import Agency, CredentialSuspension, Officer
from tests.access.make import make_user
from tests.desk.counting import queries_for
from tests.desk.make import follow, stranger, text_of, today
from tests.registry.make import make_agency, make_credential, make_officer

pytestmark = pytest.mark.django_db
LIST, NEW = "/registry/officers/", "/registry/officers/new/"


def keeper() -> Client:
    return stranger(Role.SYSTEM_ADMIN)


def entered(agency: Agency, **changes: str) -> dict[str, str]:
    return {
        "person_id": str(new_id()),
        "agency": str(agency.id),
        "name": "钱一",
        "post": "科员",
        "category": "水利",
        "since": "2026-01-05",
        **changes,
    }


def printed(**changes: str) -> dict[str, str]:
    return {
        "number": "测试证001",
        "category": "水利",
        "area": "230125",
        "issued_by": "测试省人民政府",
        "valid_from": "2026-01-05",
        "valid_until": "2031-01-04",
        **changes,
    }


def test_a_credential_that_ends_within_sixty_days_is_marked_and_found() -> None:
    expiring, lasting = make_officer(name="孙二"), make_officer(name="周三")
    last = today() + timedelta(days=30)
    other = make_officer(name="吴四", is_assistant=True)
    make_credential_until(expiring, last.isoformat())

    page = text_of(stranger(Role.CASE_OFFICER).get(LIST, {"show": "expiring"}))

    assert "孙二" in page
    assert "剩 30 天到期" in page
    assert lasting.name not in page
    assert other.name not in page


def make_credential_until(officer: Officer, last: str) -> None:
    """The officer's long card is cancelled; a short one is left."""
    long_card = officer.credentials.get()
    client = keeper()
    client.post(
        f"/registry/credentials/{long_card.id}/cancel/",
        {"since": "2026-01-01", "reason": "换发证件。"},
    )
    client.post(f"/registry/officers/{officer.id}/credential/", printed(valid_until=last))


@pytest.mark.parametrize(
    ("show", "named"),
    [("", "郑五"), ("reviewers", "郑五"), ("assistants", "冯六"), ("left", "陈七")],
)
def test_the_chips_find_their_people(show: str, named: str) -> None:
    make_officer(name="郑五", legal_qualification=True, reviewer_since=today())
    make_officer(name="冯六", is_assistant=True)
    gone = make_officer(name="陈七")
    keeper().post(f"/registry/officers/{gone.id}/leave/", {"until": "2026-06-01"})

    page = text_of(stranger(Role.CASE_OFFICER).get(LIST, {"show": show}))

    assert named in page
    assert ("陈七" in page) is (show == "left")


def test_a_page_of_officers_needs_no_more_queries_than_one() -> None:
    agency = make_agency()
    make_officer(agency)
    reader = stranger(Role.CASE_OFFICER, agency_id=agency.id)
    one = queries_for(reader, LIST)
    for _ in range(6):
        make_credential(make_officer(agency))

    assert queries_for(reader, LIST) == one <= 12


def test_an_officer_is_registered_for_the_account() -> None:
    agency = make_agency()
    user = make_user(Role.CASE_OFFICER, agency_id=agency.id, username="qian.yi")
    client = keeper()

    answer = client.post(NEW, entered(agency, account="Qian.Yi"))

    assert Officer.objects.get(name="钱一").person_id == user.person_id
    assert "钱一已登记" in text_of(follow(client, answer))


def test_the_same_form_sent_twice_registers_one_officer() -> None:
    client, sent = keeper(), entered(make_agency())

    first, second = client.post(NEW, sent), client.post(NEW, sent)

    assert (first.status_code, second.status_code) == (303, 409)
    assert "一人只登记一次" in text_of(second)
    assert Officer.objects.filter(name="钱一").count() == 1


def test_an_unknown_account_is_told_at_its_field() -> None:
    answer = keeper().post(NEW, entered(make_agency(), account="nobody"))

    assert answer.status_code == 422
    assert "没有这个用户名" in text_of(answer)
    assert "钱一" in text_of(answer)
    assert not Officer.objects.filter(name="钱一").exists()


def test_a_reviewer_without_qualification_is_refused_with_the_article() -> None:
    answer = keeper().post(NEW, entered(make_agency(), reviewer_since="2026-01-05"))

    assert answer.status_code == 409
    assert "《行政处罚法》第五十八条第二款" in text_of(answer)
    assert not Officer.objects.filter(name="钱一").exists()


def test_an_assistant_gets_no_credential() -> None:
    officer = make_officer(is_assistant=True)

    answer = keeper().post(f"/registry/officers/{officer.id}/credential/", printed())

    assert answer.status_code == 409
    assert "不得持有行政执法证件" in text_of(answer)
    assert not officer.credentials.exists()


@pytest.mark.parametrize("kind", ["suspend", "revoke", "cancel"])
def test_a_credential_is_stopped_with_its_reason(kind: str) -> None:
    officer = make_officer()
    card = officer.credentials.get()
    typed = {"since": today().isoformat(), "reason": "违规使用证件。"}

    keeper().post(f"/registry/credentials/{card.id}/{kind}/", typed)

    assert not card.valid_on(today())
    page = text_of(stranger(Role.CASE_OFFICER).get(f"/registry/officers/{officer.id}/"))
    assert "违规使用证件。" in page


def test_a_suspended_credential_is_given_back() -> None:
    card = make_officer().credentials.get()
    client = keeper()
    client.post(
        f"/registry/credentials/{card.id}/suspend/", {"since": "2026-06-01", "reason": "违规。"}
    )
    stop = CredentialSuspension.objects.get()

    client.post(f"/registry/suspensions/{stop.id}/return/", {"until": today().isoformat()})

    assert card.valid_on(today())


def test_the_supervisor_stops_credentials_of_the_division_only() -> None:
    card = make_officer().credentials.get()
    url = f"/registry/credentials/{card.id}/suspend/"
    typed = {"since": today().isoformat(), "reason": "监督检查发现违规。"}

    far = stranger(Role.SUPERVISOR, division_code="4311").post(url, typed)
    near = stranger(Role.SUPERVISOR, division_code="2301").post(url, typed)

    assert (far.status_code, near.status_code) == (404, 303)


def test_others_keep_no_officers_and_find_no_other_agencys() -> None:
    officer = make_officer()
    card = officer.credentials.get()
    of_another = stranger(Role.SYSTEM_ADMIN, agency_id=make_agency().id)

    for url in (
        f"/registry/officers/{officer.id}/credential/",
        f"/registry/officers/{officer.id}/leave/",
        f"/registry/credentials/{card.id}/revoke/",
    ):
        assert stranger(Role.AGENCY_HEAD).post(url, {}).status_code == 403
        assert of_another.post(url, {}).status_code == 404
    assert stranger(Role.CASE_OFFICER).get(NEW).status_code == 403


def test_an_act_that_does_not_exist_is_not_found() -> None:
    card = make_officer().credentials.get()

    assert keeper().get(f"/registry/credentials/{card.id}/burn/").status_code == 404
