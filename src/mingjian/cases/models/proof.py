"""What proves what (证据对应、合法性核对), photos of exhibits and goods: added, never changed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from mingjian.cases.models.case import Case
from mingjian.cases.models.investigation import Evidence
from mingjian.cases.models.measures import SeizedGoods
from mingjian.evidence.models import EvidenceFile
from mingjian.evidence.models.permit_rules import covert_is_confirmed
from mingjian.journal.classification import INTERNAL, PERSONAL
from mingjian.journal.guards import AppendOnly, CompositeForeignKey, Journalled, RowRule
from mingjian.journal.ids import new_id
from mingjian.law.proof import Confirmation, Original

# 决定所依据的对应关系和核对情况，决定作出以后不再变动。
BEFORE_DECISION = """
BEGIN
  IF EXISTS (SELECT FROM cases_decision d WHERE d.case_id = NEW.case_id) THEN
    RAISE EXCEPTION 'the case is decided'
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
  END IF;
  RETURN NEW;
END
"""


class ProofLink(models.Model):
    """对应: this evidence proves that fact, or no longer; the newest row of a pair counts."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proof_links")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")
    violation_id = models.CharField(max_length=80)
    point = models.CharField(max_length=80)
    is_linked = models.BooleanField()
    entered_at = models.DateTimeField()
    entered_by_person_id = models.UUIDField()
    entered_by_name = models.CharField(max_length=80)

    classification = {
        **dict.fromkeys(["id", "case", "evidence", "violation_id", "point"], INTERNAL),
        **dict.fromkeys(["is_linked", "entered_at"], INTERNAL),
        **dict.fromkeys(["entered_by_person_id", "entered_by_name"], PERSONAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(name="proof_names_its_fact", condition=~Q(point="")),
            CompositeForeignKey(
                name="proof_by_evidence_of_case",
                fields=["evidence", "case"],
                to="cases.Evidence",
                to_fields=["id", "case"],
            ),
            RowRule(name="proof_before_decision", body=BEFORE_DECISION),
            AppendOnly(name="proof_append_only"),
            Journalled(name="proof_journalled", stream_field="case"),
        ]


class EvidenceExam(models.Model):
    """合法性核对: source, confirmation, original or copy; a later one replaces an earlier one."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evidence_exams")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=200)
    confirmation = models.CharField(
        max_length=10, choices=[(one.value, one.title) for one in Confirmation]
    )
    original = models.CharField(max_length=15, choices=[(one.value, one.title) for one in Original])
    note = models.CharField(max_length=200, blank=True, default="")
    entered_at = models.DateTimeField()
    entered_by_person_id = models.UUIDField()
    entered_by_name = models.CharField(max_length=80)

    classification = {
        **dict.fromkeys(["id", "case", "evidence", "confirmation", "original"], INTERNAL),
        "entered_at": INTERNAL,
        **dict.fromkeys(["source", "note"], PERSONAL),
        **dict.fromkeys(["entered_by_person_id", "entered_by_name"], PERSONAL),
    }

    class Meta:
        constraints = [
            # 拒绝签名的，应当注明情况。
            models.CheckConstraint(
                name="exam_is_whole",
                condition=~Q(source="")
                & (~Q(confirmation=Confirmation.REFUSED.value) | ~Q(note="")),
            ),
            CompositeForeignKey(
                name="exam_of_evidence_of_case",
                fields=["evidence", "case"],
                to="cases.Evidence",
                to_fields=["id", "case"],
            ),
            RowRule(name="exam_before_decision", body=BEFORE_DECISION),
            AppendOnly(name="exam_append_only"),
            Journalled(name="exam_journalled", stream_field="case"),
        ]


class ExhibitFile(models.Model):
    """证据、涉案财物的照片和音像: a file of the case shows this item, or no longer."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="exhibit_files")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, related_name="+")
    goods = models.ForeignKey(SeizedGoods, on_delete=models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey(EvidenceFile, on_delete=models.PROTECT, related_name="+")
    is_linked = models.BooleanField()
    entered_at = models.DateTimeField()
    entered_by_person_id = models.UUIDField()
    entered_by_name = models.CharField(max_length=80)

    classification = {
        **dict.fromkeys(["id", "case", "evidence", "goods", "file", "is_linked"], INTERNAL),
        "entered_at": INTERNAL,
        **dict.fromkeys(["entered_by_person_id", "entered_by_name"], PERSONAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="exhibit_is_one_thing",
                condition=Q(evidence=None, goods__isnull=False)
                | Q(evidence__isnull=False, goods=None),
            ),
            CompositeForeignKey(
                name="exhibit_evidence_of_case",
                fields=["evidence", "case"],
                to="cases.Evidence",
                to_fields=["id", "case"],
            ),
            CompositeForeignKey(
                name="exhibit_goods_of_case",
                fields=["goods", "case"],
                to="cases.SeizedGoods",
                to_fields=["id", "case"],
            ),
            CompositeForeignKey(
                name="exhibit_file_of_case",
                fields=["file", "case"],
                to="evidence.EvidenceFile",
                to_fields=["id", "case_id"],
            ),
            RowRule(
                name="exhibit_confirmed",
                body=covert_is_confirmed(name="exhibit_confirmed", when="NEW.is_linked"),
            ),
            AppendOnly(name="exhibit_append_only"),
            Journalled(name="exhibit_journalled", stream_field="case"),
        ]
