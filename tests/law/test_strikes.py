"""Every rule on every line of every table: struck out there, an unlawful act would pass.

The tests beside this one prove each rule once. Here each line of each table is asked: of the acts
near the lawful ones, one is refused by this rule alone, and goes through when it alone is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest

from mingjian.law import measures, proceedings, summary
from mingjian.law.breach import MoveRefused
from mingjian.law.measures import rules_taking as taking
from mingjian.law.procedure import TABLE, CaseFacts, Move, find_warnings, next_state
from mingjian.law.procedure import rules_acts as acts
from mingjian.law.procedure.versions import VERSIONS
from mingjian.law.proceedings import rules_common as common
from mingjian.law.proceedings import rules_compulsion as compulsion
from mingjian.law.proceedings import rules_evidence as evidence
from mingjian.law.roles import Role
from mingjian.law.service import Delivery, Receiver, ServiceMethod, judge_service
from mingjian.law.service import rules as serving
from mingjian.law.summary import PaymentWay, SummaryMove
from tests.law import struck_ordinary
from tests.law.measures import store as goods
from tests.law.measures import test_rules as of_measures
from tests.law.procedure.people import LI, MONDAY, WANG, ZHANG
from tests.law.proceedings import store as steps
from tests.law.proceedings import test_rules as of_proceedings
from tests.law.service import test_rules as of_service
from tests.law.strikes import Rule, Situation, witnesses_of
from tests.law.summary import street

Judge = Callable[..., object]
RECUSED = {
    (CaseFacts, "recused_person_ids"): [frozenset({one.person_id}) for one in (ZHANG, LI, WANG)]
}
# 同时总有另一条规则拒绝：没有理由的意见，也没有写明审查了什么；没有理由的变卖，也没有写明何以不易
# 保管；没有决定的，也没有应当加处的罚款；全部处理完毕的，没有可选的物品。
TWINS: set[tuple[Any, Rule]] = {
    (Move.FIND_PROBLEMS, acts.apl47_reasons_are_written),
    (Move.AGREE, acts.apl47_reasons_are_written),
    (measures.MeasureMove.SELL, taking.acl24_reasons_are_written),
    (steps.M.DECIDE_SURCHARGE, compulsion.acl34_decision_is_due),
    (steps.M.DISPOSE_PRESERVED, evidence.apl56_something_is_held),
    (steps.M.RECORD_LAPSE, evidence.apl56_something_is_held),
    # 只由负责人办理的，不问是不是承办人。
    *(
        (move, common.apl42_officer_of_the_case)
        for move, line in proceedings.TABLE.items()
        if Role.CASE_OFFICER not in line.roles
    ),
}

# 只管一种送达方式（需要签收人的两种方式）的规则。
OF_ONE_WAY: dict[Rule, set[ServiceMethod]] = {
    serving.cpl88_somebody_signed: {ServiceMethod.DIRECT, ServiceMethod.ENTRUSTED},
    serving.cpl89_left_after_refusal: {ServiceMethod.LEFT_IN_PLACE},
    serving.apl61_electronic_as_agreed: {ServiceMethod.ELECTRONIC},
    serving.cpl91_mail_is_named: {ServiceMethod.POSTAL},
    serving.cpl95_announced_as_the_last_way: {ServiceMethod.BY_ANNOUNCEMENT},
    serving.cpl95_efforts_are_told: {ServiceMethod.BY_ANNOUNCEMENT},
}


def rules_of(table: Mapping[Any, Any]) -> dict[Any, tuple[Rule, ...]]:
    """The rules of each line."""
    return {move: (*one.rules, *one.details, *one.warnings) for move, one in table.items()}


def struck(table: Mapping[Any, Any], move: Any, rule: Rule) -> dict[Any, Any]:
    """The table with this rule struck out of this line only."""
    line = table[move]
    parts = {
        part: tuple(one for one in getattr(line, part) if one is not rule)
        for part in ("rules", "details", "warnings")
    }
    return {**table, move: replace(line, **parts)}


def prove(table: Any, known: list[Situation], judge: Judge, warn: Judge, more: Any = None) -> None:
    """Every rule of every line has a witness: refused by the table, and not without the rule."""
    bare = {move: replace(line, rules=(), details=(), warnings=()) for move, line in table.items()}

    def fits(*asked: Any) -> bool:
        with suppress(MoveRefused):
            judge(bare, *asked)
            return True
        return False

    found = witnesses_of(known, rules_of(table), more or {}, fits=fits, never=TWINS)

    assert lacking(table, found) == twins_of(table)
    for (move, rule), asked in found.items():
        less = struck(table, move, rule)
        if rule in table[move].warnings:
            assert bool(warn(table, *asked)) > bool(warn(less, *asked)), (move, rule)
            continue
        with pytest.raises(MoveRefused):
            judge(table, *asked)
        judge(less, *asked)


def lacking(table: Any, found: Mapping[Any, Any]) -> set[tuple[Any, Rule]]:
    """The rules of lines for which no witness was found."""
    return {(move, rule) for move, rules in rules_of(table).items() for rule in rules} - set(found)


def twins_of(table: Any) -> set[tuple[Any, Rule]]:
    """The pairs of this table that cannot be alone."""
    pairs = {(move, rule) for move, rules in rules_of(table).items() for rule in rules}
    return TWINS & pairs


def test_every_rule_of_the_ordinary_procedure_is_needed_on_its_line():
    prove(
        TABLE,
        struck_ordinary.situations(),
        lambda table, facts, act, by: next_state(facts=facts, act=act, by=by, table=table),
        lambda table, facts, act, by: find_warnings(facts=facts, act=act, by=by, table=table),
        struck_ordinary.MORE,
    )


def test_the_newest_version_asks_all_that_the_versions_before_it_asked():
    newest = rules_of(VERSIONS[-1].table)

    assert VERSIONS[-1].table is TABLE
    for version in VERSIONS:
        for move, rules in rules_of(version.table).items():
            assert set(rules) <= set(newest[move]), (version.id, move)


def test_every_rule_of_seizure_is_needed_on_its_line():
    table = measures.TABLE
    lawful = [(move, {}, {}, None) for move in table]
    unlawful = [(one.move, one.matter or {}, one.act or {}, one.by) for one in of_measures.UNLAWFUL]
    known = [
        Situation(
            move,
            (
                goods.matter_for(move, **matter),
                goods.act_of(move, **act),
                by or goods.actor_of(move),
            ),
        )
        for move, matter, act, by in (*lawful, *unlawful)
    ]

    prove(
        table,
        known,
        lambda less, matter, act, by: measures.judge_measure(
            matter=matter, act=act, by=by, table=less
        ),
        lambda less, matter, act, by: measures.find_measure_warnings(
            matter=matter, act=act, by=by, table=less
        ),
        RECUSED,
    )


def around_the_case() -> list[Situation]:
    """Every step, every unlawful step of its own tests, and the night and Saturday."""
    lawful = [(move, {}, {}, None) for move in proceedings.TABLE]
    listed = [
        (one.move, one.matter or {}, one.act or {}, one.by) for one in of_proceedings.UNLAWFUL
    ]
    night = [
        (move, {}, of_proceedings.moment(day, hour), None)
        for move in (steps.M.ENFORCE, steps.M.PERFORM_SUBSTITUTE)
        for day, hour in ((steps.TUESDAY, 23), (of_proceedings.SATURDAY, 12))
    ]
    return [
        Situation(
            move,
            (
                steps.matter_for(move, **matter),
                steps.act_of(move, **act),
                by or steps.actor_of(move),
            ),
        )
        for move, matter, act, by in (*lawful, *listed, *night)
    ]


def test_every_rule_of_proceedings_is_needed_on_its_line():
    prove(
        proceedings.TABLE,
        around_the_case(),
        lambda less, matter, act, by: proceedings.judge_proceeding(
            matter=matter, act=act, by=by, table=less
        ),
        lambda less, matter, act, by: proceedings.find_proceeding_warnings(
            matter=matter, act=act, by=by, table=less
        ),
        RECUSED,
    )


def on_the_street() -> list[Situation]:
    """Every act of 简易程序, and what needs two things at once."""
    move, plain, cash = SummaryMove, street.decided(), street.decided(way=PaymentWay.SMALL)
    taken = street.done(cash, street.act_of(move.COLLECT, cash))
    handed = street.done(taken, street.act_of(move.HAND_IN, taken))
    large = street.content(201)
    unpaid = replace(cash, decision=replace(cash.decision, content=street.content(warned=True)))
    acts_of = [
        *((move.COLLECT, cash), (move.HAND_IN, taken), (move.BANK, handed), (move.PAY, plain)),
        *((move.FILE, plain), (move.FILE, replace(plain, filed_on=MONDAY))),
        *((move.PAY, unpaid), (move.COLLECT, unpaid)),
    ]
    imposed = [
        street.imposing(),
        street.imposing(content=large, told=large),
        street.imposing(content=street.content(150), way=PaymentWay.SMALL),
        *(street.imposing(party_born_on=MONDAY.replace(year=year)) for year in (2015, 2010)),
    ]
    return [
        *(Situation(move.IMPOSE, (street.nothing_yet(), act, ZHANG)) for act in imposed),
        *(
            Situation(one, (facts, street.act_of(one, facts), street.actor_of(one)))
            for one, facts in acts_of
        ),
    ]


def test_every_rule_of_the_summary_procedure_is_needed_on_its_line():
    prove(
        summary.TABLE,
        on_the_street(),
        lambda less, facts, act, by: summary.next_summary_state(
            facts=facts, act=act, by=by, table=less
        ),
        lambda less, facts, act, by: summary.find_summary_warnings(
            facts=facts, act=act, by=by, table=less
        ),
    )


@pytest.mark.parametrize("way", ServiceMethod)
def test_every_rule_of_service_is_needed_in_its_way(way: ServiceMethod):
    lawful = Situation(way, (of_service.FACTS, of_service.lawful(way)))
    more = {(Delivery, "relation"): [one.title for one in Receiver]}

    found = witnesses_of(
        [lawful], {way: serving.RULES}, more, fits=lambda facts, delivery: delivery.method is way
    )

    others = {rule for rule, ways in OF_ONE_WAY.items() if way not in ways}
    assert {rule for _, rule in found} == set(serving.RULES) - others
    for (_, rule), (facts, delivery) in found.items():
        less = [one for one in serving.RULES if one is not rule]
        assert judge_service(facts=facts, delivery=delivery), rule
        assert not judge_service(facts=facts, delivery=delivery, rules=less), rule
