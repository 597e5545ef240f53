"""One whole case in the browser: from the lead to a public, searchable decision."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from mingjian.ops.demo.firms import credit_code
from tests.e2e.conftest import Sites
from tests.e2e.desk_pages import Desk, check

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e"), pytest.mark.django_db]

FIRM = "广元故事虚构募捐有限公司"
OFFICER, HEAD = "guangyuan-civil.officer", "guangyuan-civil.head"
REVIEWER = "guangyuan-civil.reviewer"
CLERK, SECRECY = "guangyuan-civil.clerk", "guangyuan-civil.secrecy"


def test_a_case_goes_from_lead_to_a_public_searchable_decision(page: Page, sites: Sites):
    desk = Desk(page, sites)

    case_url = register(desk)
    open_it(desk, case_url)
    investigate(desk, case_url)
    review_it(desk, case_url)
    hear_the_party(desk, case_url)
    decide_and_close(desk, case_url)
    publish_it(desk)
    read_it_as_a_citizen(desk)


def register(desk: Desk) -> str:
    desk.sign_in(OFFICER)
    check(desk.page, "todo-empty")
    desk.page.goto(f"{desk.sites.desk}/cases/new/")
    desk.fill(
        {
            "法人或者其他组织": "是",
            "统一社会信用代码": credit_code("510800", 888),
            "姓名或者名称": FIRM,
            "法定代表人": "孙七",
            "住所": "广元市利州区示范街6号",
            "案件来源": "监督检查",
            "涉嫌违法行为": "不具有公开募捐资格的组织或者个人擅自开展公开募捐",
            "违法行为发生地": "广元市示范广场",
            "案情摘要": "当事人不具有公开募捐资格，在广场设置募捐箱公开募捐。",
        }
    )
    check(desk.page, "register")
    desk.confirm("登记案源")
    return desk.page.url


def open_it(desk: Desk, case_url: str) -> None:
    desk.next_step(
        case_url,
        "核查",
        {"张三戊": "是", "李四戊": "是", "核查情况和结论": "经核查情况属实，建议立案。"},
    )
    desk.next_step(
        case_url,
        "呈请立案",
        {"主办人员": "张三戊", "协办人员": "李四戊", "呈请理由": "有初步证据，符合立案标准。"},
    )
    desk.sign_in(HEAD)
    check(desk.page, "todo-head")
    desk.next_step(case_url, "批准立案", {"审批意见": "符合立案标准。"})


def investigate(desk: Desk, case_url: str) -> None:
    desk.sign_in(OFFICER)
    for kind, title in (("勘验笔录、现场笔录", "现场笔录"), ("当事人的陈述", "询问笔录")):
        desk.other_step(
            case_url,
            "add_evidence",
            {
                "证据种类": kind,
                "证据名称": title,
                "张三戊": "是",
                "李四戊": "是",
                "证明内容": "证明当事人公开募捐的事实。",
                "已经查证属实": "是",
            },
            button="登记证据",
        )
    desk.next_step(
        case_url,
        "提交调查终结报告",
        {
            "违法事实": "当事人不具有公开募捐资格，设置募捐箱开展公开募捐，情节严重。",
            "证据": "现场笔录、询问笔录。",
            "给予行政处罚": "是",
            "警告": "是",
            "罚款": "是",
            "罚款数额": "20000",
            "处理的理由": "事实清楚，证据确凿，情节严重，罚款取法定幅度的下限。",
            "情节严重": "是",
        },
    )


def review_it(desk: Desk, case_url: str) -> None:
    desk.next_step(case_url, "送法制审核", {"送审说明": "请审核。"})
    desk.sign_in(REVIEWER)
    desk.page.goto(case_url)
    desk.page.get_by_role("link", name="审核同意").first.click()
    for number in range(1, 8):
        point = desk.page.locator(f"fieldset.point[data-key='{number}']")
        point.get_by_label("符合", exact=True).check()
        if number in (3, 4, 7):  # the reviewer's own judgement
            point.get_by_label("说明").fill("已经逐项审查，没有发现问题。")
    desk.fill({"审核意见": "事实清楚，证据充分，程序合法，适用法律正确，同意。"})
    check(desk.page, "review")
    desk.confirm("审核同意")


def seal(desk: Desk, case_url: str, title: str) -> None:
    """用印: the reviewer approves the bytes, the officer seals them; nothing unsealed is served."""
    desk.sign_in(REVIEWER)
    desk.page.goto(case_url)
    desk.page.get_by_role("link", name=title).last.click()
    document_url = desk.page.url
    desk.confirm("批准用印")
    desk.sign_in(OFFICER)
    desk.page.goto(document_url)
    desk.confirm("加盖印章")


def hear_the_party(desk: Desk, case_url: str) -> None:
    desk.sign_in(OFFICER)
    desk.next_step(case_url, "制作事先告知书", {})
    seal(desk, case_url, "行政处罚事先告知书")
    desk.next_step(
        case_url,
        "送达告知书",
        {"送达方式": "直接送达", "签收人": "孙七", "送达凭证": "送达回证已签收"},
    )
    desk.page.goto(case_url)
    expect(desk.page.locator(".step-reasons")).to_contain_text("第六十二条")
    check(desk.page, "case-waiting-for-the-party")
    desk.other_step(
        case_url,
        "waive_defence",
        {"放弃声明的内容": "本单位书面放弃陈述、申辩。"},
        button="登记放弃陈述申辩",
    )


def decide_and_close(desk: Desk, case_url: str) -> None:
    desk.sign_in(HEAD)
    desk.next_step(case_url, "作出决定", {"审查意见": "同意拟处理意见。"})
    seal(desk, case_url, "行政处罚决定书")
    desk.next_step(
        case_url,
        "送达决定书",
        {"送达方式": "直接送达", "签收人": "孙七", "送达凭证": "送达回证已签收"},
    )
    desk.next_step(
        case_url,
        "登记缴款",
        {"缴款金额": "20000", "缴款方式": "指定银行", "票据号": "故事票0001"},
    )
    desk.sign_in(HEAD)
    desk.next_step(case_url, "结案", {"行政处罚决定履行完毕": "是", "结案情况": "已履行完毕。"})
    desk.page.goto(case_url)
    expect(desk.page.locator("main")).to_contain_text("已结案")
    check(desk.page, "case-closed")


def publish_it(desk: Desk) -> None:
    """Clerk, head and secrecy reviewer: three people, one text, then the public sees it."""
    page = desk.page
    desk.sign_in(CLERK)
    page.goto(f"{desk.sites.desk}/disclosure/")
    check(page, "disclosure-due")
    page.get_by_role("row").filter(has_text=FIRM).get_by_role("link").first.click()
    check(page, "disclosure-preview")
    duty_url = page.url
    page.get_by_role("link", name="形成公示稿").click()
    desk.fill({"具有一定社会影响，应当公示": "是", "理由": "公开募捐涉及不特定公众。"})
    check(page, "disclosure-prepare")
    desk.confirm("形成公示稿并送审")
    for username, step in ((HEAD, "内容审核"), (SECRECY, "保密审查")):
        desk.sign_in(username)
        page.goto(duty_url)
        page.get_by_role("link", name=f"办理{step}").click()
        desk.fill({"审查意见": "与决定一致，没有不应当公开的内容。"})
        check(page, f"disclosure-{step}")
        desk.confirm(f"{step}通过")
    desk.sign_in(CLERK)
    page.goto(duty_url)
    desk.confirm("公示")
    expect(page.locator("main")).to_contain_text("已公示")


def read_it_as_a_citizen(desk: Desk) -> None:
    """No login: one box, the decision page, the same record as JSON."""
    page = desk.page
    page.context.clear_cookies()
    page.goto(desk.sites.portal)
    check(page, "portal-home")
    page.locator("#q").fill("故事")
    page.get_by_role("button", name="检索").last.click()
    check(page, "portal-results")
    page.get_by_role("link", name=FIRM).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(FIRM)
    check(page, "portal-decision")
    record = page.request.get(page.url.rstrip("/") + ".json").json()
    assert record["content"]["party_name"] == FIRM
    assert record["content"]["fine_yuan"] == "20000.00"
