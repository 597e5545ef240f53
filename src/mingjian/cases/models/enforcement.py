"""Execution (执行): deferral, surcharge, demand, application to the court, suspension, end."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.cases.models.case import Case
from mingjian.journal.classification import INTERNAL, PERSONAL
from mingjian.journal.guards import (
    AppendOnly,
    CompositeForeignKey,
    FrozenFields,
    Journalled,
    NoDelete,
    RowRule,
)
from mingjian.journal.ids import new_id
from mingjian.law.procedure.kinds_execution import (
    CourtStep,
    DeferralKind,
    SuspensionGround,
    TerminationGround,
)

# 各期合计应当等于批准的总额：同一语句插入的各期一并计算，事后另加一期即不相等。
_SCHEDULE_ADDS_UP = """
BEGIN
  IF (SELECT sum(i.amount_yuan) FROM cases_instalment i WHERE i.deferral_id = NEW.deferral_id)
     IS DISTINCT FROM
     (SELECT d.total_yuan FROM cases_deferral d WHERE d.id = NEW.deferral_id) THEN
    RAISE EXCEPTION 'instalments of % do not add up', NEW.deferral_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'instalments_add_up';
  END IF;
  RETURN NULL;
END
"""
# 减免的只能是加处罚款，合计不得超过罚款本身（强制法第四十五条第二款）。
_REDUCTION_IS_WITHIN_FINE = """
BEGIN
  IF (SELECT coalesce(sum(r.amount_yuan), 0) FROM cases_surchargereduction r
      WHERE r.case_id = NEW.case_id) + NEW.amount_yuan
     > (SELECT coalesce(max(d.fine_yuan), 0) FROM cases_decision d
        WHERE d.case_id = NEW.case_id) THEN
    RAISE EXCEPTION 'more surcharge waived than there can be'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'reduction_within_fine';
  END IF;
  RETURN NEW;
END
"""
# 空白的文字不是空值，冻结列管不住它：答复、恢复以后不得再改。
_ANSWER_IS_FINAL = """
BEGIN
  IF OLD.approved IS NOT NULL AND NEW.opinion IS DISTINCT FROM OLD.opinion THEN
    RAISE EXCEPTION 'the answer to a deferral is final'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'deferral_answer_is_final';
  END IF;
  RETURN NEW;
END
"""
_END_IS_FINAL = """
BEGIN
  IF OLD.until IS NOT NULL AND NEW.resumed_because IS DISTINCT FROM OLD.resumed_because THEN
    RAISE EXCEPTION 'the end of a suspension is final'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'execution_suspension_end_is_final';
  END IF;
  RETURN NEW;
END
"""


class Deferral(models.Model):
    """延期、分期缴纳申请 and its answer, given once (行政处罚法 art. 66 second paragraph)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deferrals")
    kind = models.CharField(max_length=20, choices=[(k.value, k.title) for k in DeferralKind])
    requested_on = models.DateField()
    reasons = models.TextField()
    decided_on = models.DateField(null=True)
    approved = models.BooleanField(null=True)
    opinion = models.TextField(blank=True, default="")
    total_yuan = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    decided_by_person_id = models.UUIDField(null=True)
    document = models.OneToOneField("dossier.Document", on_delete=models.PROTECT, null=True)

    classification = {
        **dict.fromkeys(["id", "case", "kind", "requested_on", "decided_on"], INTERNAL),
        **dict.fromkeys(["approved", "opinion", "total_yuan"], INTERNAL),
        **dict.fromkeys(["decided_by_person_id", "document"], INTERNAL),
        "reasons": PERSONAL,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], name="one_open_deferral", condition=Q(approved__isnull=True)
            ),
            models.CheckConstraint(
                name="deferral_answered_whole_or_not",
                condition=Q(approved__isnull=True, decided_on__isnull=True, opinion="")
                | (Q(approved__isnull=False, decided_on__isnull=False) & ~Q(opinion="")),
            ),
            models.CheckConstraint(
                name="deferral_approved_has_total",
                condition=~Q(approved=True)
                | Q(total_yuan__gt=0, total_yuan__isnull=False, document__isnull=False),
            ),
            FrozenFields(
                name="deferral_frozen",
                fields=[
                    *["case", "kind", "requested_on", "reasons", "decided_on", "approved"],
                    *["total_yuan", "decided_by_person_id", "document"],
                ],
            ),
            RowRule(name="deferral_answer_is_final", body=_ANSWER_IS_FINAL, when="BEFORE UPDATE"),
            NoDelete(name="deferral_stays"),
            Journalled(name="deferral_journalled", stream_field="case"),
        ]


class Instalment(models.Model):
    """一期罚款: by which day how much; all of them in one statement."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="instalments")
    deferral = models.ForeignKey(Deferral, on_delete=models.PROTECT, related_name="instalments")
    serial = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    amount_yuan = models.DecimalField(max_digits=14, decimal_places=2)

    classification = dict.fromkeys(
        ["id", "case", "deferral", "serial", "due_on", "amount_yuan"], INTERNAL
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deferral", "serial"], name="instalment_once"),
            models.UniqueConstraint(fields=["deferral", "due_on"], name="instalment_on_own_day"),
            models.CheckConstraint(name="instalment_is_positive", condition=Q(amount_yuan__gt=0)),
            RowRule(name="instalments_add_up", body=_SCHEDULE_ADDS_UP, when="AFTER INSERT"),
            AppendOnly(name="instalment_append_only"),
            Journalled(name="instalment_journalled", stream_field="case"),
        ]


class SurchargeReduction(models.Model):
    """减免加处罚款 under an 执行协议 (行政强制法 art. 42 first paragraph)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="surcharge_reductions")
    agreed_on = models.DateField()
    amount_yuan = models.DecimalField(max_digits=14, decimal_places=2)
    reasons = models.TextField()
    decided_by_person_id = models.UUIDField()

    classification = dict.fromkeys(
        ["id", "case", "agreed_on", "amount_yuan", "reasons", "decided_by_person_id"], INTERNAL
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="reduction_is_positive", condition=Q(amount_yuan__gt=0)),
            models.CheckConstraint(name="reduction_has_reasons", condition=~Q(reasons="")),
            RowRule(name="reduction_within_fine", body=_REDUCTION_IS_WITHIN_FINE),
            AppendOnly(name="reduction_append_only"),
            Journalled(name="reduction_journalled", stream_field="case"),
        ]


class Demand(models.Model):
    """催告书 with the money of that day, and its service (行政强制法 art. 35, 54)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="demands")
    issued_on = models.DateField()
    fine_yuan = models.DecimalField(max_digits=14, decimal_places=2)
    gains_yuan = models.DecimalField(max_digits=14, decimal_places=2)
    surcharge_yuan = models.DecimalField(max_digits=14, decimal_places=2)
    document = models.OneToOneField("dossier.Document", on_delete=models.PROTECT)
    service = models.OneToOneField("dossier.Service", on_delete=models.PROTECT, null=True)
    served_on = models.DateField(null=True)
    due_on = models.DateField(null=True)

    classification = dict.fromkeys(
        [
            *["id", "case", "issued_on", "fine_yuan", "gains_yuan", "surcharge_yuan"],
            *["document", "service", "served_on", "due_on"],
        ],
        INTERNAL,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], name="one_unserved_demand", condition=Q(served_on__isnull=True)
            ),
            models.UniqueConstraint(fields=["id", "case", "due_on"], name="demand_with_its_end"),
            models.CheckConstraint(
                name="demand_served_whole_or_not",
                condition=Q(served_on__isnull=True, due_on__isnull=True, service__isnull=True)
                | Q(
                    served_on__isnull=False,
                    due_on__isnull=False,
                    due_on__gt=F("served_on"),
                    service__isnull=False,
                ),
            ),
            CompositeForeignKey(
                name="demand_service_of_its_paper",
                fields=["service", "document", "served_on"],
                to="dossier.Service",
                to_fields=["id", "document", "effective_on"],
            ),
            FrozenFields(
                name="demand_frozen",
                fields=[
                    *["case", "issued_on", "fine_yuan", "gains_yuan", "surcharge_yuan"],
                    *["document", "service", "served_on", "due_on"],
                ],
            ),
            NoDelete(name="demand_stays"),
            Journalled(name="demand_journalled", stream_field="case"),
        ]


class DemandResponse(models.Model):
    """当事人催告后的意见 and how it was judged (行政强制法 art. 36)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="demand_responses")
    received_on = models.DateField()
    content = models.TextField()
    accepted = models.BooleanField()
    reasons = models.TextField()

    classification = {
        **dict.fromkeys(["id", "case", "received_on", "accepted", "reasons"], INTERNAL),
        "content": PERSONAL,
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="response_is_answered", condition=~Q(content="") & ~Q(reasons="")
            ),
            AppendOnly(name="response_append_only"),
            Journalled(name="response_journalled", stream_field="case"),
        ]


class CourtApplication(models.Model):
    """强制执行申请: after the demand's ten days, and in the window of 行政强制法 art. 53."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="court_applications")
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="+")
    demand_due_on = models.DateField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    applied_on = models.DateField()
    late_reasons = models.TextField(blank=True, default="")
    court = models.CharField(max_length=80)
    subject = models.TextField()
    amount_yuan = models.DecimalField(max_digits=14, decimal_places=2)
    document = models.OneToOneField("dossier.Document", on_delete=models.PROTECT)
    signed_by_person_id = models.UUIDField()

    classification = dict.fromkeys(
        [
            *["id", "case", "demand", "demand_due_on", "opens_on", "closes_on", "applied_on"],
            *["late_reasons", "court", "subject", "amount_yuan", "document"],
            "signed_by_person_id",
        ],
        INTERNAL,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "case"], name="court_application_of_case"),
            models.CheckConstraint(
                name="court_after_demand", condition=Q(applied_on__gt=F("demand_due_on"))
            ),
            models.CheckConstraint(
                name="court_in_its_window",
                condition=Q(applied_on__gte=F("opens_on"))
                & (Q(applied_on__lte=F("closes_on")) | ~Q(late_reasons="")),
            ),
            CompositeForeignKey(
                name="court_demand_had_its_end",
                fields=["demand", "case", "demand_due_on"],
                to="cases.Demand",
                to_fields=["id", "case", "due_on"],
            ),
            AppendOnly(name="court_application_append_only"),
            Journalled(name="court_application_journalled", stream_field="case"),
        ]


class CourtEvent(models.Model):
    """人民法院办理情况: each step once for an application, with its document."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="court_events")
    application = models.ForeignKey(
        CourtApplication, on_delete=models.PROTECT, related_name="events"
    )
    step = models.CharField(max_length=20, choices=[(s.value, s.title) for s in CourtStep])
    happened_on = models.DateField()
    number = models.CharField(max_length=60)
    content = models.TextField(blank=True, default="")

    classification = dict.fromkeys(
        ["id", "case", "application", "step", "happened_on", "number", "content"], INTERNAL
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "step"], name="court_step_once"),
            CompositeForeignKey(
                name="court_event_of_own_case",
                fields=["application", "case"],
                to="cases.CourtApplication",
                to_fields=["id", "case"],
            ),
            AppendOnly(name="court_event_append_only"),
            Journalled(name="court_event_journalled", stream_field="case"),
        ]


class Suspension(models.Model):
    """中止、停止执行: why, since when, and until when once it is resumed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="suspensions")
    since = models.DateField()
    ground = models.CharField(max_length=20, choices=[(g.value, g.title) for g in SuspensionGround])
    reasons = models.TextField()
    until = models.DateField(null=True)
    resumed_because = models.TextField(blank=True, default="")
    document = models.OneToOneField("dossier.Document", on_delete=models.PROTECT)

    classification = dict.fromkeys(
        ["id", "case", "since", "ground", "reasons", "until", "resumed_because", "document"],
        INTERNAL,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], name="one_open_suspension", condition=Q(until__isnull=True)
            ),
            models.CheckConstraint(
                name="execution_suspension_ends_with_reasons",
                condition=Q(until__isnull=True, resumed_because="")
                | (Q(until__isnull=False, until__gte=F("since")) & ~Q(resumed_because="")),
            ),
            FrozenFields(
                name="execution_suspension_frozen",
                fields=["case", "since", "ground", "reasons", "until", "document"],
            ),
            RowRule(
                name="execution_suspension_end_is_final", body=_END_IS_FINAL, when="BEFORE UPDATE"
            ),
            NoDelete(name="execution_suspension_stays"),
            Journalled(name="execution_suspension_journalled", stream_field="case"),
        ]


class Termination(models.Model):
    """终结执行 (行政强制法 art. 40). A case that is reopened may be terminated again."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="terminations")
    terminated_on = models.DateField()
    ground = models.CharField(
        max_length=20, choices=[(g.value, g.title) for g in TerminationGround]
    )
    reasons = models.TextField()
    document = models.OneToOneField("dossier.Document", on_delete=models.PROTECT)

    classification = dict.fromkeys(
        ["id", "case", "terminated_on", "ground", "reasons", "document"], INTERNAL
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="termination_has_reasons", condition=~Q(reasons="")),
            AppendOnly(name="termination_append_only"),
            Journalled(name="termination_journalled", stream_field="case"),
        ]
