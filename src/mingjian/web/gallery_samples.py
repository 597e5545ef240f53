"""What the gallery shows: each part in each of its states, with invented content."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django import forms

from mingjian.law.breach import Breach
from mingjian.law.citation import Citation
from mingjian.web.deadlines import Deadline
from mingjian.web.forms import DayInput, PlainForm, YuanField
from mingjian.web.parts import (
    ActiveFilter,
    Chip,
    Counter,
    DiffRow,
    Entry,
    Facet,
    FacetOption,
    Link,
    Paging,
    Stage,
    StageState,
    Step,
    SummaryRow,
    Tab,
    Tone,
)

APL = "行政处罚法"
DAY = date(2026, 5, 11)
CITE = Citation(APL, "58", "1", "2")
BREACH = Breach(
    "APL58", "法制审核尚未通过，不能作出决定。", CITE, "请提交法制审核，或者等待审核意见。"
)


class GalleryForm(PlainForm):
    """Every kind of field."""

    units = {"fine": "元", "days": "日"}
    cites = {"fine": Citation(APL, "9"), "on": Citation(APL, "36")}
    widths = {"fine": "short", "on": "short", "days": "short", "unit": "medium"}
    legends = {"一组": ("title", "on", "fine", "days")}

    title = forms.CharField(label="名称", help_text="写明当事人和行为。")
    on = forms.DateField(label="日期", widget=DayInput(), help_text="时效自行为发生之日起算。")
    fine = YuanField(label="罚款金额", help_text="以人民币计。")
    days = forms.IntegerField(label="期限", required=False)
    unit = forms.ChoiceField(label="承办机构", choices=[("", "请选择"), ("1", "执法一股")])
    source = forms.ChoiceField(
        label="来源", choices=[("1", "检查"), ("2", "举报")], widget=forms.RadioSelect
    )
    kinds = forms.MultipleChoiceField(
        label="种类",
        choices=[("1", "警告"), ("2", "罚款")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    text = forms.CharField(label="情况", widget=forms.Textarea, required=False)
    paper = forms.FileField(label="材料", required=False)
    sure = forms.BooleanField(label="已核对")


def samples() -> dict[str, Any]:
    """Everything the gallery's templates name."""
    return {**_legal(), **_records(), **_lists(), **_forms()}


def _legal() -> dict[str, Any]:
    return {
        "cite": CITE,
        "breach_rows": (BREACH, BREACH),
        "steps": (
            Step("作出处罚决定", "#", cite=Citation(APL, "57"), hint="作出后七日内送达。"),
            Step("制作告知书", "#", method="get"),
            Step("作出处罚决定", "#", (BREACH,), cite=Citation(APL, "57")),
        ),
        "deadlines": (
            Deadline("办案期限", DAY, 40, unit="日", cite=Citation(APL, "60")),
            Deadline("送达期限", DAY, 3, cite=Citation(APL, "61")),
            Deadline("公示期限", DAY, 0, cite=CITE),
            Deadline("公示期限", DAY, -2, cite=CITE, note="逾期应当说明理由。"),
            Deadline("责令改正", DAY, 0, done_on=date(2026, 5, 9)),
            Deadline("办案期限", DAY, 9, paused=True, note="鉴定期间不计入。"),
            Deadline("年度报告", date(2027, 1, 29), 180, provisional=True),
        ),
    }


def _records() -> dict[str, Any]:
    names = ("立案", "调查", "审核", "告知", "听证", "决定", "送达", "执行", "结案")
    states = (
        StageState.DONE, StageState.DONE, StageState.NOW, StageState.OWED, StageState.SKIPPED,
        *(StageState.AHEAD,) * 4,
    )  # fmt: skip
    at = datetime(2026, 5, 11, 2, 32, tzinfo=UTC)
    return {
        "stages": [
            Stage(name, state, DAY if state is StageState.DONE else None)
            for name, state in zip(names, states, strict=True)
        ],
        "entries": (
            Entry(at, "立案", "张三 · 机关负责人", "同意立案。", "opening", 2, "3f9ac2…"),
            Entry(at, "登记证据", "李四 · 执法人员", links=(Link("现场笔录", "#", "3 页"),)),
        ),
        "summary": (
            SummaryRow("当事人", "示例县张三餐饮店", url="#"),
            SummaryRow("罚款金额", Decimal("10500"), kind="amount"),
            SummaryRow("决定日期", DAY, kind="date"),
            SummaryRow("处罚依据", "", cite=CITE),
            SummaryRow("统一社会信用代码", ""),
            SummaryRow("违法事实", "经查，当事人未按照规定改正。", kind="official"),
        ),
        "diff": (
            DiffRow("当事人", "示例县张三餐饮店", "示例县张三餐饮店"),
            DiffRow("经营者", "张三", None, "自然人姓名不公示", CITE),
            DiffRow("住所", "示例路 12 号 201 室", "示例路", "公示到街道"),
        ),
        "tones": [tone.value for tone in Tone],
        "term": {"since": DAY, "until": date(2026, 8, 10), "today": date(2026, 6, 1)},
    }


def _lists() -> dict[str, Any]:
    return {
        "counters": (
            Counter("待办", 12, "#", current=True, definition="由您办理的步骤"),
            Counter("即将到期", 2, "#", Tone.WARN),
            Counter("已超期", 1, "#", Tone.LATE),
            Counter("已办结", 1024, "#", Tone.GOOD),
        ),
        "chips": (Chip("全部", "#", True), Chip("我主办", "#", count=8), Chip("食品", "#")),
        "active": (ActiveFilter("类别：行政处罚", "#"), ActiveFilter("2026年", "#")),
        "facets": (
            Facet(
                "类别",
                (FacetOption("行政处罚", 982, "#", True), FacetOption("行政许可", 214, "#")),
                clear_url="#",
            ),
        ),
        "tabs": (Tab("全部", "#", True, 24), Tab("待审核", "#", count=3), Tab("已退回", "#")),
        "paging": Paging("#", "#", 1284, 21, 40),
        "first_page": Paging("", "#", 24, 1, 20),
        "places": (Link("首页", "#"), Link("事后公开", "#"), Link("行政处罚")),
        "action": Link("登记线索", "#"),
    }


def _forms() -> dict[str, Any]:
    wrong = GalleryForm({"fine": "五千", "on": "昨天"}, auto_id="wrong_%s")
    wrong.is_valid()
    return {"form": GalleryForm(auto_id="blank_%s"), "wrong_form": wrong}
