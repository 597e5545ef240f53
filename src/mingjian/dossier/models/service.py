"""Service (送达): confirmed addresses, attempts that failed, and what was served."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.dossier.kinds import ServiceMethod
from mingjian.dossier.models.papers import Document
from mingjian.dossier.models.service_rules import (
    ANNOUNCED_LAST,
    ELECTRONIC_AS_AGREED,
    LEFT_AFTER_REFUSAL,
    SEALED_PAPER,
)
from mingjian.journal.classification import INTERNAL, PERSONAL
from mingjian.journal.guards import AppendOnly, CompositeForeignKey, Journalled, RowRule
from mingjian.journal.ids import new_id
from mingjian.law.service import AttemptReason


class AddressConfirmation(models.Model):
    """送达地址确认书: signed by the party; the newest is in force (行政处罚法 art. 61)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    subject_id = models.UUIDField(db_index=True)
    document = models.OneToOneField(Document, on_delete=models.PROTECT)
    confirmed_on = models.DateField()
    receiver = models.CharField(max_length=80)
    address = models.CharField(max_length=200)
    phone = models.CharField(max_length=30)
    # 空白 = 不同意电子送达
    electronic_channel = models.CharField(max_length=20, blank=True)
    electronic_address = models.CharField(max_length=120, blank=True)
    signed_by = models.CharField(max_length=80)
    proof = models.CharField(max_length=300)
    recorded_at = models.DateTimeField()
    recorded_by_person_id = models.UUIDField()

    classification = {
        **dict.fromkeys(["id", "subject_id", "document", "confirmed_on", "recorded_at"], INTERNAL),
        **dict.fromkeys(["receiver", "address", "phone", "electronic_channel"], PERSONAL),
        **dict.fromkeys(
            ["electronic_address", "signed_by", "proof", "recorded_by_person_id"], PERSONAL
        ),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["id", "subject_id", "electronic_address"], name="confirmation_of_address"
            ),
            models.CheckConstraint(
                name="confirmation_is_signed", condition=~Q(signed_by="") & ~Q(proof="")
            ),
            models.CheckConstraint(
                name="confirmation_agrees_with_an_address",
                condition=Q(electronic_channel="", electronic_address="")
                | (~Q(electronic_channel="") & ~Q(electronic_address="")),
            ),
            CompositeForeignKey(
                name="confirmation_of_own_document",
                fields=["document", "subject_id"],
                to="dossier.Document",
                to_fields=["id", "subject_id"],
            ),
            AppendOnly(name="confirmation_append_only"),
            Journalled(name="confirmation_journalled", stream_field="subject_id"),
        ]


class ServiceAttempt(models.Model):
    """未能送达: who tried, when, where, in which way, why it failed, and the proof."""

    id = models.UUIDField(primary_key=True, default=new_id)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="attempts")
    subject_id = models.UUIDField(db_index=True)
    method = models.CharField(max_length=20, choices=[(m.value, m.title) for m in ServiceMethod])
    tried_on = models.DateField()
    place = models.CharField(max_length=200)
    reason = models.CharField(max_length=20, choices=[(m.value, m.title) for m in AttemptReason])
    told = models.CharField(max_length=300)
    proof = models.CharField(max_length=300)
    servers = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()
    recorded_by_person_id = models.UUIDField()

    classification = {
        **dict.fromkeys(["id", "document", "subject_id", "method", "tried_on"], INTERNAL),
        **dict.fromkeys(["reason", "recorded_at"], INTERNAL),
        **dict.fromkeys(["place", "told", "proof", "servers", "recorded_by_person_id"], PERSONAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="attempt_is_told",
                condition=~Q(place="") & ~Q(proof="") & ~Q(servers="") & ~Q(told=""),
            ),
            # 公告和留置本身不会“未能送达”。
            models.CheckConstraint(
                name="attempt_in_a_way_that_can_fail",
                condition=~Q(
                    method__in=[
                        ServiceMethod.LEFT_IN_PLACE.value,
                        ServiceMethod.BY_ANNOUNCEMENT.value,
                    ]
                ),
            ),
            CompositeForeignKey(
                name="attempt_of_own_document",
                fields=["document", "subject_id"],
                to="dossier.Document",
                to_fields=["id", "subject_id"],
            ),
            AppendOnly(name="attempt_append_only"),
            Journalled(name="attempt_journalled", stream_field="subject_id"),
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
    refused_reason = models.CharField(max_length=300, blank=True, default="")
    witness = models.CharField(max_length=120, blank=True, default="")
    recording = models.CharField(max_length=200, blank=True, default="")
    sent_on = models.DateField(null=True)
    tracking = models.CharField(max_length=60, blank=True, default="")
    address = models.CharField(max_length=120, blank=True, default="")
    is_missing = models.BooleanField(default=False)
    is_on_the_spot = models.BooleanField(default=False)
    # 送达的就是这份盖章文件。
    sealed_sha256 = models.CharField(max_length=64, null=True)
    confirmation = models.ForeignKey(AddressConfirmation, on_delete=models.PROTECT, null=True)
    recorded_at = models.DateTimeField()
    recorded_by_person_id = models.UUIDField()

    classification = {
        **dict.fromkeys(["id", "document", "subject_id", "method"], INTERNAL),
        **dict.fromkeys(["done_on", "effective_on", "sent_on", "recorded_at"], INTERNAL),
        **dict.fromkeys(["is_missing", "is_on_the_spot", "sealed_sha256"], INTERNAL),
        **dict.fromkeys(
            ["receiver", "relation", "place", "proof", "efforts", "recorded_by_person_id"], PERSONAL
        ),
        **dict.fromkeys(
            ["refused_reason", "witness", "recording", "tracking", "address", "confirmation"],
            PERSONAL,
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
            models.CheckConstraint(
                name="service_sent_not_after_done",
                condition=Q(sent_on__isnull=True) | Q(sent_on__lte=F("done_on")),
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
            CompositeForeignKey(
                name="service_of_the_sealed_file",
                fields=["document", "sealed_sha256"],
                to="dossier.Seal",
                to_fields=["document", "sealed_sha256"],
            ),
            CompositeForeignKey(
                name="service_to_the_confirmed_address",
                fields=["confirmation", "subject_id", "address"],
                to="dossier.AddressConfirmation",
                to_fields=["id", "subject_id", "electronic_address"],
            ),
            RowRule(name="service_of_sealed_paper", body=SEALED_PAPER),
            RowRule(name="service_left_after_refusal", body=LEFT_AFTER_REFUSAL),
            RowRule(name="service_electronic_as_agreed", body=ELECTRONIC_AS_AGREED),
            RowRule(name="service_announced_last", body=ANNOUNCED_LAST),
            AppendOnly(name="service_append_only"),
            Journalled(name="service_journalled", stream_field="subject_id"),
        ]
