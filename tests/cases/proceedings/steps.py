"""Proceedings for tests: the next step of a told case, lawful unless a field is changed."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from mingjian.cases.days import BEIJING
from mingjian.cases.measures.acting import Handing
from mingjian.cases.measures.taking import GoodsLine
from mingjian.cases.models import Proceeding, ProceedingItem, ProceedingStep
from mingjian.cases.proceedings.acting import StepDraft, take_step
from mingjian.law.proceedings import TABLE
from mingjian.law.proceedings import ProceedingMove as Step
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Telling

SIGNED = Handing(receiver="张三")
LEDGER = GoodsLine("账册", "", Decimal(2), "本", None, "照片0001")
DISK = GoodsLine("移动硬盘", "1TB", Decimal(1), "块", Decimal(400))
BANK = {"organ": "样板银行样板支行", "subject": "账号末四位0001", "amount_yuan": Decimal(50_000)}
FREEZING = {"basis": "《证券法》第一百七十条第一款第（六）项", "amount_yuan": Decimal(50_000)}

LAWFUL: dict[Step, dict[str, Any]] = {
    Step.REQUEST_PRESERVATION: {"subject": "账册和硬盘", "ticks": {"may_be_lost"}},
    Step.PRESERVE: {"subject": "当事人处", "goods": (LEDGER, DISK), "handing": SIGNED},
    Step.DISPOSE_PRESERVED: {"choice": "released", "handing": SIGNED},
    Step.RECORD_LAPSE: {"handing": SIGNED},
    Step.SAMPLE: {
        "subject": "成品库，基数100箱",
        "goods": (DISK,),
        "handing": SIGNED,
        "ticks": {"sealed", "signed"},
    },
    Step.RECORD_SAMPLE_RESULT: {"ticks": {"told"}},
    Step.COMMISSION_TEST: {"subject": "成分", "organ": "样板检验所", "handing": SIGNED},
    Step.RECORD_TEST_RESULT: {"ticks": {"told"}},
    Step.ORDER_CORRECTION: {
        "subject": "停止违法行为，补办手续。",
        "basis": "《安全生产法》第二十七条第一款",
        "handing": SIGNED,
    },
    Step.RECHECK_CORRECTION: {"choice": "corrected"},
    Step.ANSWER_RECUSAL: {"choice": "refused", "handing": SIGNED},
    Step.PROPOSE_TRANSFER: {"organ": "样板市市场监督管理局"},
    Step.SEND_CASE: {"organ": "样板市市场监督管理局", "handing": SIGNED},
    Step.RECORD_RECEIPT: {"choice": "accepted"},
    Step.REPORT_DISPUTE: {"organ": "样板省市场监督管理局"},
    Step.RECORD_DESIGNATION: {"choice": "ours"},
    Step.REPORT_CRIME: {"subject": "生产、销售伪劣产品罪"},
    Step.SEND_REFERRAL: {
        "organ": "样板县公安局",
        "handing": SIGNED,
        "ticks": {"letter", "report", "goods"},
    },
    Step.RECORD_ANSWER: {"choice": "filed"},
    Step.HAND_OVER_GOODS: {"subject": "账册二本", "handing": SIGNED},
    Step.ANSWER_JUSTICE: {"handing": SIGNED},
    Step.RECEIVE_CONFISCATED: {"subject": "当事人仓库", "goods": (LEDGER, DISK), "handing": SIGNED},
    Step.DISPOSE_CONFISCATED: {
        "choice": "auctioned",
        "organ": "样板拍卖行",
        "amount_yuan": Decimal(300),
        "subject": "国库缴款书00001",
    },
    Step.RECORD_STORAGE_COST: {
        "organ": "样板冷库",
        "subject": "本机关",
        "amount_yuan": Decimal(800),
    },
    Step.REQUEST_FREEZE: FREEZING,
    Step.FREEZE: {**BANK, "handing": SIGNED, "ticks": {"not_frozen", "cards", "record"}},
    Step.DELIVER_FREEZE: {"handing": SIGNED},
    Step.EXTEND_FREEZE: {"days": 30, "handing": SIGNED},
    Step.RELEASE_FREEZE: {"choice": "unrelated", "handing": SIGNED},
    Step.DECIDE_SURCHARGE: {"handing": SIGNED},
    Step.DECIDE_ENFORCEMENT: {
        "subject": "强行拆除",
        "basis": "《水法》第六十五条第一款",
        "handing": SIGNED,
    },
    Step.ENFORCE: {"ticks": {"no_cut"}},
    Step.DECIDE_SUBSTITUTE: {
        "subject": "清除河道内的建筑垃圾",
        "organ": "样板清运公司",
        "basis": "《水法》第六十五条第一款",
        "amount_yuan": Decimal(3000),
        "handing": SIGNED,
        "ticks": {"harm"},
    },
    Step.URGE_PERFORMANCE: {"handing": SIGNED},
    Step.PERFORM_SUBSTITUTE: {
        "amount_yuan": Decimal(2800),
        "ticks": {"supervised", "signed", "peaceful"},
    },
    Step.PERFORM_AT_ONCE: {
        "handing": SIGNED,
        "ticks": {"public_place", "cannot_clear", "peaceful"},
    },
}
_DUE = {
    Step.COMMISSION_TEST: 9,
    Step.ORDER_CORRECTION: 10,
    Step.DECIDE_ENFORCEMENT: 1,
    Step.DECIDE_SUBSTITUTE: 7,
}


def draft_of(story: Telling, move: Step, **changes: Any) -> StepDraft:
    """The step as the law asks, on the story's day."""
    fields = {**LAWFUL.get(move, {}), **changes}
    if move in _DUE:
        fields.setdefault("due_on", story.day + timedelta(days=_DUE[move]))
    fields["ticks"] = frozenset(fields.get("ticks", ()))
    return StepDraft(
        move, fields.pop("on", story.day), fields.pop("reasons", "查证属实。"), **fields
    )


def role_of(move: Step) -> Role:
    """Who takes it."""
    return Role.CASE_OFFICER if Role.CASE_OFFICER in TABLE[move].roles else Role.AGENCY_HEAD


def take(story: Telling, *moves: Step, **changes: Any) -> Telling:
    """Take the steps one after the other in the newest proceeding of their kind."""
    for move in moves:
        begins = not TABLE[move].after
        own = None if begins else proceeding_of(story, move).id
        fields = dict(changes)
        if move in {Step.DISPOSE_PRESERVED, Step.RECORD_LAPSE}:
            fields.setdefault("items", [one.id for one in undecided(story)])
        if move is Step.REQUEST_RECUSAL:
            fields.setdefault("person_id", story.cast.reviewer.person_id)
        at = datetime.combine(story.day, time(15, 30), tzinfo=BEIJING)
        by = story.cast.actor(role_of(move))
        draft = draft_of(story, move, **fields)
        take_step(case_id=story.case_id, draft=draft, by=by, at=at, proceeding_id=own)
    return story


def proceeding_of(story: Telling, move: Step) -> Proceeding:
    """The newest proceeding that this step belongs to."""
    kind = TABLE[move].kind.value
    return Proceeding.objects.filter(case_id=story.case_id, kind=kind).latest("begun_on", "id")


def undecided(story: Telling) -> list[ProceedingItem]:
    """Items on the list without an outcome."""
    found = ProceedingItem.objects.filter(case_id=story.case_id, outcome="")
    return list(found.order_by("serial"))


def last_step(story: Telling) -> ProceedingStep:
    """The newest step of the case."""
    return ProceedingStep.objects.filter(case_id=story.case_id).latest("id")
