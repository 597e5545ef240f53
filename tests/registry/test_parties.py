"""Parties: checked, found again, their numbers sealed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mingjian.access.sealing import SHOWN
from mingjian.journal.models import Entry
from mingjian.law.breach import MoveRefused
from mingjian.law.roles import Role
from mingjian.registry.kinds import IdKind, PartyKind
from mingjian.registry.models import Party
from mingjian.registry.parties import NewParty, find_party, register_party, update_party
from tests.access.make import MONDAY, actor
from tests.naming import plain_id
from tests.registry.make import credit_code, id_number, make_party

pytestmark = pytest.mark.django_db
BORN = date(1990, 1, 1)
CODE, NUMBER = credit_code(1), id_number(BORN, seed=1)
SHOP = NewParty(PartyKind.ORGANISATION, "测试食品有限公司", credit_code=CODE)


def register(**values: Any) -> Party:
    return register_party(party=NewParty(**values), by=actor(), at=MONDAY)


def test_an_organisation_is_registered_under_its_code() -> None:
    party = register(
        kind=PartyKind.ORGANISATION,
        name=" 测试食品有限公司 ",
        credit_code=f" {CODE[:8]} {CODE[8:].lower()}",
        legal_representative="王五",
        phone="0451 57900000".replace(" ", "-"),
    )

    assert (party.name, party.credit_code) == ("测试食品有限公司", CODE)
    assert party.phone.open(purpose="送达", by=actor(), at=MONDAY) == "0451-57900000"


def test_a_person_has_birth_date_and_gender_of_the_number() -> None:
    party = register(kind=PartyKind.PERSON, name="张三", id_number=NUMBER)

    assert (party.birth_on, party.gender, party.id_kind) == (BORN, "男", "resident")
    assert party.id_number.open(purpose="核对身份", by=actor(), at=MONDAY) == NUMBER


def test_an_individual_business_may_name_its_operator() -> None:
    party = register(
        kind=PartyKind.INDIVIDUAL_BUSINESS,
        name="测试小吃店",
        credit_code=CODE,
        id_number=NUMBER,
        legal_representative="张三",
    )

    assert party.id_number
    assert party.credit_code == CODE


def test_another_document_is_taken_as_it_is() -> None:
    party = register(
        kind=PartyKind.PERSON, name="约翰", id_kind=IdKind.PASSPORT, id_number="e1234567"
    )

    assert find_party(id_number="E1234567", id_kind=IdKind.PASSPORT) == party
    assert find_party(id_number="E1234567") is None


def test_the_record_says_who_and_not_which_number() -> None:
    party = make_party(PartyKind.PERSON, id_number=NUMBER, phone="13800000000")

    entry = Entry.objects.get(stream_id=party.id)

    assert (entry.kind, entry.payload["name"]) == ("party_registered", party.name)
    assert NUMBER not in str(entry.payload)
    assert NUMBER not in repr(party.__dict__)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": " "}, "没有填写当事人姓名或者名称"),
        ({"credit_code": ""}, "没有填写统一社会信用代码"),
        ({"credit_code": CODE[:-1] + ("0" if CODE[-1] != "0" else "1")}, "校验位（第18位）"),
        ({"credit_code": CODE[:-1]}, "应为18位，现为17位"),
        ({"id_number": NUMBER}, "法人或者其他组织不填写身份证件号码"),
        ({"phone": "123"}, "联系电话的格式不对"),
        ({"kind": PartyKind.PERSON}, "公民没有填写身份证件号码"),
        ({"kind": PartyKind.PERSON}, "公民不填写统一社会信用代码"),
        ({"kind": PartyKind.PERSON, "id_number": NUMBER[:-1] + "?"}, "身份证号码第18位"),
        (
            {"kind": PartyKind.PERSON, "id_number": NUMBER, "birth_on": date(1991, 1, 1)},
            "出生日期与身份证号码不一致",
        ),
        ({"kind": PartyKind.PERSON, "id_number": NUMBER, "is_micro": True}, "公民不是小微企业"),
    ],
    ids=plain_id,
)
def test_a_wrong_party_is_refused_in_a_sentence(values: dict[str, Any], sentence: str) -> None:
    right = {"kind": PartyKind.ORGANISATION, "name": "测试食品有限公司", "credit_code": CODE}

    with pytest.raises(MoveRefused) as caught:
        register(**{**right, **values})

    assert sentence in str(caught.value)
    assert not Party.objects.exists()


def test_all_reasons_come_at_once() -> None:
    with pytest.raises(MoveRefused) as caught:
        register(kind=PartyKind.ORGANISATION, name="", phone="1")

    assert len(caught.value.breaches) == 3


def test_a_refusal_does_not_repeat_the_number() -> None:
    with pytest.raises(MoveRefused) as caught:
        register(kind=PartyKind.PERSON, name="张三", id_number=NUMBER[:-2] + "9" + NUMBER[-1])

    assert NUMBER[:12] not in str(caught.value)


@pytest.mark.parametrize(
    "values",
    [
        {"kind": PartyKind.ORGANISATION, "credit_code": CODE},
        {"kind": PartyKind.INDIVIDUAL_BUSINESS, "credit_code": CODE.lower()},
        {"kind": PartyKind.PERSON, "id_number": NUMBER},
    ],
    ids=plain_id,
)
def test_the_same_party_is_not_registered_twice(values: dict[str, Any]) -> None:
    make_party(name="测试甲公司", credit_code=CODE)
    make_party(PartyKind.PERSON, name="张三", id_number=NUMBER)

    with pytest.raises(MoveRefused, match=r"该当事人已登记，登记名称为“(测试甲公司|张三)”"):
        register(name="换个名字", **values)


def test_the_operator_of_a_business_may_also_be_a_party_in_person() -> None:
    make_party(PartyKind.INDIVIDUAL_BUSINESS, id_number=NUMBER)

    person = make_party(PartyKind.PERSON, id_number=NUMBER)

    assert find_party(id_number=NUMBER) == person


def test_a_party_is_found_by_code_or_number_however_it_is_typed() -> None:
    shop = make_party(credit_code=CODE)
    person = make_party(PartyKind.PERSON, id_number=NUMBER)

    assert find_party(credit_code=f" {CODE.lower()} ") == shop
    assert find_party(id_number=f"{NUMBER[:6]} {NUMBER[6:]}") == person
    assert find_party(credit_code=credit_code(999)) is None


def test_a_search_for_nothing_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="needs a credit_code or an id_number"):
        find_party()


def test_a_changed_name_leaves_the_old_one_in_the_record() -> None:
    party = make_party(name="旧名称")

    changed = update_party(
        party_id=party.id, changes={"name": "新名称", "phone": "13800000000"}, by=actor(), at=MONDAY
    )

    entry = Entry.objects.get(stream_id=party.id, kind="party_changed")
    assert changed.name == "新名称"
    assert entry.payload["changes"] == {"name": ["旧名称", "新名称"], "phone": [SHOWN, SHOWN]}


@pytest.mark.parametrize("field", ["credit_code", "id_number", "kind", "birth_on"])
def test_who_a_party_is_never_changes(field: str) -> None:
    party = make_party()

    with pytest.raises(ValueError, match="may not be changed"):
        update_party(party_id=party.id, changes={field: "x"}, by=actor(), at=MONDAY)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "没有填写当事人姓名或者名称"),
        ({"phone": "1"}, "联系电话的格式不对"),
        ({"is_micro": False}, "没有需要变更的内容"),
    ],
    ids=plain_id,
)
def test_a_wrong_change_is_refused(changes: dict[str, Any], sentence: str) -> None:
    party = make_party(name="旧名称")

    with pytest.raises(MoveRefused, match=sentence):
        update_party(party_id=party.id, changes=changes, by=actor(), at=MONDAY)

    assert Party.objects.get(id=party.id).name == "旧名称"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CASE_OFFICER])
def test_only_case_officers_register_parties(role: Role) -> None:
    with pytest.raises(MoveRefused, match="不能登记当事人"):
        register_party(party=SHOP, by=actor(role), at=MONDAY)
