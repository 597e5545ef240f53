"""Recording devices (音像记录设备): where one stands, what may be done next, gaps in its clips.

Kept because a recording says who made it with what (行政诉讼证据规定 12) and may not be left out,
cut or lost unseen (国办发〔2018〕118号 三（八）).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from mingjian.law.citation import Citation
from mingjian.law.procedure.titles import Titled

# 音像记录应当在二十四小时内存入系统；没有法域规定时的缺省 (REC-01).
UPLOAD_WITHIN = timedelta(hours=24)
RECORD_LAW = Citation("行政处罚法", "47")


class DeviceKind(Titled):
    """设备类别."""

    BODY_CAMERA = "body_camera", "执法记录仪"
    CAMERA = "camera", "照相机、摄像机"
    RECORDER = "recorder", "录音设备"
    VEHICLE = "vehicle", "车载取证设备"
    DRONE = "drone", "无人机"
    FIXED = "fixed", "办案场所固定设备"


class Standing(Titled):
    """设备状态."""

    IN_STORE = "in_store", "在库"
    ISSUED = "issued", "已领用"
    IN_REPAIR = "in_repair", "维修中"
    RETIRED = "retired", "已报废"


class DeviceAct(Titled):
    """台账事项."""

    ISSUE = "issue", "领用"
    RETURN = "return", "归还"
    REPAIR = "repair", "送修"
    REPAIRED = "repaired", "修复入库"
    RETIRE = "retire", "报废"


class Doubt(Titled):
    """来源疑问: why a device is not taken as the source of a file without a warning."""

    UNREGISTERED = "unregistered", "设备没有登记在台账"
    NOT_HELD = "not_held", "采集时设备不由采集人、上传人领用"
    WRONG_SIGNATURE = "wrong_signature", "设备签名与内容不符"
    UNSIGNED = "unsigned", "设备登记了公钥，文件没有签名"


AFTER = {
    DeviceAct.ISSUE: Standing.ISSUED,
    DeviceAct.RETURN: Standing.IN_STORE,
    DeviceAct.REPAIR: Standing.IN_REPAIR,
    DeviceAct.REPAIRED: Standing.IN_STORE,
    DeviceAct.RETIRE: Standing.RETIRED,
}
ALLOWED: dict[Standing, tuple[DeviceAct, ...]] = {
    Standing.IN_STORE: (DeviceAct.ISSUE, DeviceAct.REPAIR, DeviceAct.RETIRE),
    # 遗失、损毁而不能归还的，直接报废并写明情况。
    Standing.ISSUED: (DeviceAct.RETURN, DeviceAct.RETIRE),
    Standing.IN_REPAIR: (DeviceAct.REPAIRED, DeviceAct.RETIRE),
    Standing.RETIRED: (),
}


@dataclass(frozen=True)
class Gap:
    """间断: numbers that should lie between two clips of a device and do not; both ends count."""

    first: int
    last: int

    @property
    def words(self) -> str:
        """第3段, or 第3至5段."""
        return f"第{self.first}段" if self.first == self.last else f"第{self.first}至{self.last}段"


def recording_statement(
    *, device: str, sequence: int | None, captured_at: datetime, size: int, sha256: str
) -> bytes:
    """设备签名的原文: what a recorder signs of one recording, so that none of it can be swapped."""
    lines = (
        "mingjian-recording/1",
        f"device={device}",
        f"sequence={'' if sequence is None else sequence}",
        f"captured_at={captured_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        f"size={size}",
        f"sha256={sha256}",
    )
    return "".join(f"{line}\n" for line in lines).encode()


def standing_after(last: DeviceAct | None) -> Standing:
    """Where a device stands; one that was only registered is in store."""
    return Standing.IN_STORE if last is None else AFTER[last]


def find_gaps(numbers: Iterable[int], *, explained: Iterable[Gap] = ()) -> Iterator[Gap]:
    """Numbers missing between the lowest and the highest, less those that were explained."""
    told = sorted(explained, key=lambda one: one.first)
    known = sorted(set(numbers))
    for before, after in pairwise(known):
        if after - before > 1:
            yield from _less(Gap(before + 1, after - 1), told)


def _less(gap: Gap, told: list[Gap]) -> Iterator[Gap]:
    """What of the gap no explanation covers."""
    first = gap.first
    for one in told:
        if one.last < first or one.first > gap.last:
            continue
        if one.first > first:
            yield Gap(first, one.first - 1)
        first = max(first, one.last + 1)
    if first <= gap.last:
        yield Gap(first, gap.last)
