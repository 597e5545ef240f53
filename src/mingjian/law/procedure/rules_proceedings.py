"""Rules that 附随程序 add to the case: who has it, what is not yet disposed of."""

from __future__ import annotations

from mingjian.law.breach import Breach
from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.penalties import PenaltyKind
from mingjian.law.procedure.facts import CaseFacts
from mingjian.law.procedure.kinds import DismissalReason, Outcome
from mingjian.law.procedure.moves import Act, refuse
from mingjian.law.roles import Actor

# 移送以后可以先行作出、不停止执行的处罚：移送规定第十一条第二款。
MAY_GO_ON = frozenset(
    {
        PenaltyKind.WARNING,
        PenaltyKind.BUSINESS_SUSPENSION,
        PenaltyKind.LICENSE_SUSPENSION,
        PenaltyKind.LICENSE_REVOCATION,
    }
)


def apl56_nothing_is_preserved(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """可以先行登记保存，并应当在七日内及时作出处理决定。"""
    if not facts.items_preserved:
        return None
    return refuse(
        "56",
        f"先行登记保存的证据有{facts.items_preserved}项尚未处理，不能{act.move.title}",
        "请先在“附随程序”中作出处理决定；逾期失效的，登记失效并退还。",
    )


def acl33_nothing_is_frozen(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关逾期未作出处理决定或者解除冻结决定的，金融机构应当自冻结期满之日起解除冻结。"""
    if not facts.sums_frozen:
        return None
    return refuse(
        "33",
        f"冻结的存款、汇款没有解除，不能{act.move.title}",
        "请先在“附随程序”中解除冻结。",
        paragraph="3",
        law="行政强制法",
    )


def apl27_police_do_not_have_it(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """违法行为涉嫌犯罪的，行政机关应当及时将案件移送司法机关，依法追究刑事责任。"""
    proposal = facts.proposal
    if facts.with_police_since is None or proposal is None:
        return None
    kinds = proposal.content.kinds if proposal.content else ()
    if proposal.outcome is Outcome.TRANSFER_JUDICIAL or (kinds and MAY_GO_ON.issuperset(kinds)):
        return None
    return refuse(
        "27",
        f"本案已于{long_date(facts.with_police_since)}移送公安机关，司法机关正在办理",
        "请等待反馈；不予立案、撤销案件、不起诉、无罪或者免予刑事处罚的，再依法作出决定。",
        paragraph="1",
    )


def apl27_passed_threshold_is_answered(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """违法行为涉嫌犯罪的，行政机关应当及时将案件移送司法机关，依法追究刑事责任。"""
    proposal = facts.proposal
    to_police = proposal is not None and proposal.outcome is Outcome.TRANSFER_JUDICIAL
    if not facts.thresholds or facts.is_referral_answered or to_police:
        return None
    return refuse(
        "27",
        f"本案{'；'.join(one.words for one in facts.thresholds)}，既没有移送公安机关，"
        "也没有负责人不予移送的理由",
        "请在“附随程序”中提出移送涉嫌犯罪案件报告，由负责人批准移送，或者写明不批准的理由。",
        paragraph="1",
    )


def apl35_no_fine_after_a_sentence(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关尚未给予当事人罚款的，不再给予罚款。"""
    if not facts.is_convicted or facts.proposal is None or not facts.proposal.fine_yuan:
        return None
    return refuse(
        "35",
        "人民法院已经判处刑罚，本机关尚未给予罚款的，不再给予罚款",
        "请修改拟处理意见，不再处以罚款。",
        paragraph="2",
    )


def apl25_case_is_not_sent_away(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """对管辖发生争议的，应当协商解决，协商不成的，报请共同的上一级行政机关指定管辖。"""
    if not facts.is_sent_away:
        return None
    return Breach(
        "APL25",
        f"本案已经移送其他机关管辖，不能{act.move.title}",
        Citation("行政处罚法", "25", "2"),
        "受移送机关已经接收的，请撤案；对管辖有争议的，请报请指定管辖。",
    )


def apl25_another_organ_has_taken_it(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """对管辖发生争议的，应当协商解决，协商不成的，报请共同的上一级行政机关指定管辖。"""
    if act.dismissal_reason is not DismissalReason.NO_JURISDICTION or facts.is_taken_by_another:
        return None
    return Breach(
        "APL25",
        "没有受移送机关接收案件的回执，也没有指定由其管辖的决定，不能以不属于本机关管辖为由撤案",
        Citation("行政处罚法", "25", "2"),
        "请先在“附随程序”中移送案件并登记接收回执；对方不接收的，登记后报请共同的上一级行政机关指定管辖。",
    )
