"""What the registry shows to everybody holds no number of a person."""

from __future__ import annotations

from datetime import date

import pytest

from mingjian.law.breach import MoveRefused
from mingjian.registry.agencies import update_agency
from mingjian.registry.models import Agency, Credential, Officer
from mingjian.registry.officers import update_officer
from mingjian.registry.public_texts import personal_breaches
from tests.access.make import MONDAY
from tests.registry.make import SYSTEM, id_number, make_agency, make_credential, make_officer

ID = id_number(date(1990, 1, 1), 7)


@pytest.mark.parametrize("number", [ID, "13900000001", "6222020000000000125", "黑A·12345"])
def test_a_public_text_with_a_number_of_a_person_is_told_by_its_title(number: str):
    (breach,) = personal_breaches({"职务": f"科员（{number}）", "执法类别": "市场监管"})

    assert "“职务”" in breach.message
    assert number not in breach.message + breach.remedy


def test_an_office_may_be_telephoned_where_its_number_belongs():
    texts = {"单位地址": "示范街1号，电话0451-0000001，13900000001"}

    assert not list(personal_breaches(texts, telephones={"单位地址"}))
    assert list(personal_breaches(texts))
    assert list(personal_breaches({"单位地址": ID}, telephones={"单位地址"}))


@pytest.mark.django_db
def test_an_officer_with_a_telephone_in_the_post_is_neither_registered_nor_changed():
    officer = make_officer()

    with pytest.raises(MoveRefused):
        make_officer(officer.agency, post="中队长13900000001")
    changes = {"category": f"市场监管{ID}"}
    with pytest.raises(MoveRefused):
        update_officer(officer_id=officer.id, changes=changes, by=SYSTEM, at=MONDAY)

    assert Officer.objects.get() == officer
    assert ID not in Officer.objects.get().category


@pytest.mark.django_db
@pytest.mark.parametrize("changes", [{"number": ID}, {"issued_by": "某省13900000001"}])
def test_a_card_that_would_show_a_persons_number_is_not_issued(changes: dict[str, str]):
    officer = make_officer()

    with pytest.raises(MoveRefused):
        make_credential(officer, **changes)

    assert Credential.objects.count() == 1


@pytest.mark.django_db
def test_a_letter_of_entrustment_that_tells_an_id_number_is_not_kept():
    agency = make_agency()
    changes = {"entrustment": f"委托代表王五（身份证号{ID}）"}

    with pytest.raises(MoveRefused, match="委托协议"):
        update_agency(agency_id=agency.id, changes=changes, by=SYSTEM, at=MONDAY)

    assert Agency.objects.get(id=agency.id).entrustment == ""
