"""Grounds (事由) for taking a publication down or not publishing: coded, each with its source."""

from __future__ import annotations

from mingjian.law.citation import Citation
from mingjian.law.procedure.titles import Titled
from mingjian.ledger.leaf import LeafType


class Ground(Titled):
    """撤下事由. The slug stands in the public log for ever."""

    REVOKED = "revoked", "处罚决定被依法撤销"
    AMENDED = "amended", "处罚决定被依法变更"
    DECLARED_UNLAWFUL = "declared_unlawful", "处罚决定被确认违法"
    DECLARED_VOID = "declared_void", "处罚决定被确认无效"
    CREDIT_RESTORED = "credit_restored", "信用修复"
    TERM_ENDED = "term_ended", "公示期届满"
    CONTENT_WRONG = "content_wrong", "公示内容有误"
    PRIVACY = "privacy", "公示内容涉及不应公开的个人信息"
    SECRET = "secret", "公示内容涉及不应公开的秘密"

    @property
    def cite(self) -> Citation:
        """Where the duty to take it down is written."""
        return _CITES[self]

    @property
    def overturns(self) -> bool:
        """Whether the decision itself was overturned, so that the clock of art. 48 runs."""
        return self in _OVERTURNING

    @property
    def leaf_type(self) -> LeafType:
        """期满 is said in the log as what it is; all others are withdrawals."""
        return LeafType.EXPIRE if self is Ground.TERM_ENDED else LeafType.WITHDRAW


class WithholdGround(Titled):
    """不予公示的事由. The clerk states reasons; two others approve, as for a publication."""

    MINOR = "minor", "当事人是未成年人"
    RULE = "rule", "依照规定不予公示的决定"
    NO_SOCIAL_EFFECT = "no_social_effect", "不具有一定社会影响"
    SECRET = "secret", "涉及国家秘密、商业秘密或者公开后危及安全稳定"
    THIRD_PARTY = "third_party", "公开会对第三方合法权益造成损害"

    @property
    def cite(self) -> Citation:
        """Where it is written that this is not published."""
        return _WITHHOLD_CITES[self]


_APL48 = Citation("行政处罚法", "48", "2")
_REPAIR = Citation("信用修复管理办法")
_WRONG = Citation("政府信息公开条例", "41")
_SECRETS_KEPT = Citation("行政处罚法", "50")
_OVERTURNING = {
    Ground.REVOKED,
    Ground.AMENDED,
    Ground.DECLARED_UNLAWFUL,
    Ground.DECLARED_VOID,
}
_CITES = {
    **dict.fromkeys(_OVERTURNING, _APL48),
    Ground.CREDIT_RESTORED: _REPAIR,
    Ground.TERM_ENDED: _REPAIR,
    Ground.CONTENT_WRONG: _WRONG,
    Ground.PRIVACY: _SECRETS_KEPT,
    Ground.SECRET: _SECRETS_KEPT,
}
_WITHHOLD_CITES = {
    WithholdGround.MINOR: Citation("未成年人保护法", "103"),
    WithholdGround.RULE: Citation("行政处罚法", "48", "1"),
    WithholdGround.NO_SOCIAL_EFFECT: Citation("行政处罚法", "48", "1"),
    WithholdGround.SECRET: Citation("政府信息公开条例", "14"),
    WithholdGround.THIRD_PARTY: Citation("政府信息公开条例", "15"),
}
