"""Committed cases in which goods are held and money is frozen: two cases of one party."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from mingjian.cases.measures.holding import (
    end_goods_test,
    extend_measure,
    release_goods,
    sell_goods,
    start_goods_test,
)
from mingjian.cases.models import SeizedGoods
from mingjian.cases.proving import show_exhibit
from mingjian.law.measures import ReleaseGround
from mingjian.law.procedure import Move
from mingjian.law.proceedings import ProceedingMove as Step
from mingjian.ops.demo.story import Telling
from tests.cases import acts, sent_by_justice
from tests.cases.measures.goods import (
    FLOUR,
    OVEN,
    SIGNED,
    head,
    measure_of,
    officer,
    requested,
    taken,
)
from tests.cases.proceedings.steps import take
from tests.cases.proofs import examine, first, link
from tests.cases.story import make_cast, story_at
from tests.evidence import make as files

# 财物被查封、扣押的当事人，另有一件案件。
OF_ONE_PARTY = 9015


def sent_by_the_procuratorate() -> Telling:
    """A letter not yet answered, our earlier referral behind it, an account frozen."""
    cast, refer = make_cast(), (Step.REPORT_CRIME, Step.APPROVE_REFERRAL, Step.SEND_REFERRAL)
    earlier = take(story_at(Move.APPROVE_OPENING, cast=cast, serial=OF_ONE_PARTY), *refer)
    take(earlier, Step.RECORD_ANSWER, choice="filed")
    take(earlier, Step.RECORD_ANSWER, choice="not_prosecuted")
    story = sent_by_justice.opened(cast=cast, serial=OF_ONE_PARTY)
    freeze = (Step.REQUEST_FREEZE, Step.APPROVE_FREEZE, Step.FREEZE)
    return take(story, *freeze, subject="6222000000000001")


def goods_held() -> Telling:
    """Goods extended, in test, one sold and returned, one still held; another request waits."""
    begun = story_at(Move.APPROVE_OPENING, cast=make_cast(), serial=OF_ONE_PARTY)
    numbered = replace(OVEN, number="出厂编号20260001")
    story = taken(begun, goods=(FLOUR, numbered, replace(FLOUR, name="白糖")))
    held = {"measure_id": measure_of(story).id, "on": story.day}
    milk = SeizedGoods.objects.get(case_id=story.case_id, serial=1)
    told = {"reasons": "案情复杂。", "handing": SIGNED}
    extend_measure(days=30, **told, **held, **head(story))
    sale = {"price_yuan": Decimal(900), "is_perishable": True, "reasons": "临近保质期。"}
    sell_goods(goods_ids=[milk.id], **sale, **held, **head(story))
    ground = ReleaseGround.UNRELATED
    release_goods(goods_ids=[milk.id], ground=ground, **told, **held, **officer(story))
    start_goods_test(
        due_on=story.day + timedelta(days=9),
        content="送检。",
        handing=SIGNED,
        **held,
        **officer(story),
    )
    story.day += timedelta(days=1)
    end_goods_test(**{**held, "on": story.day}, **officer(story))
    start_goods_test(
        due_on=story.day + timedelta(days=9),
        content="复检。",
        handing=SIGNED,
        **{**held, "on": story.day},
        **officer(story),
    )
    return _proved(requested(story))


def _proved(story: Telling) -> Telling:
    """An item linked to a fact, examined, shown; goods shown."""
    goods = SeizedGoods.objects.filter(case_id=story.case_id)[0]
    acts.add_evidence(story)
    link(story, "act")
    examine(story)
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        files.vault_in(Path(folder), patch)
        file = files.received(case_id=story.case_id, case_number="1号")
    for thing in ({"evidence_id": first(story).id}, {"goods_id": goods.id}):
        show_exhibit(file_id=file.id, **thing, **officer(story))
    return story
