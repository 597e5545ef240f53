"""What the portal mocks show: synthetic parties and decisions of an invented county."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from mingjian.law.citation import Citation
from mingjian.web.parts import (
    ActiveFilter,
    Facet,
    FacetOption,
    Link,
    NavItem,
    Paging,
    SummaryRow,
)

SITE = {
    "name": "示例县行政执法公示平台",
    "division": "示例省示例市示例县",
    "owner": "示例县司法局",
    "code": "0000000000",
    "icp": "示ICP备00000000号",
    "police": "示公网安备 00000000000000号",
    "contact": "0000-0000000（工作日 8:30–17:30）",
    "licence": "开放数据许可协议",
    "licence_url": "/data/licence",
    "accessibility_url": "/accessibility",
    "links": [
        Link("网站地图", "/sitemap"),
        Link("公开日志与核验", "/log"),
        Link("数据下载与接口", "/data"),
        Link("信息更正与异议", "/corrections"),
        Link("政府信息公开", "/openness"),
    ],
}
FINE_CITE = Citation("食品安全法", "126", "1")
RECORDS = [
    {
        "on": date(2026, 5, 11),
        "party": "示例县张三餐饮店",
        "what": "安排未取得健康证明的人员从事接触直接入口食品的工作，经责令改正后仍未改正。",
        "decided": "罚款 5,000 元，责令改正。",
        "agency": "示例县市场监督管理局",
        "number": "示市监罚〔2026〕12号",
        "kind": "行政处罚",
    },
    {
        "on": date(2026, 5, 8),
        "party": "李四水产经营部",
        "what": "在河道管理范围内弃置渔业垃圾，妨碍行洪。",
        "decided": "警告，责令清除障碍。",
        "agency": "示例县水务局",
        "number": "示水罚〔2026〕3号",
        "kind": "行政处罚",
    },
    {
        "on": date(2026, 5, 7),
        "party": "王五建筑工程有限公司",
        "what": "申请临时占用城市道路 120 平方米搭设施工围挡。",
        "decided": "准予许可，有效期至 2026年11月6日。",
        "agency": "示例县城市管理局",
        "number": "示城许〔2026〕45号",
        "kind": "行政许可",
    },
    {
        "on": date(2026, 5, 6),
        "party": "示例县赵六社会工作服务中心",
        "what": "未按照规定报送 2025 年度工作报告，首次被发现且及时改正。",
        "decided": "不予行政处罚。",
        "agency": "示例县民政局",
        "number": "示民不罚〔2026〕2号",
        "kind": "不予处罚",
    },
]


def _shell(current: str, *crumbs: Link) -> dict[str, Any]:
    tabs = ("事前公开", "事中公示", "事后公开")
    return {
        "site": SITE,
        "nav_items": [NavItem(tab, f"/{n}", current=tab == current) for n, tab in enumerate(tabs)],
        "crumbs": [Link("首页", "/"), *crumbs] if crumbs else [],
    }


def home() -> dict[str, Any]:
    """首页."""
    return {
        **_shell(""),
        "at_home": True,
        "records": RECORDS,
        "figures": [
            ("行政处罚", 1284, "件"),
            ("行政许可", 26569, "件"),
            ("行政强制", 87, "件"),
            ("行政检查", 9412, "次"),
        ],
        "examples": ["张三餐饮店", "示市监罚〔2026〕12号", "河道 弃置"],
        "tasks": [
            Link("查执法人员和执法证件", "/officers"),
            Link("查执法事项和办理流程", "/items"),
            Link("查罚款裁量基准", "/benchmarks"),
            Link("查检查计划和抽查结果", "/inspections"),
            Link("申请更正或者信用修复", "/corrections"),
        ],
    }


def result_list() -> dict[str, Any]:
    """检索结果."""
    return {
        **_shell("事后公开", Link("事后公开", "/after"), Link("检索结果")),
        "query": "餐饮",
        "records": RECORDS,
        "total": 1284,
        "facets": [
            Facet(
                "类别",
                (
                    FacetOption("行政处罚", 982, "?kind=1", current=True),
                    FacetOption("行政许可", 214, "?kind=2"),
                    FacetOption("行政强制", 12, "?kind=3"),
                    FacetOption("不予处罚", 76, "?kind=4"),
                ),
                clear_url="?",
            ),
            Facet(
                "执法机关",
                (
                    FacetOption("示例县市场监督管理局", 655, "?a=1"),
                    FacetOption("示例县城市管理局", 201, "?a=2"),
                    FacetOption("示例县水务局", 88, "?a=3"),
                ),
            ),
            Facet(
                "年份", (FacetOption("2026年", 402, "?y=2026"), FacetOption("2025年", 580, "?y=1"))
            ),
        ],
        "active": [ActiveFilter("类别：行政处罚", "?")],
        "paging": Paging("?page=1", "?page=3", 1284, 21, 40),
    }


LOG_ROWS = [
    SummaryRow("日志序号", "第 18,204 号"),
    SummaryRow("日志总数", "18,391 条"),
    SummaryRow("共同签署", "4 个见证方中的 3 个"),
    SummaryRow("最近签署", "2026年6月1日 08:00"),
]


def decision() -> dict[str, Any]:
    """决定书公开页."""
    return {
        **_shell(
            "事后公开",
            Link("事后公开", "/after"),
            Link("行政处罚", "/p"),
            Link("示市监罚〔2026〕12号"),
        ),
        "since": date(2026, 5, 11),
        "until": date(2026, 8, 10),
        "today": date(2026, 6, 1),
        "rows": [
            SummaryRow("被处罚人", "示例县张三餐饮店"),
            SummaryRow("统一社会信用代码", "92000000MA0000000X"),
            SummaryRow("违法行为", "安排未取得健康证明的人员从事接触直接入口食品的工作"),
            SummaryRow(
                "违法事实",
                "2026年3月2日检查时，店内一名后厨人员未取得健康证明从事凉菜制作。"
                "执法人员当场责令改正；3月20日复查，仍未改正。",
            ),
            SummaryRow("处罚依据", "", cite=FINE_CITE),
            SummaryRow("处罚种类", "罚款"),
            SummaryRow("罚款金额", Decimal(5000), kind="amount"),
            SummaryRow("裁量阶次", "一般（5,000 元以上 2 万元以下）", url="/benchmarks/1"),
            SummaryRow("作出决定日期", date(2026, 5, 8), kind="date"),
            SummaryRow("执法机关", "示例县市场监督管理局", url="/agencies/1"),
            SummaryRow(
                "救济途径",
                "六十日内申请行政复议，或者六个月内提起行政诉讼",
                cite=Citation("行政复议法", "20", "1"),
            ),
        ],
        "log_rows": LOG_ROWS,
        "text": "当事人示例县张三餐饮店安排未取得健康证明的人员从事接触直接入口食品的工作，"
        "经责令改正后仍未改正，违反了《食品安全法》第四十五条第二款的规定。\n\n"
        "依据《食品安全法》第一百二十六条第一款第（六）项的规定，决定处以罚款人民币伍仟元整。",
    }


PAGES = {"portal-home": home, "portal-list": result_list, "portal-decision": decision}
