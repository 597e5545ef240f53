"""Requests about a publication (公示申请): who may ask for what, and what may come of it.

更正 and 异议 are open to anybody (政府信息公开条例 art. 41); 当事人说明 and 信用修复 to the
party alone.
"""

from __future__ import annotations

from mingjian.law.citation import Citation
from mingjian.law.procedure.titles import Titled

_WRONG = Citation("政府信息公开条例", "41")
_HEARD = Citation("行政处罚法", "7", "1")
_RESTORED = Citation("信用修复管理办法", place="（国家发展改革委令第36号）")
ACCEPT_ACT = "accept_publication_request"


class RequestKind(Titled):
    """申请的种类. The slug stands in addresses."""

    CORRECTION = "correction", "更正申请"
    OBJECTION = "objection", "异议申请"
    REPLY = "reply", "当事人说明"
    RESTORATION = "restoration", "信用修复申请"

    @property
    def cite(self) -> Citation:
        """Where the right to ask is written."""
        return _CITES[self]

    @property
    def is_for_the_party(self) -> bool:
        """Whether only the party, or somebody acting for it, may ask."""
        return self in {RequestKind.REPLY, RequestKind.RESTORATION}

    @property
    def settle_act(self) -> str:
        """The act in the packs whose time limit runs."""
        is_restoration = self is RequestKind.RESTORATION
        return "settle_credit_restoration" if is_restoration else "settle_publication_request"


class RequestOutcome(Titled):
    """处理结果."""

    CORRECT = "correct", "予以更正"
    WITHDRAW = "withdraw", "予以撤下"
    SHOW = "show", "公开当事人的说明"
    RESTORE = "restore", "提前停止公示"
    REFUSE = "refuse", "不予支持"
    DECLINE = "decline", "不予受理"

    @property
    def takes_down(self) -> bool:
        """Whether the record goes from public sight."""
        return self in {RequestOutcome.WITHDRAW, RequestOutcome.RESTORE}


class Capacity(Titled):
    """申请人身份."""

    PARTY = "party", "当事人本人或者本单位"
    AGENT = "agent", "当事人的代理人"
    OTHER = "other", "其他公民、法人或者其他组织"


def outcomes_of(kind: RequestKind) -> tuple[RequestOutcome, ...]:
    """What may come of a request of this kind."""
    granted = {
        RequestKind.CORRECTION: (RequestOutcome.CORRECT, RequestOutcome.WITHDRAW),
        RequestKind.OBJECTION: (RequestOutcome.CORRECT, RequestOutcome.WITHDRAW),
        RequestKind.REPLY: (RequestOutcome.SHOW,),
        RequestKind.RESTORATION: (RequestOutcome.RESTORE,),
    }
    return (*granted[kind], RequestOutcome.REFUSE, RequestOutcome.DECLINE)


_CITES = {
    RequestKind.CORRECTION: _WRONG,
    RequestKind.OBJECTION: _WRONG,
    RequestKind.REPLY: _HEARD,
    RequestKind.RESTORATION: _RESTORED,
}
