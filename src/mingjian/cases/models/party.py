"""The party's own access (当事人查询凭证), and what it hands in by it (当事人在线提交)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.cases.models.case import Case
from mingjian.journal.classification import INTERNAL, PERSONAL, SENSITIVE
from mingjian.journal.guards import AppendOnly, CompositeForeignKey, Journalled, RowRule
from mingjian.journal.ids import new_id
from mingjian.law.party_page import SubmissionKind

# 查询凭证随已送达的文书交给当事人：没有送达的，没有可以查询的内容。
_AFTER_SERVICE = """
BEGIN
  IF NOT EXISTS (SELECT FROM dossier_service s WHERE s.document_id = NEW.document_id) THEN
    RAISE EXCEPTION 'a pass goes with a document that was served'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'party_pass_after_service';
  END IF;
  RETURN NEW;
END
"""

# 撤销后的凭证不再受理：与撤销同时提交的，以撤销为准。
_NOT_AFTER_ITS_END = """
BEGIN
  IF EXISTS (SELECT FROM cases_partypassend e WHERE e.party_pass_id = NEW.party_pass_id) THEN
    RAISE EXCEPTION 'this pass was ended'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'submission_by_pass_in_force';
  END IF;
  RETURN NEW;
END
"""


class PartyPass(models.Model):
    """查询凭证: code and second factor go with a served document; only their digests stay here."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="party_passes")
    document = models.ForeignKey("dossier.Document", on_delete=models.PROTECT)
    code_digest = models.CharField(max_length=64, unique=True)
    factor_digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    issued_by_person_id = models.UUIDField()

    classification = {
        **dict.fromkeys(["id", "case", "document", "issued_at"], INTERNAL),
        **dict.fromkeys(["code_digest", "factor_digest"], SENSITIVE),
        "issued_by_person_id": PERSONAL,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "case"], name="party_pass_of_case"),
            CompositeForeignKey(
                name="party_pass_of_own_document",
                fields=["document", "case"],
                to="dossier.Document",
                to_fields=["id", "subject_id"],
            ),
            models.CheckConstraint(
                name="party_pass_has_two_factors",
                condition=~Q(code_digest="")
                & ~Q(factor_digest="")
                & ~Q(code_digest=F("factor_digest")),
            ),
            RowRule(name="party_pass_after_service", body=_AFTER_SERVICE),
            AppendOnly(name="party_pass_append_only"),
            # 打开页面不是办案行为：凭证有自己的记录，不惊动正在填表的承办人。
            Journalled(name="party_pass_journalled", stream_field="id"),
        ]


class PartyPassEnd(models.Model):
    """撤销查询凭证: the paper was lost, withdrawn, or replaced by a new one."""

    party_pass = models.OneToOneField(
        PartyPass, on_delete=models.PROTECT, primary_key=True, related_name="end"
    )
    reasons = models.CharField(max_length=200)
    ended_at = models.DateTimeField()
    ended_by_person_id = models.UUIDField()

    classification = {
        **dict.fromkeys(["party_pass", "reasons", "ended_at"], INTERNAL),
        "ended_by_person_id": PERSONAL,
    }

    class Meta:
        constraints = [
            models.CheckConstraint(name="party_pass_end_has_reasons", condition=~Q(reasons="")),
            AppendOnly(name="party_pass_end_append_only"),
            Journalled(name="party_pass_end_journalled", stream_field="party_pass"),
        ]


class PartyTry(models.Model):
    """未成功的查询: counted for the lock, whether or not such a code exists."""

    id = models.UUIDField(primary_key=True, default=new_id)
    code_digest = models.CharField(max_length=64)
    network_digest = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(db_index=True)

    classification = dict.fromkeys(["id", "code_digest", "network_digest", "at"], INTERNAL)


class PartySubmission(models.Model):
    """当事人在线提交: what arrived, and when (电子签名法 art. 11); nobody can decide past it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="party_submissions")
    party_pass = models.ForeignKey(PartyPass, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20, choices=[(k.value, k.title) for k in SubmissionKind])
    content = models.TextField()
    received_at = models.DateTimeField()
    received_on = models.DateField()

    classification = {
        **dict.fromkeys(["id", "case", "party_pass", "kind"], INTERNAL),
        **dict.fromkeys(["received_at", "received_on"], INTERNAL),
        "content": PERSONAL,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "case"], name="submission_of_case"),
            CompositeForeignKey(
                name="submission_by_pass_of_case",
                fields=["party_pass", "case"],
                to="cases.PartyPass",
                to_fields=["id", "case"],
            ),
            models.CheckConstraint(name="submission_says_something", condition=~Q(content="")),
            RowRule(name="submission_by_pass_in_force", body=_NOT_AFTER_ITS_END),
            AppendOnly(name="party_submission_append_only"),
            Journalled(name="party_submission_journalled", stream_field="case"),
        ]


class PartyIntake(models.Model):
    """登记在线提交: as an act of the procedure, or on the file only with reasons."""

    submission = models.OneToOneField(
        PartySubmission, on_delete=models.PROTECT, primary_key=True, related_name="intake"
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="party_intakes")
    as_act = models.BooleanField()
    reasons = models.CharField(max_length=500, blank=True)
    taken_at = models.DateTimeField()
    taken_by_person_id = models.UUIDField()

    classification = {
        **dict.fromkeys(["submission", "case", "as_act", "taken_at"], INTERNAL),
        **dict.fromkeys(["reasons", "taken_by_person_id"], PERSONAL),
    }

    class Meta:
        constraints = [
            CompositeForeignKey(
                name="intake_of_own_submission",
                fields=["submission", "case"],
                to="cases.PartySubmission",
                to_fields=["id", "case"],
            ),
            models.CheckConstraint(
                name="intake_as_act_or_with_reasons", condition=Q(as_act=True) | ~Q(reasons="")
            ),
            AppendOnly(name="party_intake_append_only"),
            Journalled(name="party_intake_journalled", stream_field="case"),
        ]
