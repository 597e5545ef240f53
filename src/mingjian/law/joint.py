"""Joint parties (共同违法): one case with several parties, each judged and heard by itself.

Every party has a file of its own (当事人分册): its own notice, defence, hearing, penalty, service,
payment and remedies. Acts that concern the case as such are done once for all files; the decision
is made for all parties on one day, or for none (行政处罚法 art. 5, 44, 45; 行政诉讼法 art. 27).
"""

from __future__ import annotations

from mingjian.law.breach import Breach
from mingjian.law.citation import Citation
from mingjian.law.procedure import Act, Move, State

EACH_HEARD = Citation("行政处罚法", "44")
FAIRNESS = Citation("行政处罚法", "5", "2")

# 对案件而不是对某一当事人办理的行为：一次办理，各分册同时记录。审核意见针对每一文本，分别出具。
SHARED: frozenset[Move] = frozenset(
    {
        *(Move.VERIFY_LEAD, Move.REQUEST_OPENING, Move.APPROVE_OPENING),
        *(Move.ADD_EVIDENCE, Move.SUBMIT_REVIEW, Move.ISSUE_NOTICE),
        *(Move.DELIBERATE, Move.DECIDE),
        *(Move.EXTEND, Move.PAUSE, Move.RESUME, Move.RECUSE, Move.REPLACE_OFFICER),
    }
)

# 取决于各自文本的行为：另一当事人的文本不需要或者还不能办理的，留在原处，以后自行办理。
BY_TEXT: frozenset[Move] = frozenset({Move.SUBMIT_REVIEW, Move.ISSUE_NOTICE, Move.DELIBERATE})


def goes_along(*, act: Act, own: State, other: State) -> bool:
    """Whether the file of another party takes this step too (一并办理).

    The decision is for every party that has not ended (不予立案、撤案); other shared acts for those
    that stand where this one stands. Answers to findings belong to the text they were found in.
    """
    if other.is_final or act.move not in SHARED or act.answers:
        return False
    return act.move is Move.DECIDE or other is own


def of_party(breach: Breach, *, name: str) -> Breach:
    """The same refusal, saying which party it is about."""
    return Breach(breach.code, f"当事人{name}：{breach.message}", breach.cite, breach.remedy)


def refuse_joining(*, is_decided: bool, is_final: bool, is_known: bool) -> tuple[Breach, ...]:
    """增加共同当事人: before the decision, and once."""
    found = []
    if is_decided or is_final:
        word = "已经作出决定" if is_decided else "已经终结"
        found.append(
            Breach(
                "JOINT",
                f"本案{word}，不能再增加共同当事人",
                EACH_HEARD,
                "请对该当事人另行登记案源，分别告知、听取意见后处理。",
            )
        )
    if is_known:
        found.append(
            Breach("JOINT", "该当事人已经是本案当事人", FAIRNESS, "请核对；同一当事人只列一次。")
        )
    return tuple(found)


def refuse_separation(*, is_joint: bool, is_ended: bool, reasons: str) -> tuple[Breach, ...]:
    """分案办理: of a joint case that is not decided, with reasons."""
    if not is_joint:
        message, remedy = "本案没有共同当事人，或者已经分案", "无需分案。"
    elif is_ended:
        message, remedy = "该当事人已经作出决定或者终结，不能分案", "请按照执行、救济程序办理。"
    elif not reasons.strip():
        message, remedy = "分案办理应当写明理由", "请写明该当事人不能一并处理的原因。"
    else:
        return ()
    return (Breach("JOINT", message, FAIRNESS, remedy),)
