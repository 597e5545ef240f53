"""Kinds of the summary procedure (简易程序): its acts, ways to pay, and leniency of art. 33."""

from __future__ import annotations

from mingjian.law.procedure.titles import Titled


class SummaryMove(Titled):
    """简易程序的行为. Slugs differ from those of 普通程序: both stand in one journal."""

    IMPOSE = "impose_on_the_spot", "当场作出行政处罚决定"
    COLLECT = "collect_on_the_spot", "当场收缴罚款"
    HAND_IN = "hand_in_cash", "将当场收缴的罚款交至行政机关"
    BANK = "bank_cash", "将当场收缴的罚款缴付银行"
    PAY = "pay_summary_fine", "登记当事人缴款"
    FILE = "file_on_record", "当场处罚决定备案"


class PaymentWay(Titled):
    """缴款方式, named when the decision is made: 行政处罚法 arts. 67–69."""

    BANK = "bank", "当事人自行到指定的银行或者通过电子支付系统缴纳"
    SMALL = "small", "当场收缴：依法给予一百元以下罚款的"
    HARD_LATER = "hard_later", "当场收缴：不当场收缴事后难以执行的"
    REMOTE = "remote", "当场收缴：边远、水上、交通不便地区，缴纳确有困难，当事人提出的"

    @property
    def is_cash(self) -> bool:
        """Whether the officers themselves take the money."""
        return self is not PaymentWay.BANK


class Leniency(Titled):
    """轻微不罚、首违不罚: what the officers found under 行政处罚法 art. 33 first paragraph."""

    NONE = "none", "没有下列情形"
    SLIGHT = "slight", "违法行为轻微并及时改正，没有造成危害后果（不予处罚）"
    FIRST_SPARED = "first_spared", "初次违法且危害后果轻微并及时改正，本次不予处罚"
    FIRST_PUNISHED = "first_punished", "初次违法且危害后果轻微并及时改正，已经考虑，仍需处罚"
