"""What was typed is not lost: not by closing the page, not by an ended session, not offline."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Sites
from tests.e2e.desk_pages import Desk, check

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e"), pytest.mark.django_db]
OFFICER = "qiyang.officer"
SUMMARY = "当事人未设置安全警示标志，写到一半。"


def open_form(desk: Desk) -> None:
    desk.page.goto(f"{desk.sites.desk}/cases/new/")


def test_a_form_left_half_way_is_offered_again_and_dropped_when_not_wanted(
    page: Page, sites: Sites
):
    desk = Desk(page, sites)
    desk.sign_in(OFFICER)
    open_form(desk)
    page.get_by_label("案情摘要").fill(SUMMARY)
    expect(page.locator(".draft-status")).to_contain_text("已自动保存")

    open_form(desk)
    expect(page.locator(".draft-offer")).to_contain_text("还没有提交")
    check(page, "draft-offered")
    page.get_by_role("button", name="恢复填写的内容").click()
    expect(page.get_by_label("案情摘要")).to_have_value(SUMMARY)

    open_form(desk)
    page.get_by_role("button", name="不要了").click()
    page.wait_for_load_state("networkidle")
    open_form(desk)
    page.wait_for_load_state("networkidle")
    expect(page.locator(".draft-offer")).to_have_count(0)


def test_what_is_typed_after_the_session_ended_is_there_after_signing_in_again(
    page: Page, sites: Sites
):
    desk = Desk(page, sites)
    desk.sign_in(OFFICER)
    open_form(desk)
    page.context.clear_cookies()
    page.get_by_label("案情摘要").fill(SUMMARY)
    expect(page.locator(".draft-status")).to_contain_text("登录已经结束")

    desk.sign_in(OFFICER)
    open_form(desk)
    page.get_by_role("button", name="恢复填写的内容").click()

    expect(page.get_by_label("案情摘要")).to_have_value(SUMMARY)


def test_without_a_network_the_form_says_so_and_saves_when_it_is_back(page: Page, sites: Sites):
    desk = Desk(page, sites)
    desk.sign_in(OFFICER)
    open_form(desk)
    page.context.set_offline(True)
    page.get_by_label("案情摘要").fill(SUMMARY)
    expect(page.locator(".draft-status")).to_contain_text("网络中断")

    page.context.set_offline(False)

    expect(page.locator(".draft-status")).to_contain_text("已自动保存", timeout=20_000)
