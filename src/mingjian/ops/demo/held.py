"""Two seizures (查封、扣押), in cases already told: one running, one released."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from mingjian.cases.days import BEIJING
from mingjian.cases.measures.acting import Handing
from mingjian.cases.measures.holding import release_goods
from mingjian.cases.measures.taking import (
    GoodsLine,
    MeasureDraft,
    SceneDraft,
    approve_measure,
    request_measure,
    take_measure,
)
from mingjian.cases.models import Case, Measure, SeizedGoods
from mingjian.law.citation import Citation
from mingjian.law.measures import MeasureKind, ReleaseGround
from mingjian.law.procedure import State
from mingjian.law.roles import Role
from mingjian.law.workdays import national_calendar
from mingjian.ops.demo.cases import id_of_case
from mingjian.ops.demo.cast import Cast

PLACE = "qiyang"
# 该地的第几件案件：一件正在扣押，一件查封后已经解除。
_RUNNING, _RELEASED = 3, 4
_BASIS = Citation("安全生产法", "65", "1", "4")


@dataclass
class _Scene:
    """One measure: whose case, what kind, what goods."""

    cast: Cast
    case: Case
    kind: MeasureKind
    goods: tuple[GoodsLine, ...]
    day: date

    def done(self, role: Role, hour: int) -> dict[str, Any]:
        """Case, actor and the moment of the day."""
        at = datetime.combine(self.day, time(hour), tzinfo=BEIJING)
        return {"case_id": self.case.id, "by": self.cast.actor(role), "at": at}


def tell_measures(*, cast: Cast, today: date) -> None:
    """Tell those that are not there yet."""
    drums = GoodsLine("工业酒精", "25升/桶", Decimal(12), "桶", Decimal(3600), "照片0012")
    tools = GoodsLine("电焊机", "", Decimal(2), "台", Decimal(1500))
    _tell(cast, _RUNNING, MeasureKind.DETAIN, (drums, tools), today)
    stand = GoodsLine("自制升降平台", "载重500公斤", Decimal(1), "台")
    scene = _tell(cast, _RELEASED, MeasureKind.SEAL, (stand,), today)
    if scene is not None:
        _release(scene)


def _tell(
    cast: Cast, number: int, kind: MeasureKind, goods: tuple[GoodsLine, ...], today: date
) -> _Scene | None:
    case = Case.objects.filter(id=id_of_case(PLACE, number), state=State.INVESTIGATING).first()
    if case is None or case.measures.exists():
        return None
    day = national_calendar().add_workdays(case.latest_act_on, 1)
    if day > today - timedelta(days=1):
        return None
    scene = _Scene(cast, case, kind, goods, day)
    _take(scene)
    return scene


def _take(scene: _Scene) -> None:
    officer, head = Role.CASE_OFFICER, Role.AGENCY_HEAD
    names = "、".join(one.name for one in scene.goods)
    draft = MeasureDraft(
        scene.kind, _BASIS, "有根据认为不符合保障安全生产的国家标准，需要固定证据。", names
    )
    request_measure(on=scene.day, draft=draft, **scene.done(officer, 8))
    measure_id = Measure.objects.get(case=scene.case).id
    approve_measure(measure_id=measure_id, on=scene.day, reasons="同意。", **scene.done(head, 9))
    done = scene.done(officer, 10)
    on_the_spot = SceneDraft(
        taken_at=done["at"],
        place=scene.case.place,
        kept_at="本机关罚没物品仓库" if scene.kind is MeasureKind.DETAIN else "原地封存",
        goods=scene.goods,
        handing=Handing(receiver="现场负责人"),
        cards_were_shown=True,
        party_was_told=True,
        party_was_heard=True,
        record_was_made=True,
        is_connected=True,
        is_no_necessity=True,
        is_not_sealed_by_others=True,
    )
    take_measure(measure_id=measure_id, scene=on_the_spot, **done)


def _release(scene: _Scene) -> None:
    measure_id: UUID = Measure.objects.get(case=scene.case).id
    goods = SeizedGoods.objects.filter(measure_id=measure_id)
    scene.day += timedelta(days=6)
    release_goods(
        measure_id=measure_id,
        on=scene.day,
        goods_ids=[one.id for one in goods],
        ground=ReleaseGround.NOT_NEEDED,
        reasons="已经整改并经复查合格。",
        handing=Handing(receiver="现场负责人"),
        **scene.done(Role.CASE_OFFICER, 15),
    )
