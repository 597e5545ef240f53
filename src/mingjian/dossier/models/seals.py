"""Approval and seal of a document (批准用印、用印)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.dossier.models.papers import Document
from mingjian.journal.classification import INTERNAL, PERSONAL
from mingjian.journal.guards import AppendOnly, CompositeForeignKey, Journalled
from mingjian.journal.ids import new_id
from mingjian.seals.models import DIGEST


class SealApproval(models.Model):
    """批准用印: exactly these bytes of the document may be sealed, and no others."""

    id = models.UUIDField(primary_key=True, default=new_id)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="seal_approvals")
    subject_id = models.UUIDField(db_index=True)
    pre_seal_sha256 = models.CharField(max_length=64)
    approved_at = models.DateTimeField()
    approved_by_person_id = models.UUIDField()
    approved_by_name = models.CharField(max_length=40)

    classification = {
        **dict.fromkeys(["id", "document", "subject_id"], INTERNAL),
        **dict.fromkeys(["pre_seal_sha256", "approved_at"], INTERNAL),
        **dict.fromkeys(["approved_by_person_id", "approved_by_name"], PERSONAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "pre_seal_sha256"], name="seal_approved_once_for_the_same_bytes"
            ),
            models.UniqueConstraint(
                fields=["id", "document", "pre_seal_sha256", "approved_by_person_id"],
                name="seal_approval_of_bytes_by_person",
            ),
            CompositeForeignKey(
                name="seal_approval_of_own_document",
                fields=["document", "subject_id"],
                to="dossier.Document",
                to_fields=["id", "subject_id"],
            ),
            models.CheckConstraint(
                name="seal_approval_names_bytes", condition=Q(pre_seal_sha256__regex=DIGEST)
            ),
            AppendOnly(name="seal_approval_append_only"),
            Journalled(name="seal_approval_journalled", stream_field="subject_id"),
        ]


class Seal(models.Model):
    """用印: which bytes were sealed, by whose approval, and which file came out of it."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, primary_key=True)
    subject_id = models.UUIDField(db_index=True)
    approval = models.ForeignKey(SealApproval, on_delete=models.PROTECT)
    pre_seal_sha256 = models.CharField(max_length=64)
    approved_by_person_id = models.UUIDField()
    sealed_sha256 = models.CharField(max_length=64, unique=True)
    sealed_at = models.DateTimeField()
    sealed_by_person_id = models.UUIDField()
    sealed_by_name = models.CharField(max_length=40)
    provider = models.CharField(max_length=80)
    certificate_serial = models.CharField(max_length=64)
    level = models.CharField(max_length=20)

    classification = {
        **dict.fromkeys(["document", "subject_id", "approval", "pre_seal_sha256"], INTERNAL),
        **dict.fromkeys(["sealed_sha256", "sealed_at", "provider"], INTERNAL),
        **dict.fromkeys(["certificate_serial", "level"], INTERNAL),
        **dict.fromkeys(
            ["approved_by_person_id", "sealed_by_person_id", "sealed_by_name"], PERSONAL
        ),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "sealed_sha256"], name="seal_file_of_document"
            ),
            CompositeForeignKey(
                name="seal_on_the_approved_bytes",
                fields=["approval", "document", "pre_seal_sha256", "approved_by_person_id"],
                to="dossier.SealApproval",
                to_fields=["id", "document", "pre_seal_sha256", "approved_by_person_id"],
            ),
            CompositeForeignKey(
                name="seal_publicly_registered",
                fields=["sealed_sha256"],
                to="seals.PublicSeal",
                to_fields=["sealed_sha256"],
            ),
            CompositeForeignKey(
                name="seal_of_own_document",
                fields=["document", "subject_id"],
                to="dossier.Document",
                to_fields=["id", "subject_id"],
            ),
            models.CheckConstraint(
                name="seal_set_by_another_than_approved",
                condition=~Q(sealed_by_person_id=F("approved_by_person_id")),
            ),
            models.CheckConstraint(
                name="sealed_file_is_named", condition=Q(sealed_sha256__regex=DIGEST)
            ),
            models.CheckConstraint(
                name="sealed_file_is_another",
                condition=~Q(sealed_sha256=F("pre_seal_sha256")),
            ),
            AppendOnly(name="seal_append_only"),
            Journalled(name="seal_journalled", stream_field="subject_id"),
        ]
