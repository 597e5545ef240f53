"""From the lead to the proposal: verification, opening, evidence, what is proposed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.cases.models.case import Case
from mingjian.cases.models.count_rules import COUNTS_ADD_UP
from mingjian.journal.classification import INTERNAL, PERSONAL
from mingjian.journal.guards import AppendOnly, FrozenFields, Journalled, NoDelete, RowRule
from mingjian.journal.ids import new_id
from mingjian.law.procedure.kinds import EvidenceKind, Outcome


class Verification(models.Model):
    """核查: what was found out about the lead."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, primary_key=True)
    verified_on = models.DateField()
    conclusion = models.TextField()
    officer_person_ids = models.JSONField(default=list)

    classification = {
        **dict.fromkeys(["case", "verified_on", "officer_person_ids"], INTERNAL),
        "conclusion": PERSONAL,
    }

    class Meta:
        constraints = [
            AppendOnly(name="verification_append_only"),
            Journalled(name="verification_journalled", stream_field="case"),
        ]


class Opening(models.Model):
    """立案审批: who asked, who approved or declined; never the same person."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="openings")
    requested_on = models.DateField()
    requested_by_person_id = models.UUIDField()
    reasons = models.TextField()
    decided_on = models.DateField(null=True)
    decided_by_person_id = models.UUIDField(null=True)
    approved = models.BooleanField(null=True)
    decision_reasons = models.TextField(blank=True, default="")

    classification = {
        **dict.fromkeys(["id", "case", "requested_on", "requested_by_person_id"], INTERNAL),
        **dict.fromkeys(["decided_on", "decided_by_person_id", "approved"], INTERNAL),
        **dict.fromkeys(["reasons", "decision_reasons"], PERSONAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="opening_approver_is_another_person",
                condition=Q(decided_by_person_id__isnull=True)
                | ~Q(decided_by_person_id=F("requested_by_person_id")),
            ),
            models.CheckConstraint(
                name="opening_decided_whole_or_not",
                condition=Q(
                    decided_on__isnull=True,
                    decided_by_person_id__isnull=True,
                    approved__isnull=True,
                )
                | Q(
                    decided_on__isnull=False,
                    decided_by_person_id__isnull=False,
                    approved__isnull=False,
                ),
            ),
            FrozenFields(
                name="opening_frozen",
                fields=[
                    "case",
                    "requested_on",
                    "requested_by_person_id",
                    "reasons",
                    "decided_on",
                    "decided_by_person_id",
                    "approved",
                ],
            ),
            NoDelete(name="opening_stays"),
            Journalled(name="opening_journalled", stream_field="case"),
        ]


class Evidence(models.Model):
    """证据: one of the eight kinds of 行政处罚法 art. 46, with what it proves."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=30, choices=[(k.value, k.title) for k in EvidenceKind])
    title = models.CharField(max_length=120)
    collected_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    proves = models.TextField()
    verified = models.BooleanField()
    collected_by = models.ForeignKey(
        "registry.Officer", on_delete=models.PROTECT, null=True, related_name="+"
    )
    collected_with = models.ForeignKey(
        "registry.Officer", on_delete=models.PROTECT, null=True, related_name="+"
    )
    is_interview = models.BooleanField(default=False)

    classification = {
        **dict.fromkeys(["id", "case", "kind", "collected_on", "verified"], INTERNAL),
        **dict.fromkeys(["collected_by", "collected_with"], INTERNAL),
        **dict.fromkeys(["title", "place", "proves", "is_interview"], PERSONAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "case"], name="evidence_item_of_case"),
            # 当事人或者他人提供的证据没有收集人；执法人员收集的，不得少于两人。
            models.CheckConstraint(
                name="evidence_collected_by_two_or_handed_in",
                condition=Q(collected_by__isnull=True, collected_with__isnull=True)
                | (
                    Q(collected_by__isnull=False, collected_with__isnull=False)
                    & ~Q(collected_by=F("collected_with"))
                ),
            ),
            AppendOnly(name="evidence_append_only"),
            Journalled(name="evidence_journalled", stream_field="case"),
        ]


class EvidenceCheck(models.Model):
    """查证: accepted as a basis of the facts, or excluded (行政处罚法 art. 46)."""

    evidence = models.OneToOneField(
        Evidence, on_delete=models.PROTECT, primary_key=True, related_name="verdict"
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evidence_checks")
    checked_on = models.DateField()
    accepted = models.BooleanField()
    reasons = models.TextField()

    classification = dict.fromkeys(
        ["evidence", "case", "checked_on", "accepted", "reasons"], INTERNAL
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="evidence_check_has_reasons", condition=~Q(reasons="")),
            AppendOnly(name="evidence_check_append_only"),
            Journalled(name="evidence_check_journalled", stream_field="case"),
        ]


class Proposal(models.Model):
    """拟处理意见: one revision of what is proposed; ``hash`` is what others approve.

    ``open_leniency``: what allows not to punish and was not used, ``leniency_reasons`` why.
    ``counts``: each violation with its own penalty, where several are decided together (并案处理);
    their amounts add up to those of the proposal.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proposals")
    revision = models.PositiveSmallIntegerField()
    hash = models.CharField(max_length=64, unique=True)
    outcome = models.CharField(max_length=40, choices=[(o.value, o.title) for o in Outcome])
    kinds = models.JSONField(default=list)
    fine_yuan = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    confiscated_gains_yuan = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    confiscated_items = models.TextField(blank=True, default="")
    confiscated_property_yuan = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    other_penalty = models.TextField(blank=True, default="")
    facts = models.TextField()
    evidence_summary = models.TextField()
    reasons = models.TextField()
    basis = models.JSONField(default=list)
    tier = models.CharField(max_length=60, blank=True, default="")
    range_minimum = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    range_maximum = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    lawful_minimum = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    lawful_maximum = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    trace = models.JSONField(default=list)
    grounds = models.JSONField(default=list)
    deviation_reasons = models.TextField(blank=True, default="")
    open_leniency = models.JSONField(default=list)
    leniency_reasons = models.TextField(blank=True, default="")
    counts = models.JSONField(default=list)
    # 裁量所依据的数额：案由 → 名称 → 数额
    figures = models.JSONField(default=dict)
    made_on = models.DateField()
    made_by_person_id = models.UUIDField()

    classification = {
        **dict.fromkeys(["id", "case", "revision", "hash", "outcome", "kinds"], INTERNAL),
        **dict.fromkeys(["fine_yuan", "confiscated_gains_yuan", "confiscated_items"], INTERNAL),
        "confiscated_property_yuan": INTERNAL,
        **dict.fromkeys(["other_penalty", "basis", "tier", "trace", "grounds"], INTERNAL),
        **dict.fromkeys(["facts", "evidence_summary", "reasons", "deviation_reasons"], PERSONAL),
        **dict.fromkeys(["range_minimum", "range_maximum", "made_on"], INTERNAL),
        **dict.fromkeys(["lawful_minimum", "lawful_maximum", "made_by_person_id"], INTERNAL),
        **dict.fromkeys(["open_leniency", "figures"], INTERNAL),
        **dict.fromkeys(["leniency_reasons", "counts"], PERSONAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "revision"], name="proposal_revision_once"),
            models.UniqueConstraint(
                fields=["hash", "case", "outcome", "fine_yuan", "kinds"],
                name="proposal_text_of_case",
            ),
            models.UniqueConstraint(
                fields=["hash", "case", "made_by_person_id"], name="proposal_author"
            ),
            models.CheckConstraint(
                name="proposal_unused_leniency_has_reasons",
                condition=~Q(outcome=Outcome.PENALTY.value)
                | Q(open_leniency=[])
                | ~Q(leniency_reasons=""),
            ),
            RowRule(name="proposal_counts_add_up", body=COUNTS_ADD_UP),
            AppendOnly(name="proposal_append_only"),
            Journalled(name="proposal_journalled", stream_field="case"),
        ]
