"""A second party on the form of the lead (共同违法): two files from the beginning."""

from __future__ import annotations

from datetime import date

import pytest

from mingjian.cases.models import Case
from mingjian.law.roles import Role
from mingjian.registry.models import Party
from tests.cases.story import make_cast
from tests.desk.cases.test_registering import NEW, filled
from tests.desk.make import at_desk, text_of
from tests.registry.make import credit_code, id_number

pytestmark = pytest.mark.django_db
SECOND = {
    "other-party_kind": "person",
    "other-party_code": id_number(date(1991, 4, 5), 35),
    "other-name": "李四",
    "other-address": "示例路2号",
    "other-reasons": "直接负责的主管人员。",
}


def test_both_parties_get_their_files_at_once():
    sent = filled(**SECOND)

    answer = at_desk(make_cast(), Role.CASE_OFFICER).post(NEW, sent)

    assert answer.status_code == 303
    first = Case.objects.get(id=sent["case_id"])
    second = Case.objects.exclude(id=first.id).get()
    assert (first.joint_id, second.joint_id) == (first.id, first.id)
    assert (second.party.name, second.cause) == ("李四", first.cause)


def test_a_second_party_without_reasons_or_name_is_told_and_nothing_is_registered():
    sent = filled(**{**SECOND, "other-reasons": "", "other-name": ""})

    answer = at_desk(make_cast(), Role.CASE_OFFICER).post(NEW, sent)

    assert answer.status_code == 422
    assert "请填写列为共同当事人的理由。" in text_of(answer)
    assert not Case.objects.exists()


def test_the_same_party_twice_is_refused_and_nothing_is_registered():
    code = credit_code(4321)
    twice = {"other-party_kind": "organisation", "other-party_code": code}
    sent = filled(**{**SECOND, **twice})

    answer = at_desk(make_cast(), Role.CASE_OFFICER).post(NEW, sent)

    assert answer.status_code == 409
    assert not Case.objects.exists()
    assert not Party.objects.exists()
