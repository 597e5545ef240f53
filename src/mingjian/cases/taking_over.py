"""Evidence of one case taken over into another (证据沿用): 重新办理、共同当事人、反向移送."""

from __future__ import annotations

from mingjian.cases.models import Case, Evidence


def take_evidence_over(old: Case, case: Case) -> None:
    """Evidence that was not excluded; what was found true stays so."""
    for item in old.evidence.select_related("verdict").order_by("collected_on", "id"):
        verdict = getattr(item, "verdict", None)
        if verdict is not None and not verdict.accepted:
            continue
        Evidence.objects.create(
            case=case,
            kind=item.kind,
            title=item.title,
            collected_on=item.collected_on,
            place=item.place,
            proves=item.proves,
            verified=item.verified or verdict is not None,
            collected_by_id=item.collected_by_id,
            collected_with_id=item.collected_with_id,
            is_interview=item.is_interview,
        )
