"""The five jurisdictions of the demo: real places and packs, fictitious people and firms."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from mingjian.law.circumstances import Circumstances
from mingjian.law.penalties import PenaltyKind
from mingjian.law.violations import Line


@dataclass(frozen=True)
class Offence:
    """A kind of case the agency of the demo handles, with what the officers write about it."""

    violation_id: str
    place: str
    facts: str
    evidence: str
    light: Decimal
    heavy: Decimal
    circumstances: Circumstances = field(default_factory=Circumstances)
    besides: tuple[PenaltyKind, ...] = ()


@dataclass(frozen=True)
class Place:
    """One agency under one law pack."""

    pack_id: str
    agency: str
    short_name: str
    prefix: str
    division_code: str
    line: Line
    power: str
    reconsideration_body: str
    court: str
    address: str
    phone: str
    offences: tuple[Offence, ...]
    grave: Offence  # heavy enough for a hearing (行政处罚法 art. 63)


_OVERDUE = Circumstances(refused_correction=True)

PLACES = (
    Place(
        pack_id="binxian",
        agency="宾县市场监督管理局",
        short_name="宾县市监局",
        prefix="宾市监",
        division_code="230125",
        line=Line.MARKET,
        power="《市场主体登记管理条例》第五条",
        reconsideration_body="宾县人民政府",
        court="宾县人民法院",
        address="宾县宾州镇示范街1号",
        phone="0451-00000001",
        offences=(
            Offence(
                "market-change-unregistered",
                "宾县宾州镇示范街",
                "当事人变更住所后未依法办理变更登记，经责令限期改正，逾期仍未办理。",
                "现场笔录、询问笔录、责令改正通知书及送达回证、营业执照副本复印件。",
                Decimal("12000"),
                Decimal("60000"),
                _OVERDUE,
            ),
            Offence(
                "market-licence-not-displayed",
                "宾县宾西镇样板路",
                "当事人未将营业执照置于住所或者主要经营场所醒目位置，经责令改正拒不改正。",
                "现场笔录、现场照片、责令改正通知书、询问笔录。",
                Decimal("1000"),
                Decimal("8000"),
                _OVERDUE,
            ),
        ),
        grave=Offence(
            "market-licence-forged-or-lent",
            "宾县宾州镇样板路",
            "当事人出租营业执照供他人经营使用，情节严重。",
            "现场笔录、租用协议复印件、询问笔录、银行流水。",
            Decimal("120000"),
            Decimal("120000"),
            Circumstances(is_grave=True),
            besides=(PenaltyKind.LICENSE_REVOCATION,),
        ),
    ),
    Place(
        pack_id="qiyang",
        agency="祁阳市应急管理局",
        short_name="祁阳市应急局",
        prefix="祁应急",
        division_code="431181",
        line=Line.WORK_SAFETY,
        power="《安全生产法》第十条",
        reconsideration_body="祁阳市人民政府",
        court="祁阳市人民法院",
        address="祁阳市浯溪街道示范路2号",
        phone="0746-00000002",
        offences=(
            Offence(
                "safety-no-warning-signs",
                "祁阳市示范工业园",
                "当事人未在有较大危险因素的生产车间设置明显的安全警示标志。",
                "现场检查记录、现场照片、询问笔录、整改前后对比照片。",
                Decimal("8000"),
                Decimal("40000"),
            ),
            Offence(
                "safety-exit-blocked",
                "祁阳市示范工业园",
                "当事人用货物占用、封堵生产车间的疏散通道。",
                "现场检查记录、现场照片、询问笔录。",
                Decimal("10000"),
                Decimal("45000"),
            ),
        ),
        grave=Offence(
            "safety-training-unrecorded",
            "祁阳市示范工业园",
            "当事人未如实记录安全生产教育和培训情况，经责令限期改正，逾期未改正。",
            "现场检查记录、责令限期整改指令书、复查意见书、培训台账复印件。",
            Decimal("120000"),
            Decimal("120000"),
            _OVERDUE,
            besides=(PenaltyKind.BUSINESS_SUSPENSION,),
        ),
    ),
    Place(
        pack_id="panshan",
        agency="盘山县水利局",
        short_name="盘山县水利局",
        prefix="盘水",
        division_code="211122",
        line=Line.WATER,
        power="《水法》第十二条",
        reconsideration_body="盘山县人民政府",
        court="盘山县人民法院",
        address="盘山县示范大街3号",
        phone="0427-00000003",
        offences=(
            Offence(
                "water-dumping-in-channel",
                "盘山县示范河段",
                "当事人在河道内堆放阻碍行洪的建筑垃圾。",
                "现场勘验笔录、现场照片、测量记录、询问笔录。",
                Decimal("12000"),
                Decimal("35000"),
            ),
            Offence(
                "intake-without-meter",
                "盘山县示范镇取水点",
                "当事人取用地下水未安装取水计量设施。",
                "现场检查笔录、现场照片、询问笔录。",
                Decimal("6000"),
                Decimal("15000"),
            ),
        ),
        grave=Offence(
            "water-taking-without-permit",
            "盘山县示范镇取水点",
            "当事人未经批准擅自取用地下水，取水时间长、数量大。",
            "现场检查笔录、取水量鉴定意见、电费单据、询问笔录。",
            Decimal("100000"),
            Decimal("100000"),
        ),
    ),
    Place(
        pack_id="changzhi-water",
        agency="长治市水利局",
        short_name="长治市水利局",
        prefix="长水",
        division_code="140400",
        line=Line.WATER,
        power="《水法》第十二条",
        reconsideration_body="长治市人民政府",
        court="长治市潞州区人民法院",
        address="长治市潞州区示范路4号",
        phone="0355-00000004",
        offences=(
            Offence(
                "water-taking-without-permit",
                "长治市示范区取水点",
                "当事人未经批准擅自开凿机井取用地下水。",
                "现场检查笔录、取水量鉴定意见、现场照片、询问笔录。",
                Decimal("30000"),
                Decimal("80000"),
            ),
            Offence(
                "water-damaging-works",
                "长治市示范水库坝区",
                "当事人施工时毁坏水库护岸设施。",
                "现场勘验笔录、现场照片、修复费用评估、询问笔录。",
                Decimal("15000"),
                Decimal("40000"),
            ),
        ),
        grave=Offence(
            "water-taking-without-permit",
            "长治市示范区取水点",
            "当事人未经批准擅自取用地下水，取水时间长、数量大。",
            "现场检查笔录、取水量鉴定意见、电费单据、询问笔录。",
            Decimal("100000"),
            Decimal("100000"),
        ),
    ),
    Place(
        pack_id="guangyuan-civil",
        agency="广元市民政局",
        short_name="广元市民政局",
        prefix="广民",
        division_code="510800",
        line=Line.CIVIL_AFFAIRS,
        power="《慈善法》第六条",
        reconsideration_body="广元市人民政府",
        court="广元市利州区人民法院",
        address="广元市利州区示范街5号",
        phone="0839-00000005",
        offences=(
            Offence(
                "charity-fundraising-unqualified",
                "广元市示范广场",
                "当事人不具有公开募捐资格，在广场设置募捐箱开展公开募捐，情节严重。",
                "现场笔录、募捐箱照片、募得款项清点记录、询问笔录。",
                Decimal("20000"),
                Decimal("80000"),
                Circumstances(is_grave=True),
                besides=(PenaltyKind.WARNING,),
            ),
            Offence(
                "charity-no-donation-receipt",
                "广元市示范路",
                "当事人接受捐赠后不依法向捐赠人开具捐赠票据。",
                "询问笔录、捐赠登记簿复印件、捐赠人陈述。",
                Decimal("0"),
                Decimal("0"),
                besides=(PenaltyKind.WARNING,),
            ),
        ),
        grave=Offence(
            "charity-fundraising-unqualified",
            "广元市示范广场",
            "当事人不具有公开募捐资格，通过网络长期开展公开募捐，情节严重。",
            "网页取证材料、募得款项清点记录、银行流水、询问笔录。",
            Decimal("150000"),
            Decimal("150000"),
            Circumstances(is_grave=True),
            besides=(PenaltyKind.WARNING,),
        ),
    ),
)
