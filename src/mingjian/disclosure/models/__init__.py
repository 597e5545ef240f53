"""Tables of the disclosure room; ``records`` is what the public may read."""

from mingjian.disclosure.models.accounts import NumberAccount
from mingjian.disclosure.models.credentials import PublicCredential
from mingjian.disclosure.models.exemptions import Exemption
from mingjian.disclosure.models.imports import BatchRun, ImportBatch, ImportRow, ImportRun
from mingjian.disclosure.models.publications import Approval, Duty, Preparation
from mingjian.disclosure.models.records import AgencyPage, PublicAgency, PublicRecord
from mingjian.disclosure.models.releases import Release, Withholding
from mingjian.disclosure.models.requests import (
    PublicationRequest,
    PublicReply,
    PublicRequest,
    RequestIntake,
    RequestStep,
)
from mingjian.disclosure.models.standing import (
    ListDraft,
    ListRelease,
    ListReview,
    PublicList,
    StandingList,
)
from mingjian.disclosure.models.withdrawals import Withdrawal, WithdrawalOrder

__all__ = [
    "AgencyPage",
    "Approval",
    "BatchRun",
    "Duty",
    "Exemption",
    "ImportBatch",
    "ImportRow",
    "ImportRun",
    "ListDraft",
    "ListRelease",
    "ListReview",
    "NumberAccount",
    "Preparation",
    "PublicAgency",
    "PublicCredential",
    "PublicList",
    "PublicRecord",
    "PublicReply",
    "PublicRequest",
    "PublicationRequest",
    "Release",
    "RequestIntake",
    "RequestStep",
    "StandingList",
    "Withdrawal",
    "WithdrawalOrder",
    "Withholding",
]
