"""Law packs (法律参数包): every snapshot ever used, kept for ever."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from mingjian.journal.classification import INTERNAL, PUBLIC
from mingjian.journal.guards import AppendOnly


class LawPack(models.Model):
    """法律参数包: one exported law book; a case keeps the hash it was opened under."""

    hash = models.CharField(max_length=64, primary_key=True)
    pack_id = models.CharField(max_length=60)
    version = models.CharField(max_length=80)
    name = models.CharField(max_length=120)
    content = models.JSONField()
    loaded_at = models.DateTimeField()

    classification = {
        **dict.fromkeys(["hash", "pack_id", "version", "name", "content"], PUBLIC),
        "loaded_at": INTERNAL,
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="law_pack_hash_shape", condition=Q(hash__regex=r"^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(
                name="law_pack_is_named",
                condition=~Q(pack_id="") & ~Q(version="") & ~Q(name=""),
            ),
            AppendOnly(name="law_pack_append_only"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"
