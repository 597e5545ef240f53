"""Rules of evidence (证据): facts are clear, records exist, what is relied on is verified."""

from __future__ import annotations

from mingjian.law.breach import Breach
from mingjian.law.dates import long_date
from mingjian.law.procedure.facts import CaseFacts, EvidenceFacts
from mingjian.law.procedure.moves import Act, refuse
from mingjian.law.roles import Actor


def apl40_facts_are_clear(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关必须查明事实；违法事实不清、证据不足的，不得给予行政处罚。"""
    proposal = act.proposal or facts.proposal
    is_penalty = proposal is None or proposal.is_penalty
    if not is_penalty or _relied_on(facts):
        return None
    return refuse(
        "40",
        f"尚未登记可以采用的证据，违法事实不清，不能{act.move.title}",
        "请先登记认定违法事实所依据的证据；违法事实不能成立的，应当作出不予处罚决定。",
    )


def apl41_device_record_was_reviewed(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关应当审核记录内容是否符合要求；未经审核或者经审核不符合要求的，不得作为行政处罚的证据。"""
    bad = [e for e in _relied_on(facts) if e.from_device and not e.device_record_reviewed]
    if not bad:
        return None
    return refuse(
        "41",
        f"有{len(bad)}件电子技术监控设备记录未经审核，不得作为行政处罚的证据",
        "请先审核记录内容是否真实、清晰、完整、准确；不符合要求的，请予以排除。",
        paragraph="2",
    )


def apl42_collectors_were_valid(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政处罚应当由具有行政执法资格的执法人员实施。执法人员不得少于两人，法律另有规定的除外。"""
    if act.evidence is None or not act.evidence.collectors:
        return None
    day, collectors = act.evidence.collected_on, act.evidence.collectors
    valid = {officer.person_id for officer in collectors if officer.valid_on(day)}
    if len(valid) >= facts.terms.least_officers:
        return None
    return refuse(
        "42",
        f"{long_date(day)}收集证据时，持有有效执法证件的执法人员为{len(valid)}人，"
        f"少于{facts.terms.least_officers}人",
        "请核对收集日期和收集人；不符合规定收集的证据，不得采用。",
        paragraph="1",
    )


def apl46_evidence_is_verified(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """证据必须经查证属实，方可作为认定案件事实的根据。"""
    unverified = [e for e in _relied_on(facts) if not e.verified]
    if not unverified:
        return None
    return refuse(
        "46",
        f"有{len(unverified)}件证据尚未查证属实，不能{act.move.title}",
        "请逐件查证；查证不属实或者以非法手段取得的，请予以排除。",
        paragraph="2",
    )


def apl46_evidence_precedes_decision(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """证据必须经查证属实，方可作为认定案件事实的根据。"""
    # 作出决定以后收集的证据不能作为认定案件事实的根据。
    late = [e for e in _relied_on(facts) if e.collected_on > act.on]
    if not late:
        return None
    return refuse(
        "46",
        f"有{len(late)}件证据的收集日期晚于决定日期（{long_date(act.on)}）",
        "请核对证据的收集日期；决定以后收集的证据不能作为本决定的根据。",
        paragraph="2",
    )


def apl46_evidence_is_described(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """证据包括：（一）书证；（二）物证；（三）视听资料；（四）电子数据；（五）证人证言；（六）当事人的陈述；（七）鉴定意见；（八）勘验笔录、现场笔录。"""
    if act.evidence is not None and act.evidence.collected_on <= act.on:
        return None
    return refuse(
        "46",
        "证据没有注明种类，或者收集日期晚于登记证据的行为日期",
        "请填写证据种类和收集日期，并核对先后。",
        paragraph="1",
    )


def apl55_records_were_made(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """询问或者检查应当制作笔录。"""
    if facts.has_interview_record or facts.has_scene_record:
        return None
    return refuse(
        "55",
        f"没有询问笔录，也没有现场检查（勘验）笔录，不能{act.move.title}",
        "请补充制作询问笔录或者现场笔录。",
        paragraph="2",
    )


def _relied_on(facts: CaseFacts) -> list[EvidenceFacts]:
    return [evidence for evidence in facts.evidence if not evidence.excluded]
