"""The night shift (归档夜班): packages not built yet, yearly checks, leftovers of the destroyed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, Max, OuterRef, Q

from mingjian.archive.bags import BagDamaged
from mingjian.archive.checking import check_dossier, due_for_yearly_check
from mingjian.archive.keeping import finish_destructions
from mingjian.archive.kinds import Occasion
from mingjian.archive.models import Dossier, Package
from mingjian.archive.packaging import build_package
from mingjian.evidence.kinds import ClipState
from mingjian.evidence.models import Clip
from mingjian.law.roles import Actor


@dataclass(frozen=True)
class Tended:
    """What the night brought."""

    packed: int
    checked: int
    faults: tuple[str, ...]


def tend_archive(*, by: Actor, at: datetime) -> Tended:
    """One round; may be repeated. A dossier that fails does not stop the others."""
    faults: list[str] = []
    packed = checked = 0
    for dossier in _unpacked():
        try:
            build_package(dossier_id=dossier.id, by=by, at=at)
        except (BagDamaged, OSError) as error:
            faults.append(f"案卷 {dossier.archive_number} 没有封装：{error}")
            continue
        packed += 1
        faults += _check(dossier, Occasion.FILING, by, at)
    for dossier_id in list(due_for_yearly_check(at=at)):
        checked += 1
        faults += _check(Dossier.objects.get(id=dossier_id), Occasion.YEARLY, by, at)
    finish_destructions()
    return Tended(packed, checked, tuple(faults))


def _unpacked() -> list[Dossier]:
    """Filed, supplemented, or with a masked copy made since, and not in a package yet."""
    newest = Dossier.objects.kept().annotate(
        filed_times=Max("items__filing"), packed_times=Max("packages__filings")
    )
    packed = Package.objects.filter(
        dossier=OuterRef(OuterRef("pk")), built_at__gte=OuterRef("ended_at")
    )
    masked = Clip.objects.filter(
        ~Exists(packed), file__case_id=OuterRef("case_id"), state=ClipState.DONE
    )
    is_behind = Q(packed_times__lt=F("filed_times")) | Exists(masked)
    waiting = newest.filter(Q(packed_times=None) | is_behind)
    return list(waiting.order_by("filed_at", "id"))


def _check(dossier: Dossier, occasion: Occasion, by: Actor, at: datetime) -> list[str]:
    report = check_dossier(dossier_id=dossier.id, occasion=occasion, by=by, at=at)
    return [] if report.passed else [f"案卷 {dossier.archive_number} 四性检测不通过"]
