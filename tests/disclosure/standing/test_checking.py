"""Lists before they are published: card numbers of people are found, codes of items are not."""

from __future__ import annotations

from datetime import date

import pytest

from mingjian.disclosure.models import ListReview, PublicList
from mingjian.law.breach import MoveRefused
from tests.disclosure.standing.make import a_row, an_office, drafted, reviewed, titles_of
from tests.registry.make import id_number

pytestmark = pytest.mark.django_db
CARD = "6222020000000000125"


@pytest.mark.parametrize("number", [id_number(date(1990, 1, 1), 7), CARD])
def test_a_list_with_a_number_of_a_persons_card_is_neither_reviewed_nor_published(number: str):
    office = an_office()
    title = next(each for each in titles_of(office, "items") if each.endswith("名称"))
    draft = drafted(office, rows=[a_row(office, "items", **{title: f"联系人{number}"})])

    with pytest.raises(MoveRefused) as refused:
        reviewed(draft, office)

    (breach,) = refused.value.breaches
    assert f"“{title}”" in breach.message
    assert number not in breach.message
    assert not ListReview.objects.filter(draft=draft).exists()
    assert not PublicList.objects.filter(agency_id=office.agency_id).exists()


def test_a_long_code_of_an_item_is_no_bank_card():
    office = an_office()
    titles = titles_of(office, "items")
    code = next(each for each in titles if each.endswith(("编号", "编码", "代码")))

    draft = drafted(office, rows=[a_row(office, "items", **{code: CARD})])

    assert reviewed(draft, office) == draft
