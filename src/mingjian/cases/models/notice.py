"""Notice, defence and hearing (告知、陈述申辩、听证), each bound to the text it speaks of."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.cases.models.case import Case
from mingjian.cases.models.gate_rules import ABSENCE_WAS_TOLD, HEARING_WAS_TOLD
from mingjian.cases.models.proceeding_rules import by_unrecused
from mingjian.journal.classification import INTERNAL, PERSONAL
from mingjian.journal.guards import AppendOnly, CompositeForeignKey, Journalled, RowRule
from mingjian.journal.ids import new_id


class Notice(models.Model):
    """行政处罚事先告知书."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notices")
    proposal_hash = models.CharField(max_length=64)
    document = models.OneToOneField("dossier.Document", on_delete=models.PROTECT)
    issued_on = models.DateField()
    offers_hearing = models.BooleanField()

    classification = dict.fromkeys(
        ["id", "case", "proposal_hash", "document", "issued_on", "offers_hearing"], INTERNAL
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["id", "case", "proposal_hash", "document", "offers_hearing"],
                name="notice_of_text",
            ),
            CompositeForeignKey(
                name="notice_of_known_text",
                fields=["proposal_hash"],
                to="cases.Proposal",
                to_fields=["hash"],
            ),
            AppendOnly(name="notice_append_only"),
            Journalled(name="notice_journalled", stream_field="case"),
        ]


class NoticeService(models.Model):
    """告知书送达: starts the party's periods."""

    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notice_services")
    proposal_hash = models.CharField(max_length=64)
    document = models.ForeignKey("dossier.Document", on_delete=models.PROTECT)
    offers_hearing = models.BooleanField()
    service = models.OneToOneField("dossier.Service", on_delete=models.PROTECT)
    served_on = models.DateField()
    defence_due_on = models.DateField()
    hearing_due_on = models.DateField(null=True)

    classification = dict.fromkeys(
        [
            "notice",
            "case",
            "proposal_hash",
            "document",
            "offers_hearing",
            "service",
            "served_on",
            "defence_due_on",
            "hearing_due_on",
        ],
        INTERNAL,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "case", "proposal_hash", "served_on", "defence_due_on"],
                name="notice_service_of_text",
            ),
            CompositeForeignKey(
                name="notice_service_of_its_notice",
                fields=["notice", "case", "proposal_hash", "document", "offers_hearing"],
                to="cases.Notice",
                to_fields=["id", "case", "proposal_hash", "document", "offers_hearing"],
            ),
            CompositeForeignKey(
                name="notice_service_took_effect",
                fields=["service", "case", "served_on"],
                to="dossier.Service",
                to_fields=["id", "subject_id", "effective_on"],
            ),
            CompositeForeignKey(
                name="notice_service_of_its_paper",
                fields=["service", "document", "served_on"],
                to="dossier.Service",
                to_fields=["id", "document", "effective_on"],
            ),
            models.CheckConstraint(
                name="defence_due_after_service", condition=Q(defence_due_on__gt=F("served_on"))
            ),
            models.CheckConstraint(
                name="hearing_offer_has_its_period",
                condition=Q(offers_hearing=False)
                | Q(hearing_due_on__isnull=False, hearing_due_on__gt=F("served_on")),
            ),
            AppendOnly(name="notice_service_append_only"),
            Journalled(name="notice_service_journalled", stream_field="case"),
        ]


class Defence(models.Model):
    """陈述、申辩, or the party's own written waiver."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="defences")
    proposal_hash = models.CharField(max_length=64)
    received_on = models.DateField()
    waived = models.BooleanField()
    content = models.TextField()

    classification = {
        **dict.fromkeys(["id", "case", "proposal_hash", "received_on", "waived"], INTERNAL),
        "content": PERSONAL,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["id", "case", "proposal_hash", "waived"], name="defence_against_text"
            ),
            models.CheckConstraint(name="defence_is_written", condition=~Q(content="")),
            AppendOnly(name="defence_append_only"),
            Journalled(name="defence_journalled", stream_field="case"),
        ]


class DefenceAnswer(models.Model):
    """复核意见: whether the defence is accepted, and why (行政处罚法 art. 45)."""

    defence = models.OneToOneField(Defence, on_delete=models.PROTECT, primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="defence_answers")
    answered_on = models.DateField()
    accepted = models.BooleanField()
    reasons = models.TextField()

    classification = {
        **dict.fromkeys(["defence", "case", "answered_on", "accepted"], INTERNAL),
        "reasons": PERSONAL,
    }

    class Meta:
        constraints = [
            models.CheckConstraint(name="defence_answer_has_reasons", condition=~Q(reasons="")),
            AppendOnly(name="defence_answer_append_only"),
            Journalled(name="defence_answer_journalled", stream_field="case"),
        ]


class HearingRequest(models.Model):
    """听证申请或者放弃."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hearing_requests")
    proposal_hash = models.CharField(max_length=64)
    received_on = models.DateField()
    waived = models.BooleanField()
    is_absence = models.BooleanField(default=False)  # 无正当理由不出席，视为放弃
    content = models.TextField()

    classification = {
        **dict.fromkeys(["id", "case", "proposal_hash", "received_on"], INTERNAL),
        **dict.fromkeys(["waived", "is_absence"], INTERNAL),
        "content": PERSONAL,
    }

    class Meta:
        constraints = [
            RowRule(name="absence_was_told", body=ABSENCE_WAS_TOLD),
            AppendOnly(name="hearing_request_append_only"),
            Journalled(name="hearing_request_journalled", stream_field="case"),
        ]


class Hearing(models.Model):
    """听证安排: notified, for a day, under a neutral host (行政处罚法 art. 64)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hearings")
    proposal_hash = models.CharField(max_length=64)
    document = models.OneToOneField("dossier.Document", on_delete=models.PROTECT)
    notified_on = models.DateField()
    scheduled_on = models.DateField()
    place = models.CharField(max_length=200)
    presiding_person_id = models.UUIDField()
    presiding_name = models.CharField(max_length=80)

    classification = dict.fromkeys(
        [
            "id",
            "case",
            "proposal_hash",
            "document",
            "notified_on",
            "scheduled_on",
            "place",
            "presiding_person_id",
            "presiding_name",
        ],
        INTERNAL,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="hearing_after_its_notice", condition=Q(scheduled_on__gt=F("notified_on"))
            ),
            RowRule(
                name="hearing_by_unrecused",
                body=by_unrecused(column="presiding_person_id", name="hearing_by_unrecused"),
            ),
            AppendOnly(name="hearing_append_only"),
            Journalled(name="hearing_journalled", stream_field="case"),
        ]


class HearingRecord(models.Model):
    """听证笔录: the decision follows it (行政处罚法 art. 65)."""

    hearing = models.OneToOneField(Hearing, on_delete=models.PROTECT, primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hearing_records")
    held_on = models.DateField()
    document = models.OneToOneField("dossier.Document", on_delete=models.PROTECT)
    record = models.TextField()
    record_hash = models.CharField(max_length=64)

    classification = {
        **dict.fromkeys(["hearing", "case", "held_on", "document", "record_hash"], INTERNAL),
        "record": PERSONAL,
    }

    class Meta:
        constraints = [
            RowRule(name="hearing_was_told", body=HEARING_WAS_TOLD),
            AppendOnly(name="hearing_record_append_only"),
            Journalled(name="hearing_record_journalled", stream_field="case"),
        ]
