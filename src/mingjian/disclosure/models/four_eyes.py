"""Two approvals (两人核准): the columns and constraints of a row that rests on both of them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.constraints import BaseConstraint

from mingjian.disclosure.kinds import ApprovalKind
from mingjian.journal.guards import CompositeForeignKey

CONTENT, SECRECY = ApprovalKind.CONTENT.value, ApprovalKind.SECRECY.value
FOUR_EYES_FIELDS = (
    *("preparation", "hash", "publishes", "content_approval", "content_kind"),
    *("content_person_id", "secrecy_approval", "secrecy_kind", "secrecy_person_id"),
)


class FourEyes(models.Model):
    """内容审核与保密审查: of one frozen text, by two persons; the database compares them."""

    preparation = models.ForeignKey(
        "disclosure.Preparation", on_delete=models.PROTECT, related_name="%(class)ss"
    )
    hash = models.CharField(max_length=64)
    publishes = models.BooleanField()
    content_approval = models.ForeignKey(
        "disclosure.Approval", on_delete=models.PROTECT, related_name="+"
    )
    content_kind = models.CharField(max_length=20, default=CONTENT)
    content_person_id = models.UUIDField()
    secrecy_approval = models.ForeignKey(
        "disclosure.Approval", on_delete=models.PROTECT, related_name="+"
    )
    secrecy_kind = models.CharField(max_length=20, default=SECRECY)
    secrecy_person_id = models.UUIDField()

    class Meta:
        abstract = True


def four_eyes_constraints(*, name: str, publishes: bool) -> list[BaseConstraint]:
    """Both approvals are of this very text, of two kinds, by two persons."""
    return [
        models.CheckConstraint(
            name=f"{name}_by_four_eyes",
            condition=Q(publishes=publishes, content_kind=CONTENT, secrecy_kind=SECRECY)
            & ~Q(content_person_id=F("secrecy_person_id")),
        ),
        CompositeForeignKey(
            name=f"{name}_of_approved_outcome",
            fields=["preparation", "hash", "publishes"],
            to="disclosure.Preparation",
            to_fields=["id", "hash", "publishes"],
        ),
        *(
            CompositeForeignKey(
                name=f"{name}_{eye}_approved",
                fields=[
                    *[f"{eye}_approval", "preparation", "hash"],
                    *[f"{eye}_kind", f"{eye}_person_id"],
                ],
                to="disclosure.Approval",
                to_fields=["id", "preparation", "hash", "kind", "approved_by_person_id"],
            )
            for eye in ("content", "secrecy")
        ),
    ]
