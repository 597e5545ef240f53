"""The rule of 行政强制法 on the end of a case."""

from dataclasses import replace

from mingjian.law.procedure import Move
from mingjian.law.procedure import rules_measures as rules
from tests.law.procedure.clerk import performed
from tests.law.procedure.refusals import accepts, refuses


def test_acl27_no_goods_are_held():
    clerk = performed()
    clerk.facts = replace(clerk.facts, goods_held=1)

    refuses(rules.acl27_no_goods_are_held, clerk, Move.CLOSE)

    clerk.facts = replace(clerk.facts, goods_held=0)
    accepts(clerk, Move.CLOSE)
