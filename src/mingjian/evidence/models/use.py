"""Tables of how files are used: preview copies and markers. Nothing here touches an original."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.evidence.kinds import DerivativeKind
from mingjian.evidence.models.files import DIGEST, EvidenceFile
from mingjian.journal.classification import INTERNAL, PERSONAL
from mingjian.journal.guards import AppendOnly, CompositeForeignKey, Journalled
from mingjian.journal.ids import new_id


class Derivative(models.Model):
    """预览副本: made from exactly these bytes, or the reason why there is none."""

    id = models.UUIDField(primary_key=True, default=new_id)
    file = models.ForeignKey(EvidenceFile, on_delete=models.PROTECT, related_name="derivatives")
    kind = models.CharField(max_length=12, choices=[(k.value, k.title) for k in DerivativeKind])
    source_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    size = models.BigIntegerField(default=0)
    content_type = models.CharField(max_length=20, blank=True, default="")
    why_not = models.CharField(max_length=200, blank=True, default="")
    made_at = models.DateTimeField()

    classification = {
        **dict.fromkeys(["id", "file", "kind", "source_sha256", "sha256", "size"], INTERNAL),
        **dict.fromkeys(["content_type", "why_not", "made_at"], INTERNAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "kind"], name="derivative_once_of_a_kind"),
            models.CheckConstraint(
                name="derivative_made_or_why_not",
                condition=Q(sha256__regex=DIGEST, size__gt=0, why_not="") & ~Q(content_type="")
                | Q(sha256="", size=0, content_type="") & ~Q(why_not=""),
            ),
            CompositeForeignKey(
                name="derivative_of_those_bytes",
                fields=["file", "source_sha256"],
                to="evidence.EvidenceFile",
                to_fields=["id", "sha256"],
            ),
            AppendOnly(name="derivative_append_only"),
        ]


class Marker(models.Model):
    """标记: a moment of a recording, who speaks, what is said or seen; a new one replaces it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    file = models.ForeignKey(EvidenceFile, on_delete=models.PROTECT, related_name="markers")
    second = models.PositiveIntegerField()
    speaker = models.CharField(max_length=80, blank=True, default="")
    content = models.TextField()
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True)
    written_at = models.DateTimeField()
    written_by_person_id = models.UUIDField()
    written_by_name = models.CharField(max_length=80)

    classification = {
        **dict.fromkeys(["id", "file", "second", "replaces", "written_at"], INTERNAL),
        **dict.fromkeys(
            ["speaker", "content", "written_by_person_id", "written_by_name"], PERSONAL
        ),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "file"], name="marker_of_file"),
            models.CheckConstraint(name="marker_says_something", condition=~Q(content="")),
            models.CheckConstraint(
                name="marker_replaces_another",
                condition=Q(replaces=None) | ~Q(replaces=F("id")),
            ),
            CompositeForeignKey(
                name="marker_replaces_one_of_its_file",
                fields=["replaces", "file"],
                to="evidence.Marker",
                to_fields=["id", "file"],
            ),
            AppendOnly(name="marker_append_only"),
            Journalled(name="marker_journalled", stream_field="file"),
        ]
