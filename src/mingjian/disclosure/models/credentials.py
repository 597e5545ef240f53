"""Public credentials (执法证件现时状态): a view of the registry, true at the moment it is read.

The view is defined by migration 0005. The database computes the state, so that a suspension, a
revocation or leaving office shows at once, and the portal's role reads these columns and no other.
"""

from __future__ import annotations

from django.db import models

from mingjian.disclosure.models.records import PublicAgency
from mingjian.journal.classification import PUBLIC


class PublicCredential(models.Model):
    """执法证件: who holds it, for what and where, and what it is worth right now."""

    public_table = True

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey(PublicAgency, on_delete=models.DO_NOTHING, related_name="+")
    name = models.CharField(max_length=80)
    post = models.CharField(max_length=80)
    number = models.CharField(max_length=40)
    category = models.CharField(max_length=80)
    area = models.CharField(max_length=6)
    issued_by = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_until = models.DateField()
    status = models.CharField(max_length=20)
    status_since = models.DateField()

    classification = dict.fromkeys(
        [
            *["id", "agency", "name", "post", "number", "category", "area", "issued_by"],
            *["valid_from", "valid_until", "status", "status_since"],
        ],
        PUBLIC,
    )

    class Meta:
        managed = False
        db_table = "disclosure_publiccredential"
