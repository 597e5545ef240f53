"""What changed between two submissions for review (两次送审的差异)."""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.cases.models import Proposal, ReviewSubmission
from mingjian.cases.papers import content_lines
from mingjian.desk.cases.case_file import CaseFile
from mingjian.dossier.kinds import DocumentKind
from mingjian.law.amounts import format_yuan
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
    rows += _changed_amounts(before, file.proposal) + _new_material(file, earlier)
    return Differences(f"{long_date(earlier.submitted_on)}送审的第 {before.revision} 稿", rows)


def _changed_amounts(before: Proposal, now: Proposal) -> list[Difference]:
    """Amounts by themselves, so that nobody has to find them in a sentence."""
    titles = {"fine_yuan": "罚款数额", "confiscated_gains_yuan": "没收违法所得数额"}
    found = []
    for field, title in titles.items():
        old, new = getattr(before, field), getattr(now, field)
        if old != new:
            word = "增加" if new > old else "减少"
            said = f"¥{format_yuan(new)}（{word}¥{format_yuan(abs(new - old))}）"
            found.append(Difference(title, f"¥{format_yuan(old)}", said))
    return found


def _new_material(file: CaseFile, earlier: ReviewSubmission) -> list[Difference]:
    """Documents and evidence that came after the earlier submission."""
    # 文书标识按制作先后排序，送审记录的标识也是：早于上次送审的，上次已经看过。
    opinion = DocumentKind.REVIEW_OPINION.value
    later = [paper for paper in file.documents if paper.id > earlier.id and paper.kind != opinion]
    papers = [paper.title for paper in later]
    items = [item.title for item in file.evidence if item.id > earlier.id]
    found = {"新增文书": papers, "新增证据": items}
    return [Difference(title, "", "、".join(names)) for title, names in found.items() if names]


def _parts(text: Proposal) -> list[tuple[str, str]]:
    return [
        ("处理结果", Outcome(text.outcome).title),
        ("处罚内容", "\n".join(content_lines(text))),
        ("违法事实", text.facts),
        ("证据", text.evidence_summary),
        ("处理理由", text.reasons),
        ("法律依据", "、".join(one["text"] for one in text.basis)),
        ("裁量阶次", text.tier),
        ("法定情节", "、".join(text.grounds)),
        ("偏离裁量基准的理由", text.deviation_reasons),
        ("不适用从宽的理由", text.leniency_reasons),
    ]
