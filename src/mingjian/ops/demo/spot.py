"""Three penalties on the spot (当场处罚), of one agency: paid in cash, still unpaid, a warning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID, uuid5

from mingjian.cases.days import BEIJING
from mingjian.cases.models import Case
from mingjian.cases.summary.execution import (
    bank_cash,
    collect_on_the_spot,
    file_on_record,
    hand_in_cash,
)
from mingjian.cases.summary.facts import spot_content
from mingjian.cases.summary.imposing import SpotDraft, Told, impose_on_the_spot
from mingjian.law.procedure import EvidenceKind, PartyKind
from mingjian.law.roles import Role
from mingjian.law.summary import PaymentWay
from mingjian.law.workdays import national_calendar
from mingjian.ops.demo.cast import Cast
from mingjian.ops.demo.firms import id_number
from mingjian.registry.parties import NewParty, find_party, register_party

PLACE = "changzhi-water"
_SPACE = UUID("9a1c4a52-7f0b-4a43-9a77-2f1f0d5f6c31")
_DIVISION = "140400"


@dataclass(frozen=True)
class Scene:
    """One penalty: how many working days ago, whom, what, and how it is paid."""

    ago: int
    name: str
    fine: int
    way: PaymentWay = PaymentWay.BANK
    statement: str = ""
    answer: str = ""
    is_filed: bool = True


SCENES = (
    Scene(9, "张三岸", 100, PaymentWay.SMALL),
    Scene(
        3,
        "李四堤",
        200,
        statement="不知道护堤地不能放沙石。",
        answer="不影响违法事实成立，不予采纳。",
        is_filed=False,
    ),
    Scene(6, "王五坝", 0),
)


def tell_scenes(*, cast: Cast, today: date) -> None:
    """Tell those that are not there yet."""
    for number, scene in enumerate(SCENES):
        case_id = uuid5(_SPACE, str(number))
        if not Case.objects.filter(id=case_id).exists():
            _tell(scene, number, case_id, cast, today)


def _tell(scene: Scene, number: int, case_id: UUID, cast: Cast, today: date) -> None:
    day = national_calendar().subtract_workdays(today, scene.ago)
    at = datetime.combine(day, time(10, 20), tzinfo=BEIJING)
    officer = cast.actor(Role.CASE_OFFICER)
    content = spot_content(is_warned=not scene.fine, fine_yuan=Decimal(scene.fine))
    case = impose_on_the_spot(
        agency_id=cast.agency_id,
        party_id=_party(scene, number, cast, at),
        draft=SpotDraft(
            violation_id="river-building-on-dyke",
            place="长治市示范河段左岸护堤地",
            partner_id=cast.assisting.officer_id,
            content=content,
            told=Told(content, at - timedelta(minutes=3)),
            evidence=frozenset({EvidenceKind.AUDIOVISUAL, EvidenceKind.SCENE_RECORD}),
            statement=scene.statement,
            answer=scene.answer,
            way=scene.way,
        ),
        by=officer,
        at=at,
        case_id=case_id,
    )
    if scene.way.is_cash:
        _pass_on_cash(case, cast, day)
    if scene.is_filed:
        file_on_record(
            case_id=case.id,
            on=day + timedelta(days=1),
            by=cast.actor(Role.AGENCY_HEAD),
            at=at + timedelta(days=1),
        )


def _pass_on_cash(case: Case, cast: Cast, day: date) -> None:
    """Collected at once, handed in the same day, banked the day after."""
    officer, at = cast.actor(Role.CASE_OFFICER), datetime.combine(day, time(16), tzinfo=BEIJING)
    collect_on_the_spot(case_id=case.id, on=day, receipt_number="晋财票演示0001", by=officer, at=at)
    hand_in_cash(case_id=case.id, on=day, by=officer, at=at)
    bank_cash(
        case_id=case.id,
        on=day + timedelta(days=1),
        receipt_number="晋缴演示0001",
        by=officer,
        at=at + timedelta(days=1),
    )


def _party(scene: Scene, number: int, cast: Cast, at: datetime) -> UUID:
    code = id_number(_DIVISION, 801 + number)
    known = find_party(id_number=code)
    if known is not None:
        return known.id
    party = NewParty(PartyKind.PERSON, scene.name, id_number=code)
    return register_party(party=party, by=cast.actor(Role.CASE_OFFICER), at=at).id
