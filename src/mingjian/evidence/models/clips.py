"""Masked copies (遮挡副本): what was asked of an original, and what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.evidence.kinds import ClipState
from mingjian.evidence.models.files import DIGEST, EvidenceFile
from mingjian.journal.classification import INTERNAL, PERSONAL
from mingjian.journal.guards import (
    CommitRule,
    CompositeForeignKey,
    FrozenFields,
    Journalled,
    NoDelete,
    RowRule,
)
from mingjian.journal.ids import new_id

# 制作完成、失败、取消以后不再变动。
_ENDED_STAYS = """
BEGIN
  IF OLD.state <> 'waiting' THEN
    RAISE EXCEPTION 'a masked copy that is % stays as it is', OLD.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'clip_ended_stays';
  END IF;
  RETURN NEW;
END
"""
# 入库: two places gave these very bytes back.
_DONE_WITH_COPIES = """
BEGIN
  IF NEW.state = 'done' AND (
    SELECT count(*) FROM evidence_clipcopy c
    WHERE c.clip_id = NEW.id AND c.sha256 = NEW.sha256) < 2
  THEN
    RAISE EXCEPTION 'masked copy % lies in fewer than two places', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'clip_done_with_copies';
  END IF;
  RETURN NULL;
END
"""
_ENDS = Q(ended_at__isnull=False)
_NOTHING = Q(sha256="", sm3="", size=0, content_type="")


class Clip(models.Model):
    """遮挡副本: a copy in the vault under its own hashes; the original is only read."""

    id = models.UUIDField(primary_key=True, default=new_id)
    file = models.ForeignKey(EvidenceFile, on_delete=models.PROTECT, related_name="clips")
    source_sha256 = models.CharField(max_length=64)
    plan = models.JSONField()
    purpose = models.CharField(max_length=80)
    watermark = models.CharField(max_length=160)
    state = models.CharField(max_length=10, choices=[(s.value, s.title) for s in ClipState])
    sha256 = models.CharField(max_length=64, blank=True, default="")
    sm3 = models.CharField(max_length=64, blank=True, default="")
    size = models.BigIntegerField(default=0)
    content_type = models.CharField(max_length=20, blank=True, default="")
    why_not = models.CharField(max_length=200, blank=True, default="")
    asked_at = models.DateTimeField()
    asked_by_person_id = models.UUIDField()
    asked_by_name = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True)

    classification = {
        **dict.fromkeys(["id", "file", "source_sha256", "plan", "state", "sha256"], INTERNAL),
        **dict.fromkeys(["sm3", "size", "content_type", "why_not", "asked_at"], INTERNAL),
        "ended_at": INTERNAL,
        **dict.fromkeys(["purpose", "watermark", "asked_by_person_id"], PERSONAL),
        "asked_by_name": PERSONAL,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "sha256"], name="clip_of_bytes"),
            models.UniqueConstraint(fields=["id", "file"], name="clip_of_file"),
            models.CheckConstraint(name="clip_has_its_purpose", condition=~Q(purpose="")),
            models.CheckConstraint(
                name="clip_follows_its_state",
                condition=Q(state="waiting", ended_at=None, why_not="") & _NOTHING
                | Q(state="done", sha256__regex=DIGEST, sm3__regex=DIGEST, size__gt=0, why_not="")
                & _ENDS
                & ~Q(content_type="")
                | Q(state="cancelled", why_not="") & _ENDS & _NOTHING
                | Q(state="failed") & _ENDS & ~Q(why_not="") & _NOTHING,
            ),
            CompositeForeignKey(
                name="clip_of_those_bytes",
                fields=["file", "source_sha256"],
                to="evidence.EvidenceFile",
                to_fields=["id", "sha256"],
            ),
            FrozenFields(
                name="clip_keeps_its_order",
                fields=[
                    *("id", "file", "source_sha256", "plan", "purpose", "watermark"),
                    *("asked_at", "asked_by_person_id", "asked_by_name"),
                ],
            ),
            RowRule(name="clip_ended_stays", body=_ENDED_STAYS, when="BEFORE UPDATE"),
            CommitRule(
                name="clip_done_with_copies", body=_DONE_WITH_COPIES, when="AFTER INSERT OR UPDATE"
            ),
            NoDelete(name="clip_never_goes"),
            Journalled(name="clip_journalled", stream_field="file"),
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="clip_by_state")]


class ClipCopy(models.Model):
    """遮挡副本在一处的存放: looked after like a copy of an original, kept as long as it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    clip = models.ForeignKey(Clip, on_delete=models.PROTECT, related_name="copies")
    store = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    stored_at = models.DateTimeField()
    checked_at = models.DateTimeField(db_index=True)

    classification = dict.fromkeys(
        ["id", "clip", "store", "sha256", "stored_at", "checked_at"], INTERNAL
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clip", "store"], name="clip_copy_once_in_a_store"),
            models.CheckConstraint(
                name="clip_copy_checked_after_stored", condition=Q(checked_at__gte=F("stored_at"))
            ),
            CompositeForeignKey(
                name="clip_copy_of_those_bytes",
                fields=["clip", "sha256"],
                to="evidence.Clip",
                to_fields=["id", "sha256"],
            ),
            FrozenFields(
                name="clip_copy_keeps_its_place",
                fields=["id", "clip", "store", "sha256", "stored_at"],
            ),
            NoDelete(name="clip_copy_never_goes"),
        ]
