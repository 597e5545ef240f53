"""Kinds (类别) of what the registry keeps; the values are stored, the titles shown."""

from __future__ import annotations

from enum import StrEnum


class AgencyKind(StrEnum):
    """执法主体类别 (行政处罚法 art. 17–21)."""

    ORGAN = "organ"
    AUTHORISED = "authorised"
    ENTRUSTED = "entrusted"

    @property
    def title(self) -> str:
        """The Chinese name shown to people."""
        return _AGENCY_TITLES[self]


class PartyKind(StrEnum):
    """当事人类别."""

    PERSON = "person"
    ORGANISATION = "organisation"
    INDIVIDUAL_BUSINESS = "individual_business"

    @property
    def title(self) -> str:
        """The Chinese name shown to people."""
        return _PARTY_TITLES[self]


class IdKind(StrEnum):
    """身份证件种类."""

    RESIDENT = "resident"
    PASSPORT = "passport"
    HONGKONG_MACAO = "hongkong_macao"
    TAIWAN = "taiwan"
    FOREIGNER = "foreigner"

    @property
    def title(self) -> str:
        """The Chinese name shown to people."""
        return _ID_TITLES[self]


class SuspensionKind(StrEnum):
    """执法证件的暂扣、吊销、注销."""

    SUSPENDED = "suspended"
    REVOKED = "revoked"
    CANCELLED = "cancelled"

    @property
    def title(self) -> str:
        """The Chinese name shown to people."""
        return _SUSPENSION_TITLES[self]


class ItemKind(StrEnum):
    """执法事项类别."""

    PENALTY = "penalty"
    INSPECTION = "inspection"
    COMPULSION = "compulsion"
    PERMIT = "permit"

    @property
    def title(self) -> str:
        """The Chinese name shown to people."""
        return _ITEM_TITLES[self]


_AGENCY_TITLES = {
    AgencyKind.ORGAN: "行政机关",
    AgencyKind.AUTHORISED: "法律、法规授权的组织",
    AgencyKind.ENTRUSTED: "受委托组织",
}
_PARTY_TITLES = {
    PartyKind.PERSON: "自然人",
    PartyKind.ORGANISATION: "法人或者其他组织",
    PartyKind.INDIVIDUAL_BUSINESS: "个体工商户",
}
_ID_TITLES = {
    IdKind.RESIDENT: "居民身份证",
    IdKind.PASSPORT: "护照",
    IdKind.HONGKONG_MACAO: "港澳居民来往内地通行证",
    IdKind.TAIWAN: "台湾居民来往大陆通行证",
    IdKind.FOREIGNER: "外国人永久居留身份证",
}
_SUSPENSION_TITLES = {
    SuspensionKind.SUSPENDED: "暂扣",
    SuspensionKind.REVOKED: "吊销",
    SuspensionKind.CANCELLED: "注销",
}
_ITEM_TITLES = {
    ItemKind.PENALTY: "行政处罚",
    ItemKind.INSPECTION: "行政检查",
    ItemKind.COMPULSION: "行政强制",
    ItemKind.PERMIT: "行政许可",
}
