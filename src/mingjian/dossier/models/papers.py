"""Numbers and documents of the dossier (文号、文书)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.dossier.kinds import DocumentKind
from mingjian.journal.classification import INTERNAL, PERSONAL, PUBLIC
from mingjian.journal.guards import (
    AppendOnly,
    CompositeForeignKey,
    FrozenFields,
    Journalled,
    NoDelete,
)
from mingjian.journal.ids import new_id


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
            models.UniqueConstraint(
                fields=["id", "subject_id", "content_hash"], name="document_of_content"
            ),
            AppendOnly(name="document_append_only"),
            Journalled(name="document_journalled", stream_field="subject_id"),
        ]
