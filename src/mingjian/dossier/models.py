"""Tables of the dossier: number books, documents, service."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.dossier.kinds import DocumentKind, ServiceMethod
from mingjian.journal.classification import INTERNAL, PERSONAL, PUBLIC
from mingjian.journal.guards import (
    AppendOnly,
    CompositeForeignKey,
    FrozenFields,
    Journalled,
    NoDelete,
)
from mingjian.journal.ids import new_id
from mingjian.seals.models import DIGEST


class NumberBook(models.Model):
    """文号簿: the numbers of one agency, kind and year; its row lock is the queue for the next."""

    id = models.UUIDField(primary_key=True, default=new_id)
    agency_id = models.UUIDField()
    prefix = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last_serial = models.PositiveIntegerField(default=0)

    classification = dict.fromkeys(
        ["id", "agency_id", "prefix", "kind", "year", "last_serial"], PUBLIC
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency_id", "kind", "year"], name="one_number_book"),
            FrozenFields(name="number_book_frozen", fields=["agency_id", "prefix", "kind", "year"]),
            NoDelete(name="number_book_stays"),
        ]


class IssuedNumber(models.Model):
    """文号: each follows the one before, so a gap cannot exist; a wasted one is voided."""

    id = models.UUIDField(primary_key=True, default=new_id)
    book = models.ForeignKey(NumberBook, on_delete=models.PROTECT)
    serial = models.PositiveIntegerField()
    previous_serial = models.PositiveIntegerField(null=True)
    text = models.CharField(max_length=60, unique=True)
    subject_id = models.UUIDField()
    issued_at = models.DateTimeField()

    classification = {
        **dict.fromkeys(["id", "book", "serial", "previous_serial", "text", "issued_at"], PUBLIC),
        "subject_id": INTERNAL,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "serial"], name="number_used_once"),
            models.CheckConstraint(
                name="number_leaves_no_gap",
                condition=Q(serial=1, previous_serial__isnull=True)
                # NULL would pass the CHECK and leave the composite key unchecked.
                | Q(serial__gt=1, previous_serial__isnull=False, previous_serial=F("serial") - 1),
            ),
            CompositeForeignKey(
                name="number_follows_another",
                fields=["book", "previous_serial"],
                to="dossier.IssuedNumber",
                to_fields=["book", "serial"],
            ),
            AppendOnly(name="number_append_only"),
            Journalled(name="number_journalled", stream_field="subject_id"),
        ]


class VoidedNumber(models.Model):
    """作废文号: why a number that was issued stands on no document."""

    number = models.OneToOneField(IssuedNumber, on_delete=models.PROTECT, primary_key=True)
    reason = models.CharField(max_length=200)
    voided_at = models.DateTimeField()

    classification = dict.fromkeys(["number", "reason", "voided_at"], PUBLIC)

    class Meta:
        constraints = [
            models.CheckConstraint(name="void_has_reason", condition=~Q(reason="")),
            AppendOnly(name="void_append_only"),
        ]


class Document(models.Model):
    """文书: its content as data, frozen; what people see is rendered from it again."""

    id = models.UUIDField(primary_key=True, default=new_id)
    subject_id = models.UUIDField(db_index=True)
    agency_id = models.UUIDField()
    kind = models.CharField(max_length=40, choices=[(k.value, k.title) for k in DocumentKind])
    title = models.CharField(max_length=120)
    number = models.OneToOneField(IssuedNumber, on_delete=models.PROTECT, null=True)
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    dated = models.DateField()
    made_at = models.DateTimeField()
    made_by_person_id = models.UUIDField()

    classification = {
        **dict.fromkeys(["id", "subject_id", "agency_id", "kind", "title", "number"], INTERNAL),
        **dict.fromkeys(["content", "made_by_person_id"], PERSONAL),
        **dict.fromkeys(["content_hash", "dated", "made_at"], INTERNAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "subject_id"], name="document_of_subject"),
            AppendOnly(name="document_append_only"),
            Journalled(name="document_journalled", stream_field="subject_id"),
        ]


class Service(models.Model):
    """送达: how, when and to whom a document was served (民事诉讼法 art. 87–95)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    document = models.OneToOneField(Document, on_delete=models.PROTECT)
    subject_id = models.UUIDField(db_index=True)
    method = models.CharField(max_length=20, choices=[(m.value, m.title) for m in ServiceMethod])
    done_on = models.DateField()
    effective_on = models.DateField()
    receiver = models.CharField(max_length=80, blank=True)
    relation = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=200, blank=True)
    proof = models.CharField(max_length=300)
    efforts = models.CharField(max_length=500, blank=True, default="")
    recorded_at = models.DateTimeField()
    recorded_by_person_id = models.UUIDField()

    classification = {
        **dict.fromkeys(["id", "document", "subject_id", "method"], INTERNAL),
        **dict.fromkeys(["done_on", "effective_on", "recorded_at"], INTERNAL),
        **dict.fromkeys(
            ["receiver", "relation", "place", "proof", "efforts", "recorded_by_person_id"], PERSONAL
        ),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["id", "subject_id", "effective_on"], name="service_of_subject_on_day"
            ),
            models.UniqueConstraint(
                fields=["id", "document", "effective_on"], name="service_of_document_on_day"
            ),
            models.CheckConstraint(
                name="service_effective_not_before_done",
                condition=Q(effective_on__gte=F("done_on")),
            ),
            models.CheckConstraint(name="service_has_proof", condition=~Q(proof="")),
            # 公告送达应当在案卷中记明原因和经过（民事诉讼法第九十五条第二款）。
            models.CheckConstraint(
                name="announcement_says_why",
                condition=~Q(method=ServiceMethod.BY_ANNOUNCEMENT.value) | ~Q(efforts=""),
            ),
            CompositeForeignKey(
                name="service_of_own_document",
                fields=["document", "subject_id"],
                to="dossier.Document",
                to_fields=["id", "subject_id"],
            ),
            AppendOnly(name="service_append_only"),
            Journalled(name="service_journalled", stream_field="subject_id"),
        ]


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
