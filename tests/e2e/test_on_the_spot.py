"""A penalty on the spot in the browser: few fields, quickly, and without a serious barrier."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from mingjian.ops.demo.firms import id_number
from tests.e2e.conftest import Sites
from tests.e2e.desk_pages import Desk, check

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e"), pytest.mark.django_db]

OFFICER, HEAD = "changzhi-water.officer", "changzhi-water.head"
FIELDS = 6
TYPED = "input[type=text]:visible, textarea:visible"


def test_an_officer_punishes_on_the_spot_with_six_fields(page: Page, sites: Sites):
    desk = Desk(page, sites)
    desk.sign_in(OFFICER)
    page.set_viewport_size({"width": 390, "height": 844})

    page.goto(f"{sites.desk}/cases/")
    page.locator("a.button", has_text="当场处罚").click()
    tell(desk)
    assert page.locator(TYPED).count() <= FIELDS
    desk.fill({"已听取当事人陈述": "是", "当场收缴：依法给予一百元以下罚款的": "是"})
    desk.confirm("当场作出决定并交付")

    expect(page.get_by_text("当场行政处罚决定书").first).to_be_visible()
    check(page, "spot-penalty")
    after_it(desk, page.url)


def tell(desk: Desk) -> None:
    """The first half: what was found, and what the party is told."""
    assert desk.page.locator(TYPED).count() <= FIELDS
    desk.fill(
        {
            "当事人": id_number("140400", 901),
            "姓名或者名称": "张三岸",
            "违法行为和裁量阶次": "在堤防、护堤地建房",
            "违法行为发生地": "长治市示范河段左岸",
            "视听资料": "是",
            "违法事实确凿": "是",
            "罚款金额": "100",
            "已向当事人出示执法证件": "是",
        }
    )
    check(desk.page, "spot-scene")
    desk.confirm("告知当事人")
    check(desk.page, "spot-told")


def after_it(desk: Desk, url: str) -> None:
    """The money goes to the bank, the paper to the agency."""
    desk.next_step(url, "当场收缴罚款", {"票据号": "晋财票0001"})
    desk.next_step(url, "将当场收缴的罚款交至行政机关", {})
    desk.next_step(url, "将当场收缴的罚款缴付银行", {"票据号": "晋缴0001"})
    desk.sign_in(HEAD)
    desk.next_step(url, "当场处罚决定备案", {})
    expect(desk.page.get_by_text("本案程序已经终结")).to_be_visible()
    check(desk.page, "spot-closed")
