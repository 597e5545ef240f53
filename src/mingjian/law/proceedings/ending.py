"""What a proceeding leaves to do before its case is closed (结案以前), beside the procedure.

These duties arise from proceedings that are begun; no version of the procedure changes for them.
"""

from __future__ import annotations

from collections.abc import Sequence

from mingjian.law.breach import Breach
from mingjian.law.proceedings.facts import ProceedingFacts
from mingjian.law.proceedings.kinds import PENALTY_LAW
from mingjian.law.proceedings.refusing import refuse
from mingjian.law.proceedings.standing import confiscated_undisposed, owes_justice_a_result


def refuse_closing(proceedings: Sequence[ProceedingFacts]) -> tuple[Breach, ...]:
    """处罚法 art. 27: the sender was told; art. 74: what was confiscated is disposed of."""
    found = []
    if owes_justice_a_result(proceedings):
        found.append(
            refuse(
                PENALTY_LAW,
                "27",
                "本案由司法机关移送，尚未通报处理结果，不能结案",
                "请先在“附随程序”中向移送的司法机关通报处理结果。",
                paragraph="2",
            )
        )
    if left := confiscated_undisposed(proceedings):
        found.append(
            refuse(
                PENALTY_LAW,
                "74",
                f"没收的财物有{left}项尚未处理，不能结案",
                "请先在“附随程序”中登记处理结果。",
                paragraph="1",
            )
        )
    return tuple(found)
