"""The public register of seals (用印登记): what anybody may ask who holds the document."""

from __future__ import annotations

from django.db import models

from mingjian.journal.classification import PUBLIC
from mingjian.journal.guards import AppendOnly

DIGEST = r"^[0-9a-f]{64}$"


class PublicSeal(models.Model):
    """用印登记: found by number and code together, or by the file; names no party, no case."""

    sealed_sha256 = models.CharField(max_length=64, primary_key=True)
    lookup = models.CharField(max_length=64, unique=True)
    title = models.CharField(max_length=120)
    agency_name = models.CharField(max_length=80)
    sealed_at = models.DateTimeField()
    level = models.CharField(max_length=20)
    has_legal_force = models.BooleanField()

    classification = dict.fromkeys(
        ["sealed_sha256", "lookup", "title", "agency_name", "sealed_at", "level"], PUBLIC
    ) | {"has_legal_force": PUBLIC}
    public_table = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="public_seal_names_a_file", condition=models.Q(sealed_sha256__regex=DIGEST)
            ),
            models.CheckConstraint(
                name="public_seal_has_a_lookup", condition=models.Q(lookup__regex=DIGEST)
            ),
            AppendOnly(name="public_seal_append_only"),
        ]
