"""Kinds (类别) of what the registry keeps; the slugs are stored, the titles shown."""

from __future__ import annotations

from mingjian.law.procedure.kinds import PartyKind
from mingjian.law.procedure.titles import Titled

__all__ = ["AgencyKind", "IdKind", "ItemKind", "PartyKind", "SuspensionKind"]


class AgencyKind(Titled):
    """执法主体类别 (行政处罚法 art. 17–21)."""

    ORGAN = "organ", "行政机关"
    AUTHORISED = "authorised", "法律、法规授权的组织"
    ENTRUSTED = "entrusted", "受委托组织"


class IdKind(Titled):
    """身份证件种类."""

    RESIDENT = "resident", "居民身份证"
    PASSPORT = "passport", "护照"
    HONGKONG_MACAO = "hongkong_macao", "港澳居民来往内地通行证"
    TAIWAN = "taiwan", "台湾居民来往大陆通行证"
    FOREIGNER = "foreigner", "外国人永久居留身份证"


class SuspensionKind(Titled):
    """执法证件的暂扣、吊销、注销."""

    SUSPENDED = "suspended", "暂扣"
    REVOKED = "revoked", "吊销"
    CANCELLED = "cancelled", "注销"


class ItemKind(Titled):
    """执法事项类别."""

    PENALTY = "penalty", "行政处罚"
    INSPECTION = "inspection", "行政检查"
    COMPULSION = "compulsion", "行政强制"
    PERMIT = "permit", "行政许可"
