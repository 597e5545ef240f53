"""The standing lists of the demo's agencies: filled, reviewed by the head, published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mingjian.disclosure.models import ListDraft, PublicList
from mingjian.disclosure.standing.contents import setting_of
from mingjian.disclosure.standing.drafting import draft_list, fill_list
from mingjian.disclosure.standing.releasing import publish_list, review_list
from mingjian.law.roles import Role
from mingjian.law.standing.kinds import Filled, ListKind, Row, list_kinds
from mingjian.law.violations import Violation, violations
from mingjian.ops.demo.places import Place
from mingjian.ops.demo.story import Cast
from mingjian.registry.models import Agency

ITEMS = 6
_HOURS = "工作日 9:00–12:00，13:30–17:00"
_OPINION = "与职权依据、办事实际逐项核对一致，同意公布。"
_FILED = "司法局备案〔2026〕1号（演示）"
_REMEDY = "自知道决定之日起六十日内申请行政复议，或者六个月内提起行政诉讼"
_FREE = "不收费"


@dataclass(frozen=True)
class _Office:
    """Whose lists, on which day."""

    place: Place
    cast: Cast
    agency: Agency
    on: date
    at: datetime

    @property
    def moment(self) -> dict[str, Any]:
        return {"on": self.on, "at": self.at}

    @property
    def penal(self) -> Sequence[Violation]:
        return violations(self.place.line)[:ITEMS]


def publish_lists(*, place: Place, cast: Cast, today: date, at: datetime) -> int:
    """Publish every list once; the items twice, so that a change can be seen. Returns how many."""
    agency = Agency.objects.get(id=cast.agency_id)
    if PublicList.objects.filter(content__agency=agency.name).exists():
        return 0
    office = _Office(place, cast, agency, today, at)
    for kind in list_kinds():
        if kind.filled is not Filled.TYPED:
            _publish(office, _filled(office, kind))
            continue
        rows = _rows(office, kind)
        if kind.kind == "items":
            _publish(office, _drafted(office, kind, rows[:-1], "首次编制"))
            _publish(office, _drafted(office, kind, rows, "增列一项执法事项"))
        else:
            _publish(office, _drafted(office, kind, rows, "首次编制"))
    return len(list_kinds()) + 1


def _filled(office: _Office, kind: ListKind) -> ListDraft:
    by = office.cast.actor(Role.DISCLOSURE_CLERK)
    own: dict[str, Any] = {"agency_id": office.agency.id, "kind": kind.kind, "by": by}
    return fill_list(note="按现行规则和名录生成", **own, **office.moment)


def _drafted(office: _Office, kind: ListKind, rows: Sequence[Row], note: str) -> ListDraft:
    by = office.cast.actor(Role.DISCLOSURE_CLERK)
    book = setting_of(office.agency, on=office.on).book
    filed = _FILED if kind.filing(book=book, on=office.on) else ""
    own: dict[str, Any] = {"agency_id": office.agency.id, "kind": kind.kind, "by": by}
    return draft_list(rows=rows, note=note, filed=filed, **own, **office.moment)


def _publish(office: _Office, draft: ListDraft) -> None:
    review_list(
        draft_id=draft.id,
        seen_hash=draft.hash,
        passed=True,
        opinion=_OPINION,
        by=office.cast.actor(Role.AGENCY_HEAD),
        **office.moment,
    )
    clerk = office.cast.actor(Role.DISCLOSURE_CLERK)
    publish_list(draft_id=draft.id, by=clerk, **office.moment)


def _rows(office: _Office, kind: ListKind) -> list[Row]:
    setting = setting_of(office.agency, on=office.on)
    titles = [one.title for one in kind.elements(book=setting.book, on=office.on)]
    rows = _ROWS[kind.kind](office)
    return [tuple(row.get(title, _elsewhere(office, title)) for title in titles) for row in rows]


def _elsewhere(office: _Office, title: str) -> str:
    """What an element says in every list."""
    said = {
        "单位": office.agency.name,
        "执法主体": office.agency.name,
        "抽查主体": office.agency.name,
        "受理机构": f"{office.agency.short_name}办事窗口",
        "审批机构": office.agency.name,
        "执法种类": office.place.line.label,
        "救济渠道": _REMEDY,
        "监督方式": f"投诉举报电话 {office.place.phone}",
        "投诉举报": f"电话 {office.place.phone}，来访 {office.place.address}",
        "咨询服务": f"电话 {office.place.phone}，{_HOURS}",
        "办理进度查询": "凭受理通知书编号到窗口或者来电查询",
        "申请材料示范文本": "窗口取阅，本平台“文书模板”可以下载",
        **dict.fromkeys(["办公时间"], _HOURS),
        **dict.fromkeys(["地址", "办公地址"], office.place.address),
        **dict.fromkeys(["电话", "办公电话"], office.place.phone),
    }
    return said.get(title, "按法律、法规的规定执行")


def _items(office: _Office) -> list[Mapping[str, str]]:
    return [
        {
            "编码": f"{office.place.prefix}-CF-{number:03d}",
            "事项名称": f"对{rule.title}的处罚",
            "事项类别": "行政处罚",
            "职责": f"{office.place.line.label}领域的监督检查和行政处罚",
            "权限": "、".join(dict.fromkeys(k for one in rule.sanctions for k in one.kinds)),
            "依据": "、".join(str(cite) for cite in rule.penalises),
            "程序": "立案、调查取证、法制审核、告知、决定、送达、执行",
            "人员": "持有行政执法证件的两名以上执法人员",
            "随机抽查事项清单": "见本机关随机抽查事项清单",
        }
        for number, rule in enumerate(office.penal, 1)
    ]


def _inspections(office: _Office) -> list[Mapping[str, str]]:
    kinds = (("日常经营活动", "5%", "每年一次"), ("举报集中的单位", "20%", "每半年一次"))
    return [
        {
            "编号": f"{office.place.prefix}-CC-{number:03d}",
            "依据": office.place.power,
            "对象": f"本行政区域内从事{office.place.line.label}有关活动的单位和个体工商户",
            "内容": f"{office.place.line.label}领域{what}遵守法律、法规的情况",
            "方式": "实地检查、书面检查",
            "比例": share,
            "频次": often,
        }
        for number, (what, share, often) in enumerate(kinds, 1)
    ]


def _guides(office: _Office) -> list[Mapping[str, str]]:
    common = {"依据": office.place.power, "优惠政策": _FREE, "办理流程": "受理、审查、决定、送达"}
    term = {"办理时限": "二十个工作日（《行政许可法》第四十二条第一款）"}
    return [
        {"事项名称": f"{office.place.line.label}事项申请", **common, **term},
        {"事项名称": "执法信息查询和更正", **common, "办理时限": "七个工作日"},
    ]


def _remedies(office: _Office) -> list[Mapping[str, str]]:
    place = office.place
    rows = (
        (
            "投诉举报",
            office.agency.name,
            f"电话 {place.phone}",
            "",
            "《行政处罚法》第七十五条第二款",
        ),
        (
            *("行政复议", place.reconsideration_body, "书面申请或者口头申请"),
            *("自知道之日起六十日内", "《行政复议法》第二十条第一款"),
        ),
        (
            *("行政诉讼", place.court, "递交起诉状"),
            *("自知道之日起六个月内", "《行政诉讼法》第四十六条第一款"),
        ),
    )
    titles = ("渠道", "受理机关", "联系方式", "期限", "依据")
    return [dict(zip(titles, row, strict=True)) for row in rows]


def _board(office: _Office) -> list[Mapping[str, str]]:
    people = (
        ("1 号窗口（受理）", office.cast.lead.name),
        ("2 号窗口（咨询）", office.cast.assisting.name),
    )
    return [
        {
            "窗口": window,
            "姓名": name,
            "职务": "窗口工作人员",
            "岗位职责": "受理申请、一次告知、查询答复",
            "服务事项": f"{office.place.line.label}事项的受理、咨询和查询",
        }
        for window, name in people
    ]


_ROWS = {
    "items": _items,
    "inspections": _inspections,
    "guides": _guides,
    "remedies": _remedies,
    "board": _board,
}
