"""What this person may open here (数据权限): matters of the own agency, 404 for all others."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mingjian.access.scopes import Scope
from mingjian.disclosure.models import (
    Duty,
    ImportBatch,
    Preparation,
    PublicRecord,
    Release,
    WithdrawalOrder,
)


def own_agency(scope: Scope) -> UUID:
    """The agency this person works for; 404 for somebody of none."""
    if scope.agency_id is None:
        raise Http404("this person belongs to no agency")
    return scope.agency_id


def duty_for(*, scope: Scope, duty_id: UUID) -> Duty:
    """The duty with its case, party and decision; 404 outside the scope."""
    duties = Duty.objects.visible_to(scope).select_related(
        "case__party", "case__agency", "case__decision"
    )
    return get_object_or_404(duties, id=duty_id)


def preparation_for(*, scope: Scope, preparation_id: UUID) -> Preparation:
    """The frozen text of a duty or an import."""
    seen = Q(duty__in=Duty.objects.visible_to(scope))
    if scope.agency_id is not None:
        seen |= Q(batch__agency_id=scope.agency_id)
    texts = Preparation.objects.filter(seen).select_related(
        "duty__case__party", "duty__case__agency", "duty__case__decision", "batch"
    )
    return get_object_or_404(texts, id=preparation_id)


def last_release_for(*, scope: Scope, public_id: str) -> Release:
    """The newest version of a record that the person's agency made public."""
    found = (
        Release.objects.filter(public_id=public_id, agency_id=own_agency(scope))
        .select_related("preparation__duty__case__party", "row", "agency")
        .order_by("-version")
        .first()
    )
    if found is None:
        raise Http404(f"no public record {public_id!r} of this agency")
    return found


def record_of_release(release: Release) -> PublicRecord:
    """The public row, or the stub that is left of it."""
    return PublicRecord.objects.get(public_id=release.public_id)


def order_for(*, scope: Scope, order_id: UUID) -> WithdrawalOrder:
    """A withdrawal that was ordered."""
    return get_object_or_404(WithdrawalOrder.objects.visible_to(scope), id=order_id)


def batch_for(*, scope: Scope, batch_id: UUID) -> ImportBatch:
    """An import of the person's agency."""
    return get_object_or_404(ImportBatch, id=batch_id, agency_id=own_agency(scope))


def page_of_text(preparation: Preparation) -> str:
    """The page on which this text is handled: the record it corrects, the import, the duty."""
    if preparation.corrects:
        return reverse("desk:disclosure-record", args=[preparation.corrects])
    if preparation.batch_id is not None:
        return reverse("desk:disclosure-import", args=[preparation.batch_id])
    return reverse("desk:disclosure-duty", args=[preparation.duty_id])
