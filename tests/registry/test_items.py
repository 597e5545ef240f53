"""Enforcement items: on the list from a day to a day, never beyond the agency's power."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mingjian.journal.ids import new_id
from mingjian.journal.models import Entry
from mingjian.law.breach import MoveRefused
from mingjian.law.roles import Role
from mingjian.law.violations import Line, violations
from mingjian.registry.items import NewItem, items_of, publish_item, withdraw_item
from mingjian.registry.kinds import ItemKind
from mingjian.registry.models import Agency, EnforcementItem
from tests.access.make import LONG_AGO, MONDAY, actor
from tests.naming import plain_id
from tests.registry.make import SYSTEM, make_agency

pytestmark = pytest.mark.django_db
TODAY, TOMORROW = date(2026, 5, 11), date(2026, 5, 12)
WATER, MARKET = violations(Line.WATER)[0], violations(Line.MARKET)[0]


@pytest.fixture
def agency() -> Agency:
    """It enforces water law only."""
    return make_agency(lines=[Line.WATER])


def publish(agency: Agency, **changes: Any) -> EnforcementItem:
    values: dict[str, Any] = {
        "agency_id": agency.id,
        "code": "220119001000",
        "title": WATER.title,
        "kind": ItemKind.PENALTY,
        "basis": str(WATER.penalises[0]),
        "since": TODAY,
        "violation_id": WATER.id,
    }
    by = changes.pop("by", SYSTEM)
    return publish_item(item=NewItem(**{**values, **changes}), by=by, at=MONDAY)


def test_an_item_is_on_the_list_from_its_day(agency: Agency) -> None:
    item = publish(agency)

    assert not items_of(agency_id=agency.id, on=date(2026, 5, 10))
    assert list(items_of(agency_id=agency.id, on=TODAY)) == [item]
    assert Entry.objects.get(stream_id=agency.id, kind="item_published").acted_on == TODAY


def test_a_withdrawn_item_stays_as_history_and_its_code_is_free_again(agency: Agency) -> None:
    item = publish(agency)
    withdraw_item(item_id=item.id, until=TOMORROW, by=SYSTEM, at=MONDAY)

    again = publish(agency, since=TOMORROW)

    assert list(items_of(agency_id=agency.id, on=TODAY)) == [item]
    assert list(items_of(agency_id=agency.id, on=TOMORROW)) == [again]


def test_an_inspection_item_needs_no_violation(agency: Agency) -> None:
    item = publish(agency, kind=ItemKind.INSPECTION, violation_id="", title="取水检查")

    assert item.violation_id == ""


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"violation_id": MARKET.id}, "没有市场监管领域的执法权限"),
        ({"since": date(2019, 1, 1)}, "在2019-01-01没有水利领域的执法权限"),
        ({"violation_id": ""}, "行政处罚事项没有对应的违法行为"),
        ({"violation_id": "nothing"}, "没有“nothing”这一违法行为"),
        ({"code": "已用"}, "清单中已有编码为“已用”的事项"),
        ({"by": actor(Role.CASE_OFFICER)}, "不能公布执法事项"),
        ({"by": actor(Role.DISCLOSURE_CLERK, agency_id=new_id())}, "不能为其他机关"),
    ],
    ids=lambda value: plain_id(value)[:40],
)
def test_a_wrong_item_is_refused_in_a_sentence(
    agency: Agency, changes: dict[str, Any], sentence: str
) -> None:
    publish(agency, code="已用")

    with pytest.raises(MoveRefused, match=sentence):
        publish(agency, **changes)

    assert EnforcementItem.objects.count() == 1


@pytest.mark.parametrize("until", [TODAY, LONG_AGO])
def test_an_item_leaves_the_list_after_it_came(agency: Agency, until: date) -> None:
    item = publish(agency)

    with pytest.raises(MoveRefused, match="不晚于列入日期"):
        withdraw_item(item_id=item.id, until=until, by=SYSTEM, at=MONDAY)
