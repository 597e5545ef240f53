"""Kinds of execution and remedies (执行、救济): what was asked, ordered, suspended, ended."""

from __future__ import annotations

from mingjian.law.citation import Citation
from mingjian.law.procedure.titles import Titled

COMPULSION_LAW = "行政强制法"
RECONSIDERATION_LAW = "行政复议法"
LITIGATION_LAW = "行政诉讼法"


class DeferralKind(Titled):
    """暂缓或者分期缴纳: 行政处罚法 art. 66 second paragraph."""

    POSTPONED = "postponed", "延期缴纳"
    INSTALMENTS = "instalments", "分期缴纳"


class RemedyKind(Titled):
    """救济途径. Own correction has no applicant: 行政处罚法 art. 75 second paragraph."""

    RECONSIDERATION = "reconsideration", "行政复议"
    LITIGATION = "litigation", "行政诉讼"
    OWN_CORRECTION = "own_correction", "自行纠正"


class RemedyOutcome(Titled):
    """复议、诉讼结果 or 自行纠正的结果."""

    UPHELD = "upheld", "维持或者驳回"
    CHANGED = "changed", "变更罚款数额"
    PARTLY_REVOKED = "partly_revoked", "部分撤销"
    REVOKED = "revoked", "撤销"
    UNLAWFUL = "unlawful", "确认违法"
    VOID = "void", "确认无效"
    WITHDRAWN = "withdrawn", "撤回申请或者撤诉"

    @property
    def ends_the_decision(self) -> bool:
        """Whether nothing of the decision is left to carry out."""
        return self in {RemedyOutcome.REVOKED, RemedyOutcome.VOID}

    @property
    def sets_a_fine(self) -> bool:
        """Whether the result names what is left of the fine."""
        return self in {RemedyOutcome.CHANGED, RemedyOutcome.PARTLY_REVOKED}

    @property
    def leaves_the_decision(self) -> bool:
        """Whether the decision stands exactly as it was made."""
        return self in {RemedyOutcome.UPHELD, RemedyOutcome.WITHDRAWN}


class SuspensionGround(Titled):
    """中止、停止执行的情形."""

    NO_MEANS = "no_means", "当事人履行确有困难或者暂无履行能力"
    THIRD_PARTY = "third_party", "第三人对执行标的主张权利，确有理由"
    GRAVE_LOSS = "grave_loss", "执行可能造成难以弥补的损失，且中止不损害公共利益"
    OTHER = "other", "需要中止执行的其他情形"
    RECONSIDERATION = "reconsideration", "行政复议期间停止执行"
    LITIGATION = "litigation", "行政诉讼期间停止执行"

    @property
    def cite(self) -> Citation:
        """Where it is written."""
        return _SUSPENSION_CITES[self]


class TerminationGround(Titled):
    """终结执行的情形: 行政强制法 art. 40, and art. 39 second paragraph."""

    PERSON_DIED = "person_died", "公民死亡，无遗产可供执行，又无义务承受人"
    ENTITY_ENDED = "entity_ended", "法人或者其他组织终止，无财产可供执行，又无义务承受人"
    OBJECT_LOST = "object_lost", "执行标的灭失"
    NOT_RESUMED = "not_resumed", "中止执行满三年未恢复，不再执行"
    OTHER = "other", "需要终结执行的其他情形"

    @property
    def cite(self) -> Citation:
        """Where it is written."""
        return _TERMINATION_CITES[self]


class CourtPaper(Titled):
    """申请强制执行的材料: 行政强制法 art. 55 first paragraph."""

    APPLICATION = "application", "强制执行申请书"
    DECISION = "decision", "行政决定书及作出决定的事实、理由和依据"
    PROOF_OF_SERVICE = "proof_of_service", "行政决定书送达凭证"
    OPINION = "opinion", "当事人的意见"
    DEMAND = "demand", "行政机关催告情况"
    SUBJECT = "subject", "申请强制执行标的情况"

    @property
    def cite(self) -> Citation:
        """The item of art. 55 that asks for it."""
        return Citation(COMPULSION_LAW, "55", "1", _PAPER_ITEMS[self])


class CourtStep(Titled):
    """人民法院办理情况."""

    ACCEPTED = "accepted", "受理"
    NOT_ACCEPTED = "not_accepted", "裁定不予受理"
    GRANTED = "granted", "裁定准予执行"
    REFUSED = "refused", "裁定不予执行"
    EXECUTED = "executed", "执行完毕"
    ENDED = "ended", "终结执行"

    @property
    def is_last(self) -> bool:
        """Whether the court has done with the application."""
        return self not in {CourtStep.ACCEPTED, CourtStep.GRANTED}

    @property
    def follows(self) -> CourtStep | None:
        """The step that must come before."""
        return _STEP_BEFORE[self]


_SUSPENSION_CITES = {
    SuspensionGround.NO_MEANS: Citation(COMPULSION_LAW, "39", "1", "1"),
    SuspensionGround.THIRD_PARTY: Citation(COMPULSION_LAW, "39", "1", "2"),
    SuspensionGround.GRAVE_LOSS: Citation(COMPULSION_LAW, "39", "1", "3"),
    SuspensionGround.OTHER: Citation(COMPULSION_LAW, "39", "1", "4"),
    SuspensionGround.RECONSIDERATION: Citation(RECONSIDERATION_LAW, "42"),
    SuspensionGround.LITIGATION: Citation(LITIGATION_LAW, "56", "1"),
}
_TERMINATION_CITES = {
    TerminationGround.PERSON_DIED: Citation(COMPULSION_LAW, "40", "", "1"),
    TerminationGround.ENTITY_ENDED: Citation(COMPULSION_LAW, "40", "", "2"),
    TerminationGround.OBJECT_LOST: Citation(COMPULSION_LAW, "40", "", "3"),
    TerminationGround.NOT_RESUMED: Citation(COMPULSION_LAW, "39", "2"),
    TerminationGround.OTHER: Citation(COMPULSION_LAW, "40", "", "5"),
}
_PAPER_ITEMS = {
    CourtPaper.APPLICATION: "1",
    CourtPaper.DECISION: "2",
    CourtPaper.PROOF_OF_SERVICE: "2",
    CourtPaper.OPINION: "3",
    CourtPaper.DEMAND: "3",
    CourtPaper.SUBJECT: "4",
}
_STEP_BEFORE: dict[CourtStep, CourtStep | None] = {
    CourtStep.ACCEPTED: None,
    CourtStep.NOT_ACCEPTED: None,
    CourtStep.GRANTED: CourtStep.ACCEPTED,
    CourtStep.REFUSED: CourtStep.ACCEPTED,
    CourtStep.EXECUTED: CourtStep.GRANTED,
    CourtStep.ENDED: CourtStep.GRANTED,
}
