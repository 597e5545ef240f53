"""What the desk mocks show: one officer's to-do, one case, one form, one review."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from mingjian.law.breach import Breach
from mingjian.law.citation import Citation
from mingjian.web.deadlines import Deadline
from mingjian.web.parts import (
    Chip,
    Counter,
    DiffRow,
    Entry,
    Link,
    NavItem,
    Paging,
    Stage,
    StageState,
    Step,
    SummaryRow,
    Tone,
)
from tests.web.mock_forms import LeadForm, LoginForm

APL = "行政处罚法"
CN = ZoneInfo("Asia/Shanghai")
DECIDE = Citation(APL, "60")
HEARD = Breach(
    "APL62",
    "尚未听取当事人的陈述、申辩。",
    Citation(APL, "62"),
    "请登记当事人的陈述意见；当事人明确放弃的，请登记放弃说明。",
)
REVIEWED = Breach(
    "APL58",
    "法制审核尚未通过，本案直接关系当事人重大权益。",
    Citation(APL, "58", "1", "2"),
    "请提交法制审核；已提交的，等待审核意见后再办理。",
)
MENU = [
    ("待办", "inbox", 12),
    ("案件", "case", None),
    ("公示", "publish", 3),
    ("审核", "review", None),
    ("监督", "eye", None),
    ("名录", "book", None),
    ("法律依据", "list", None),
    ("设置", "settings", None),
]


def _shell(current: str, *crumbs: Link) -> dict[str, Any]:
    return {
        "site": {"name": "明鉴"},
        "agency": {"name": "示例县市场监督管理局"},
        "pack": {"name": "示例县参数包", "version": "2026-05"},
        "person": {"name": "张三", "role_title": "执法人员"},
        "calendar_clock": {"on": date(2026, 5, 6), "note": "日历：国务院 2026 年放假通知"},
        "nav_items": [
            NavItem(label, f"/{n}", icon, label == current, count)
            for n, (label, icon, count) in enumerate(MENU)
        ],
        "crumbs": list(crumbs),
    }


TODO = [
    ("31", "示例县张三餐饮店", "未取得健康证明从事接触直接入口食品工作", "送达决定书", -2, "决定"),
    ("40", "李四水产经营部", "经营标签不符合规定的预包装食品", "提交法制审核", 1, "调查"),
    ("42", "王五建材商行", "销售不合格电线电缆", "告知陈述、申辩权利", 3, "告知"),
    ("44", "示例县赵六药房", "未按规定储存药品", "调查终结", 21, "调查"),
    ("45", "钱七汽车修理部", "使用未经检定的计量器具", "调查取证", 64, "立案"),
]


def _row(number: str, party: str, cause: str, step: str, left: int, state: str) -> dict[str, Any]:
    late = left < 0
    deadline = Deadline(
        "送达期限" if late else "办案期限",
        date(2026, 5, 11),
        left,
        unit="工作日" if left < 20 else "日",
        cite=Citation(APL, "61") if late else DECIDE,
    )
    return {
        "number": f"示市监案〔2026〕{number}号",
        "party": party,
        "cause": cause,
        "next": step,
        "deadline": deadline,
        "state": state,
    }


def todo() -> dict[str, Any]:
    """待办."""
    return {
        **_shell("待办"),
        "counters": [
            Counter("待办", 12, "?", current=True, definition="由您办理且尚未完成的法定步骤"),
            Counter("即将到期", 2, "?f=soon", Tone.WARN, definition="三个工作日内届满"),
            Counter("已超期", 1, "?f=late", Tone.LATE, definition="法定期限已经届满"),
            Counter("等待他人", 5, "?f=wait"),
        ],
        "chips": [
            Chip("全部", "?", True),
            Chip("我主办", "?m=1", count=8),
            Chip("我协办", "?m=2", count=4),
            Chip("食品", "?m=3", count=6),
            Chip("听证案件", "?m=4", count=1),
        ],
        "rows": [_row(*row) for row in TODO],
        "paging": Paging("", "?page=2", 12, 1, 5),
    }


STAGES = [
    Stage("立案", StageState.DONE, date(2026, 3, 5), url="#facts"),
    Stage("调查", StageState.DONE, date(2026, 4, 20)),
    Stage("审核", StageState.NOW),
    Stage("告知", StageState.OWED, note="欠陈述意见"),
    Stage("听证", StageState.SKIPPED),
    Stage("决定", StageState.AHEAD),
    Stage("送达", StageState.AHEAD),
    Stage("执行", StageState.AHEAD),
    Stage("结案", StageState.AHEAD),
]


def _timeline() -> list[Entry]:
    def at(month: int, day: int, hour: int) -> datetime:
        return datetime(2026, month, day, hour, 32, tzinfo=CN)

    return [
        Entry(at(4, 22, 9), "提交法制审核", "张三 · 执法人员", number=14, digest="3f9a…c21"),
        Entry(
            at(4, 20, 16),
            "调查终结",
            "张三 · 执法人员",
            number=13,
            links=(Link("调查终结报告", "/d/9", "6 页"),),
        ),
        Entry(
            at(3, 20, 10),
            "复查现场",
            "张三、李四 · 执法人员",
            "仍未改正，已录像。",
            "evidence",
            9,
            links=(Link("现场笔录", "/d/5"), Link("录像 12 分 4 秒", "/d/6")),
        ),
        Entry(
            at(3, 5, 15), "立案", "周八 · 机关负责人", number=2, links=(Link("立案审批表", "/d/1"),)
        ),
        Entry(at(3, 2, 11), "登记线索", "张三 · 执法人员", "日常检查发现", number=1),
    ]


def case() -> dict[str, Any]:
    """案件."""
    return {
        **_shell(
            "案件", Link("案件", "/1"), Link("在办案件", "/1/open"), Link("示市监案〔2026〕31号")
        ),
        "stages": STAGES,
        "step": Step("作出处罚决定", "/decide", (HEARD, REVIEWED), cite=Citation(APL, "57")),
        "other_steps": [
            Step("延长办案期限", "/extend", hint="须经负责人批准，最长三十日"),
            Step("中止案件", "/stay", hint="须写明中止的理由"),
        ],
        "deadlines": [
            Deadline("办案期限", date(2026, 6, 3), 28, unit="日", cite=DECIDE),
            Deadline(
                "法制审核期限", date(2026, 5, 11), 3, cite=Citation("示例县法制审核办法", "12")
            ),
            Deadline("责令改正", date(2026, 3, 19), 0, done_on=date(2026, 3, 20)),
            Deadline("提交年度报告", date(2027, 1, 29), 184, provisional=True),
        ],
        "facts": [
            SummaryRow("当事人", "示例县张三餐饮店（个体工商户）", url="/p/1"),
            SummaryRow("案由", "安排未取得健康证明的人员从事接触直接入口食品的工作"),
            SummaryRow("违法行为发生地", "示例县示例路 12 号"),
            SummaryRow("案发日期", date(2026, 3, 2), kind="date"),
            SummaryRow("法律依据", "", cite=Citation("食品安全法", "126", "1")),
        ],
        "documents": [
            ("立案审批表", "已签", "good"),
            ("现场笔录", "已签", "good"),
            ("询问笔录", "已签", "good"),
            ("责令改正通知书", "已送达", "good"),
            ("调查终结报告", "审核中", "info"),
            ("处罚告知书", "欠缺", "warn"),
        ],
        "entries": _timeline(),
    }


def form_errors() -> dict[str, Any]:
    """填写线索登记表，有错误."""
    form = LeadForm(
        {"title": "", "found_on": "2026-13-40", "amount": "五千", "kind": "1", "sure": ""}
    )
    form.is_valid()
    return {
        **_shell("案件", Link("案件", "/1"), Link("线索", "/2"), Link("登记线索")),
        "form": form,
    }


def review() -> dict[str, Any]:
    """法制审核."""
    points = [
        ("执法主体是否合法，执法人员是否具备资格", "主办、协办两人证件均在有效期内（系统核对）。"),
        ("执法程序是否合法", "立案、调查、责令改正均在期限内；尚无陈述、申辩记录。"),
        ("案件事实是否清楚，证据是否合法充分", "证据 6 件，其中录像 1 件，摘要核对一致。"),
        ("适用法律、法规、规章是否准确，裁量基准运用是否适当", "依据有效；裁量阶次为“一般”。"),
        ("执法是否超越执法机关法定权限", "属县级市场监督管理部门管辖。"),
        ("行政执法文书是否完备、规范", "文书 5 份，缺处罚告知书送达回证。"),
        ("违法行为是否涉嫌犯罪、需要移送司法机关", "未发现移送情形。"),
    ]
    return {
        **_shell("审核", Link("审核", "/r"), Link("待审核", "/r/1"), Link("示市监案〔2026〕31号")),
        "points": points,
    }


def publish_diff() -> dict[str, Any]:
    """公示前对照."""
    rule = Citation("政府信息公开条例", "15")
    return {
        **_shell("公示", Link("公示", "/p"), Link("待公示", "/p/1"), Link("示市监罚〔2026〕12号")),
        "rows": [
            DiffRow("当事人", "示例县张三餐饮店", "示例县张三餐饮店"),
            DiffRow("经营者", "张三", None, "自然人姓名，个体工商户以字号公示", rule),
            DiffRow(
                "住所", "示例县示例路 12 号 3 单元 201 室", "示例县示例路", "住所公示到街道", rule
            ),
            DiffRow("联系电话", "000-00000000", None, "个人信息", Citation("个人信息保护法", "28")),
            DiffRow(
                "违法事实",
                "后厨人员赵某未取得健康证明",
                "后厨一名人员未取得健康证明",
                "第三人不具名",
            ),
            DiffRow("处罚内容", "罚款 5,000 元", "罚款 5,000 元"),
        ],
    }


def refused() -> dict[str, Any]:
    """不予准许."""
    return {**_shell("案件"), "breaches": [HEARD, REVIEWED], "back_url": "/case/31"}


def login() -> dict[str, Any]:
    """登录."""
    return {
        "site": {
            "owner": "示例县司法局",
            "division": "示例省示例市示例县",
            "contact": "0000-0000000",
        },
        "form": LoginForm(),
    }


PAGES = {
    "desk-todo": todo,
    "desk-case": case,
    "desk-form": form_errors,
    "desk-review": review,
    "desk-publish": publish_diff,
    "desk-refused": refused,
    "login": login,
}
