"""Moves and refusals."""

from mingjian.law.procedure import Move
from mingjian.law.procedure.moves import refuse


def test_a_refusal_carries_the_number_of_its_article():
    breach = refuse("58", "本案应当进行法制审核", "请送审。", paragraph="1")

    assert breach.code == "APL58"
    assert str(breach) == "本案应当进行法制审核（《行政处罚法》第五十八条第一款）。请送审。"


def test_a_number_below_ten_is_written_with_two_digits():
    assert refuse("4", "没有依据", "请核对。").code == "APL04"


def test_every_move_is_called_by_a_word_of_its_own():
    assert len({move.title for move in Move}) == len(Move)
