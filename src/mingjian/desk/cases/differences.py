"""What changed between two submissions for review (两次送审的差异)."""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.cases.models import Proposal
from mingjian.cases.papers import content_sentence
from mingjian.desk.cases.case_file import CaseFile
from mingjian.law.dates import long_date
from mingjian.law.procedure import Outcome


@dataclass(frozen=True)
class Difference:
    """One part of the text, before and now."""

    label: str
    before: str
    now: str


@dataclass(frozen=True)
class Differences:
    """Since which submission, and what."""

    since: str
    rows: list[Difference]


def differences_since_last_submission(file: CaseFile) -> Differences | None:
    """None for a first submission; no rows where the same text came again."""
    if len(file.submissions) < 2 or file.proposal is None:
        return None
    earlier = file.submissions[-2]
    before = next(one for one in file.proposals if one.hash == earlier.proposal_hash)
    pairs = zip(_parts(before), _parts(file.proposal), strict=True)
    rows = [Difference(label, old, new) for (label, old), (_, new) in pairs if old != new]
    return Differences(f"{long_date(earlier.submitted_on)}送审的第 {before.revision} 稿", rows)


def _parts(text: Proposal) -> list[tuple[str, str]]:
    return [
        ("处理结果", Outcome(text.outcome).title),
        ("处罚内容", content_sentence(text)),
        ("违法事实", text.facts),
        ("证据", text.evidence_summary),
        ("处理理由", text.reasons),
        ("法律依据", "、".join(one["text"] for one in text.basis)),
        ("裁量阶次", text.tier),
        ("法定情节", "、".join(text.grounds)),
        ("偏离裁量基准的理由", text.deviation_reasons),
    ]
