"""The upload script in the browser: progress, a break of the line, going on, what is said of it."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from mingjian.ops.demo.firms import credit_code
from tests.e2e.conftest import Sites
from tests.e2e.desk_pages import Desk, check

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e"), pytest.mark.django_db]
OFFICER = "guangyuan-civil.officer"
BLOCK = 4 * 1024 * 1024
PATCHES = re.compile(r"/evidence/uploads/[0-9a-f-]{36}/$")
LEAD = {
    "法人或者其他组织": "是",
    "统一社会信用代码": credit_code("510800", 777),
    "姓名或者名称": "广元市示例上传商行",
    "法定代表人": "孙七",
    "住所": "广元市利州区示范街7号",
    "案件来源": "监督检查",
    "涉嫌违法行为": "不具有公开募捐资格的组织或者个人擅自开展公开募捐",
    "违法行为发生地": "广元市示范广场",
    "案情摘要": "当事人不具有公开募捐资格，在广场设置募捐箱公开募捐。",
}
PATIENCE = 30_000
_CASES: dict[str, str] = {}


def at_files(desk: Desk) -> str:
    """The page of a case's files, opened by its officer; the case is entered once."""
    desk.sign_in(OFFICER)
    if desk.sites.desk not in _CASES:
        desk.page.goto(f"{desk.sites.desk}/cases/new/")
        desk.fill(LEAD)
        desk.confirm("登记案源")
        _CASES[desk.sites.desk] = f"{desk.page.url}evidence/"
    desk.page.goto(_CASES[desk.sites.desk])
    return _CASES[desk.sites.desk]


def recording(folder: Path, name: str, size: int) -> Path:
    """A file of so many bytes, as a recorder names it."""
    path = folder / name
    path.write_bytes(bytes(size))
    return path


def choose(page: Page, path: Path) -> None:
    page.get_by_label("证明对象").fill("现场检查情况")
    page.locator(".upload-drop input[type=file]").first.set_input_files(path)


def told(page: Page, words: str) -> None:
    """What the line of the file says, sooner or later."""
    expect(page.locator(".upload-list")).to_contain_text(words, timeout=PATIENCE)


def test_a_broken_line_is_told_and_only_what_is_missing_is_sent_again(
    page: Page, sites: Sites, tmp_path: Path
) -> None:
    desk, sent = Desk(page, sites), []
    at_files(desk)

    def broken_once(route: Route) -> None:
        if route.request.method == "PATCH":
            sent.append(int(route.request.headers["upload-offset"]))
            if len(sent) == 2:
                return route.abort("connectionfailed")
        return route.continue_()

    page.route(PATCHES, broken_once)
    choose(page, recording(tmp_path, "ZF-77_51001_20261122093000_0003.mp4", 2 * BLOCK + 5))

    told(page, "连接中断，自动重试")
    told(page, "已落盘，等待入库")
    assert sent == [0, BLOCK, BLOCK, 2 * BLOCK]
    assert page.locator(".upload-list progress").evaluate("bar => bar.value / bar.max") == 1
    row = page.locator("#files tr", has_text="ZF-77_51001").first
    expect(row).to_contain_text("设备没有登记在台账", timeout=PATIENCE)
    check(page, "evidence-uploaded")


def test_after_the_page_was_closed_the_same_file_goes_on_where_it_was(
    page: Page, sites: Sites, tmp_path: Path
) -> None:
    desk, sent = Desk(page, sites), []
    url = at_files(desk)
    path = recording(tmp_path, "现场录音.m4a", BLOCK + 9)

    def keep_first(route: Route) -> None:
        sent.append((route.request.method, route.request.headers.get("upload-offset")))
        is_later = route.request.headers.get("upload-offset") not in (None, "0")
        return route.abort("connectionfailed") if is_later else route.continue_()

    page.route(PATCHES, keep_first)
    choose(page, path)
    told(page, "连接中断")
    page.unroute(PATCHES)
    page.goto("about:blank")
    sent.clear()

    page.goto(url)
    page.on("request", lambda one: sent.append((one.method, one.headers.get("upload-offset"))))
    choose(page, path)

    told(page, "已落盘，等待入库")
    assert ("PATCH", str(BLOCK)) in sent
    assert not {("PATCH", "0"), ("POST", None)} & set(sent)


def test_on_a_phone_the_camera_is_asked_and_a_covert_recording_waits_for_its_head(
    chromium: Browser, sites: Sites, tmp_path: Path
) -> None:
    size = {"width": 390, "height": 844}
    phone = chromium.new_context(viewport=size, has_touch=True, is_mobile=True, locale="zh-CN")
    page = phone.new_page()
    at_files(Desk(page, sites))
    ways = page.locator(".upload-device input")
    asked = ways.evaluate_all(
        "boxes => boxes.map(box => [box.accept, box.hasAttribute('capture')])"
    )
    page.get_by_label("证明对象").fill("暗访情况")
    page.get_by_text("隐蔽录制的，写明依据，申请批准").click()
    page.get_by_label("依据").select_option(index=1)
    page.get_by_label("申请谁批准").select_option(index=1)

    with page.expect_file_chooser() as chooser:
        page.locator(".upload-device", has_text="录像").click()
    chooser.value.set_files(recording(tmp_path, "VID_0001.mp4", 4096))

    row = page.locator("#files tr", has_text="VID_0001.mp4")
    expect(row).to_contain_text("隐蔽录制，待确认", timeout=PATIENCE)
    assert asked == [["image/*", True], ["video/*", True], ["audio/*", True]]
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    phone.close()


def test_a_signature_beside_a_recording_goes_with_it_and_both_files_are_listed(
    page: Page, sites: Sites, tmp_path: Path
) -> None:
    at_files(Desk(page, sites))
    stem, said = "ZF-78_51001_20261122093000_0004_IMP", []
    names = (f"{stem}.mp4", "现场.jpg")
    chosen = [recording(tmp_path, name, 9) for name in names]
    (tmp_path / f"{stem}.sig").write_text("c2lnbmF0dXJl\n", encoding="ascii")

    def note(request: Request) -> None:
        if request.method == "POST" and "/uploads/" in request.url:
            said.append(request.headers["upload-metadata"])

    page.on("request", note)
    page.get_by_label("证明对象").fill("现场检查情况")
    box = page.locator(".upload-drop input[type=file]").first
    box.set_input_files([*chosen, tmp_path / f"{stem}.sig"])

    for name in names:
        expect(page.locator("#files")).to_contain_text(name, timeout=PATIENCE)
    expect(page.locator("#files tr", has_text="ZF-78")).to_contain_text("设备标记为重点")
    [first, second] = sorted(said, key=len, reverse=True)
    assert f"device_signature {encoded('c2lnbmF0dXJl')}" in first
    assert f"captured_at {encoded('2026-11-22T01:30:00.000Z')}" in first
    assert "device_signature" not in second


def encoded(text: str) -> str:
    """As the protocol wants it."""
    return base64.b64encode(text.encode()).decode()
