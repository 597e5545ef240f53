"""Past decisions of the demo's agencies: the file an agency would bring along on its first day."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from mingjian.law.dates import long_date
from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.violations import violation
from mingjian.ops.demo.firms import TRADES, credit_code
from mingjian.ops.demo.places import PLACES, Offence, Place

ROWS_OF_A_PLACE = 400
# 公示期内的决定：满一年的一般失信信息已经期满下架，不再导入。
_OLDEST_DAYS, _NEWEST_DAYS = 300, 10
_HEADER = (
    *("文书号", "相对人名称", "相对人类别", "统一社会信用代码", "法定代表人", "案由", "违法事实"),
    *("处罚依据", "处罚种类", "处罚内容", "罚款金额(元)", "处罚决定日期"),
)
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
_GIVEN = ("一一", "二二", "三三", "四四", "五五", "六六")
_STREETS = ("示范", "样板", "演示", "范例", "假想", "虚构")


def past_file(place: Place, *, today: date) -> tuple[str, bytes]:
    """(file name, UTF-8 CSV) for one place; the same for the same day."""
    chance = Random(place.prefix)  # noqa: S311  # synthetic data, not a draw
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_HEADER)
    span = _OLDEST_DAYS - _NEWEST_DAYS
    for serial in range(1, ROWS_OF_A_PLACE + 1):
        ago = _OLDEST_DAYS - span * serial // ROWS_OF_A_PLACE
        writer.writerow(_row(place, serial, today - timedelta(days=ago), chance))
    return f"{place.short_name}既往处罚决定.csv", out.getvalue().encode("utf-8-sig")


def _row(place: Place, serial: int, decided_on: date, chance: Random) -> tuple[str, ...]:
    offence = chance.choice([one for one in (*place.offences, place.grave) if one.light])
    content = _content(offence, chance)
    rule = violation(offence.violation_id)
    name, kind, prefix = _party(place, serial, chance)
    street = chance.choice(_STREETS)
    found_on = decided_on - timedelta(days=chance.randint(30, 70))
    return (
        f"{place.prefix}罚决〔{decided_on.year}〕{serial}号",
        name,
        kind,
        credit_code(place.division_code, 1000 + serial, kind=prefix),
        chance.choice(_SURNAMES) + chance.choice(_GIVEN),
        rule.title,
        f"{long_date(found_on)}，执法人员在{street}路检查时发现：{offence.facts}",
        "、".join(str(cite) for cite in (*rule.forbids, *rule.penalises)),
        "、".join(content.kinds),
        content.sentence(),
        f"{content.fine_yuan:.2f}",
        decided_on.isoformat(),
    )


def _content(offence: Offence, chance: Random) -> PenaltyContent:
    steps = int((offence.heavy - offence.light) / 500)
    fine = offence.light + 500 * chance.randint(0, steps) if steps else offence.light
    fine = max(fine, Decimal(5000))
    return PenaltyContent(kinds=(*offence.besides, PenaltyKind.FINE), fine_yuan=fine)


def _party(place: Place, serial: int, chance: Random) -> tuple[str, str, str]:
    town = place.agency[:2]
    trade = chance.choice(TRADES)
    owner = chance.choice(_SURNAMES) + chance.choice(_GIVEN)
    if serial % 4 == 0:
        return f"{town}{owner}{trade[2:]}店", "个体工商户", "92"
    return f"{town}{owner}{trade}有限公司", "法人及非法人组织", "91"


def past_files(*, today: date) -> dict[str, tuple[str, bytes]]:
    """{pack id: (file name, content)} for all places."""
    return {place.pack_id: past_file(place, today=today) for place in PLACES}
