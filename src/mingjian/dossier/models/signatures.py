"""Signatures on papers (电子签名、纸质签名、拒绝签名), each of the bytes that were shown."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.dossier.models.papers import Document
from mingjian.journal.classification import INTERNAL, PERSONAL
from mingjian.journal.guards import AppendOnly, CompositeForeignKey, Journalled, RowRule
from mingjian.journal.ids import new_id
from mingjian.law.signing import Capacity, SigningWay
from mingjian.seals.models import DIGEST

_STAFF = sorted(one.value for one in Capacity if one.is_staff)
_DRAWN, _PAPER = SigningWay.DRAWN.value, SigningWay.ON_PAPER.value
_REFUSED = SigningWay.REFUSED.value

# 盖章的文书、被更正的笔录不再签名。
OPEN_PAPER = """BEGIN
  IF EXISTS (SELECT FROM dossier_seal WHERE document_id = NEW.document_id) THEN
    RAISE EXCEPTION 'the paper is sealed'
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'signature_on_open_paper';
  END IF;
  IF EXISTS (SELECT FROM dossier_document WHERE subject_id = NEW.subject_id
             AND content->>'replaces' = NEW.document_id::text) THEN
    RAISE EXCEPTION 'another text stands in place of this paper'
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'signature_on_open_paper';
  END IF;
  RETURN NEW;
END"""
EVERY_PAGE = """BEGIN
  IF NEW.way = 'drawn' AND NEW.by_page AND NOT (NEW.pages_read @>
     (SELECT jsonb_agg(page) FROM generate_series(1, NEW.page_count) page)) THEN
    RAISE EXCEPTION 'signed without having read every page'
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'signature_after_every_page';
  END IF;
  RETURN NEW;
END"""


class SigningSheet(models.Model):
    """待签文本: these bytes are what that content of the document printed, when it was signed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="signing_sheets")
    subject_id = models.UUIDField(db_index=True)
    content_hash = models.CharField(max_length=64)
    printed_sha256 = models.CharField(max_length=64)
    page_count = models.PositiveSmallIntegerField()
    by_page = models.BooleanField()
    shown_at = models.DateTimeField()

    classification = {
        **dict.fromkeys(["id", "document", "subject_id", "content_hash"], INTERNAL),
        **dict.fromkeys(["printed_sha256", "page_count", "by_page", "shown_at"], INTERNAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "printed_sha256"], name="signing_sheet_once_for_the_same_bytes"
            ),
            models.UniqueConstraint(
                fields=["document", "subject_id", "printed_sha256", "page_count", "by_page"],
                name="signing_sheet_as_shown",
            ),
            models.CheckConstraint(
                name="signing_sheet_names_bytes",
                condition=Q(printed_sha256__regex=DIGEST, page_count__gte=1),
            ),
            CompositeForeignKey(
                name="signing_sheet_of_that_content",
                fields=["document", "subject_id", "content_hash"],
                to="dossier.Document",
                to_fields=["id", "subject_id", "content_hash"],
            ),
            AppendOnly(name="signing_sheet_append_only"),
            Journalled(name="signing_sheet_journalled", stream_field="subject_id"),
        ]


class Signature(models.Model):
    """签名: who, as what, in which way, under which bytes; or that somebody refused to sign."""

    id = models.UUIDField(primary_key=True, default=new_id)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="signatures")
    subject_id = models.UUIDField(db_index=True)
    printed_sha256 = models.CharField(max_length=64)
    page_count = models.PositiveSmallIntegerField()
    by_page = models.BooleanField()
    pages_read = models.JSONField(default=list)
    way = models.CharField(max_length=20, choices=[(one.value, one.label) for one in SigningWay])
    capacity = models.CharField(max_length=20, choices=[(it.value, it.label) for it in Capacity])
    signer_name = models.CharField(max_length=80)
    relation = models.CharField(max_length=60, blank=True, default="")
    # 执法人员、听证主持人的账号；其他人没有。
    signer_person_id = models.UUIDField(null=True)
    strokes = models.JSONField(default=list)
    strokes_sha256 = models.CharField(max_length=64, blank=True, default="")
    device = models.CharField(max_length=200, blank=True, default="")
    proof = models.CharField(max_length=300, blank=True, default="")
    reason = models.CharField(max_length=300, blank=True, default="")
    witness = models.CharField(max_length=120, blank=True, default="")
    recording = models.CharField(max_length=200, blank=True, default="")
    signed_at = models.DateTimeField()
    recorded_by_person_id = models.UUIDField()
    recorded_by_name = models.CharField(max_length=40)

    classification = {
        **dict.fromkeys(["id", "document", "subject_id", "printed_sha256", "page_count"], INTERNAL),
        **dict.fromkeys(["by_page", "pages_read", "way", "capacity", "signed_at"], INTERNAL),
        **dict.fromkeys(["signer_name", "relation", "signer_person_id", "strokes"], PERSONAL),
        **dict.fromkeys(["strokes_sha256", "device", "proof", "reason", "witness"], PERSONAL),
        **dict.fromkeys(["recording", "recorded_by_person_id", "recorded_by_name"], PERSONAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "printed_sha256", "capacity", "signer_name"],
                name="signature_once_for_the_same_bytes",
                condition=~Q(way=_REFUSED),
            ),
            CompositeForeignKey(
                name="signature_of_the_bytes_shown",
                fields=["document", "subject_id", "printed_sha256", "page_count", "by_page"],
                to="dossier.SigningSheet",
                to_fields=["document", "subject_id", "printed_sha256", "page_count", "by_page"],
            ),
            models.CheckConstraint(
                name="signature_drawn_has_strokes",
                condition=Q(way=_DRAWN, strokes_sha256__regex=DIGEST) & ~Q(strokes=[])
                | ~Q(way=_DRAWN) & Q(strokes=[], strokes_sha256=""),
            ),
            models.CheckConstraint(
                name="signature_on_paper_has_proof", condition=~Q(way=_PAPER) | ~Q(proof="")
            ),
            models.CheckConstraint(
                name="signature_refusal_is_told",
                condition=~Q(way=_REFUSED) | (~Q(reason="") & (~Q(witness="") | ~Q(recording=""))),
            ),
            models.CheckConstraint(name="signature_names_its_signer", condition=~Q(signer_name="")),
            # 执法人员用自己的账号签名，不替别人签。
            models.CheckConstraint(
                name="signature_of_staff_by_own_account",
                condition=Q(
                    capacity__in=_STAFF,
                    signer_person_id__isnull=False,  # NULL would pass the CHECK
                    signer_person_id=F("recorded_by_person_id"),
                )
                | (~Q(capacity__in=_STAFF) & Q(signer_person_id__isnull=True)),
            ),
            RowRule(name="signature_on_open_paper", body=OPEN_PAPER),
            RowRule(name="signature_after_every_page", body=EVERY_PAGE),
            AppendOnly(name="signature_append_only"),
            Journalled(name="signature_journalled", stream_field="subject_id"),
        ]
