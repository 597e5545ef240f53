"""Rules that 行政强制法 adds to the end of a case: no goods stay held."""

from __future__ import annotations

from mingjian.law.breach import Breach
from mingjian.law.citation import Citation
from mingjian.law.procedure.facts import CaseFacts
from mingjian.law.procedure.moves import Act
from mingjian.law.roles import Actor


def acl27_no_goods_are_held(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关采取查封、扣押措施后，应当及时查清事实，在本法第二十五条规定的期限内作出处理决定。"""
    if not facts.goods_held:
        return None
    return Breach(
        "ACL27",
        f"查封、扣押的财物有{facts.goods_held}项尚未处理，不能{act.move.title}",
        Citation("行政强制法", "27"),
        "请先在“强制措施”中登记没收、销毁、移送，或者解除并退还财物。",
    )
