"""The chart says what the table says, no more and no less."""

from __future__ import annotations

from mingjian.law.procedure import TABLE, Move, State
from mingjian.law.procedure.moves import Arrival
from mingjian.law.provisions import provision_text
from mingjian.portal.procedure.chart import (
    anytime_moves,
    chart_moves,
    chart_states,
    moves_under,
    opening_move,
)


def test_every_move_of_the_table_is_on_the_page_under_every_source():
    shown = {
        (state.state, step.move)
        for state in chart_states()
        for step in (*state.onward, *state.staying)
    }
    shown |= {(source, step.move) for step in anytime_moves() for source in step.sources}

    assert shown == {(source, move) for move, row in TABLE.items() for source in row.sources}


def test_every_way_leads_where_the_table_leads():
    for step in chart_moves():
        target = TABLE[step.move].target
        first = target[0] if isinstance(target, tuple) else target
        assert step.target == (first.state if isinstance(first, Arrival) else first)


def test_a_way_with_a_condition_says_when():
    [payment] = [each for each in chart_moves() if each.move is Move.RECORD_PAYMENT]

    assert payment.target is State.PERFORMED
    assert payment.when


def test_every_rule_gives_its_sentence_and_an_article_that_can_be_read():
    for step in chart_moves():
        for sentence in step.sentences:
            assert sentence.text.endswith(("。", "；", "：")), (step.move, sentence.text)
            assert provision_text(sentence.cite), sentence.cite


def test_cases_begin_with_registering_the_lead():
    assert opening_move().move is Move.REGISTER_LEAD


def test_the_article_on_review_binds_the_decision():
    assert Move.DECIDE in {each.move for each in moves_under(law="行政处罚法", article="58")}
    assert moves_under(law="行政许可法", article="58") == ()
