"""What the public may read (公开信息): published records and agencies. Nothing else is granted."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from mingjian.disclosure.grounds import Ground
from mingjian.disclosure.kinds import RecordStatus
from mingjian.disclosure.models.grams import GramsField
from mingjian.journal.classification import INTERNAL, PUBLIC
from mingjian.journal.guards import CompositeForeignKey, FrozenFields, NoDelete, RowRule
from mingjian.journal.ids import new_public_id

_PENDING = RecordStatus.PENDING.value
_PUBLISHED, _WITHDRAWN = RecordStatus.PUBLISHED.value, RecordStatus.WITHDRAWN.value

# 公示的内容必须就是两人核准的内容；撤回之后不得恢复。
_PUBLISHES_WHAT_WAS_APPROVED = """
DECLARE
  approved jsonb;
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.status = 'withdrawn'
     AND to_jsonb(OLD) - 'leaf_index' - 'withdrawn_leaf_index'
      <> to_jsonb(NEW) - 'leaf_index' - 'withdrawn_leaf_index' THEN
    RAISE EXCEPTION 'record % was withdrawn for good', NEW.public_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'record_is_what_was_approved';
  END IF;
  IF NEW.status IN ('pending', 'published') THEN
    SELECT coalesce(w.content, p.content) INTO approved
    FROM disclosure_release r
    JOIN disclosure_preparation p ON p.id = r.preparation_id
    LEFT JOIN disclosure_importrow w ON w.id = r.row_id
    WHERE r.public_id = NEW.public_id AND r.version = NEW.version;
    IF approved IS DISTINCT FROM NEW.content
       OR NEW.party_name IS DISTINCT FROM approved ->> 'party_name'
       OR NEW.credit_code IS DISTINCT FROM approved ->> 'credit_code'
       OR NEW.number IS DISTINCT FROM approved ->> 'number'
       OR NEW.cause IS DISTINCT FROM approved ->> 'cause'
       OR NEW.agency_name IS DISTINCT FROM approved ->> 'agency'
       OR to_jsonb(NEW.kinds) IS DISTINCT FROM approved -> 'kinds'
       OR NEW.decided_on::text IS DISTINCT FROM approved ->> 'decided_on' THEN
      RAISE EXCEPTION 'record % is not what two persons approved', NEW.public_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'record_is_what_was_approved';
    END IF;
  END IF;
  RETURN NEW;
END
"""

# 先入日志、经签署（需要时经见证）放行，然后才看得见；编号就是该版日志叶的编号。
_SEEN_ONLY_WHEN_LOGGED = """
BEGIN
  IF NEW.leaf_index IS NOT NULL AND NOT EXISTS (
    SELECT FROM disclosure_release e JOIN ledger_leaf l ON l.hash = e.leaf_hash
    WHERE e.public_id = NEW.public_id AND e.version = NEW.version AND l.index = NEW.leaf_index
      AND (NEW.status <> 'published' OR l.index < (SELECT released_size FROM ledger_loghead))
  ) THEN
    RAISE EXCEPTION 'record % is not in the released log', NEW.public_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'record_seen_only_when_logged';
  END IF;
  RETURN NEW;
END
"""


class PublicAgency(models.Model):
    """公示的执法主体: the public part of an agency (处罚法 art. 39; 委托书 art. 20).

    ``slug`` stands in addresses: division code and a serial (230125-1). ``powers`` is a list of
    ``{"line", "title", "cite"}``.
    """

    public_table = True

    slug = models.CharField(max_length=20, primary_key=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40)
    division_code = models.CharField(max_length=6)
    division_name = models.CharField(max_length=80)
    kind = models.CharField(max_length=40)
    credit_code = models.CharField(max_length=18, blank=True)
    funding_source = models.CharField(max_length=200, blank=True)
    staffing = models.CharField(max_length=200, blank=True)
    duties = models.TextField(blank=True)
    powers = models.JSONField(default=list)
    legal_representative = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=200, blank=True)
    complaint_phone = models.CharField(max_length=60, blank=True)
    reconsideration_body = models.CharField(max_length=120)
    court = models.CharField(max_length=120)
    entrusted_by = models.CharField(max_length=120, blank=True)
    entrustment = models.TextField(blank=True)
    law_pack = models.CharField(max_length=120)
    published_on = models.DateField()

    classification = dict.fromkeys(
        [
            *["slug", "name", "short_name", "division_code", "division_name", "kind"],
            *["credit_code", "funding_source", "staffing", "duties", "powers"],
            *["legal_representative", "address", "complaint_phone", "reconsideration_body"],
            *["court", "entrusted_by", "entrustment", "law_pack", "published_on"],
        ],
        PUBLIC,
    )

    class Meta:
        constraints = [
            FrozenFields(name="public_agency_frozen", fields=["slug"]),
            NoDelete(name="public_agency_stays"),
        ]

    def __str__(self) -> str:
        return self.name


class AgencyPage(models.Model):
    """执法主体与其公示页: which public page is whose; the public page itself does not know."""

    agency = models.OneToOneField(
        "registry.Agency", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    page = models.OneToOneField(PublicAgency, on_delete=models.PROTECT, related_name="+")

    classification = dict.fromkeys(["agency", "page"], INTERNAL)

    class Meta:
        constraints = [
            FrozenFields(name="agency_page_frozen", fields=["agency", "page"]),
            NoDelete(name="agency_page_stays"),
        ]


class PublicRecordQuerySet(models.QuerySet["PublicRecord"]):
    """Questions about public records; searching is in ``disclosure.search``."""

    def published(self) -> PublicRecordQuerySet:
        """Records that stand in public now."""
        return self.filter(status=_PUBLISHED)

    def standing(self) -> PublicRecordQuerySet:
        """Published, or waiting for their place in the log: not withdrawn."""
        return self.exclude(status=_WITHDRAWN)

    def hidden_unlogged(self) -> PublicRecordQuerySet:
        """Not seen, and no leaf says so yet: waiting for the log, or withdrawn a moment ago."""
        return self.filter(status__in=[_PENDING, _WITHDRAWN], withdrawn_leaf_index__isnull=True)

    def newest_first(self) -> PublicRecordQuerySet:
        """Newest decision first; the id settles ties, so that pages never overlap."""
        return self.order_by("-decided_on", "public_id")


class PublicRecord(models.Model):
    """公示的行政处罚决定. ``content`` is the approved projection; the columns repeat it for lists.

    Pending, it waits until the log has released its leaf and is shown to nobody.

    Withdrawn, the row is a stub: no content, no salt, no name, no number; ground, reason and day
    remain (行政处罚法 art. 48: 撤回……并公开说明理由).
    """

    public_table = True

    public_id = models.CharField(max_length=22, primary_key=True, default=new_public_id)
    status = models.CharField(max_length=20, choices=[(s.value, s.title) for s in RecordStatus])
    version = models.PositiveSmallIntegerField(default=1)
    agency = models.ForeignKey(PublicAgency, on_delete=models.PROTECT, related_name="records")
    agency_name = models.CharField(max_length=120)
    division_code = models.CharField(max_length=6)
    division_name = models.CharField(max_length=80)
    kinds = ArrayField(models.CharField(max_length=20), default=list)
    number = models.CharField(max_length=128, blank=True, default="")
    party_name = models.CharField(max_length=200, blank=True, default="")
    credit_code = models.CharField(max_length=18, blank=True, default="")
    cause = models.CharField(max_length=300, blank=True, default="")
    fine_yuan = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    decided_on = models.DateField()
    published_on = models.DateField()
    corrected_on = models.DateField(null=True)
    correction_note = models.CharField(max_length=300, blank=True, default="")
    term_ends_on = models.DateField(null=True)
    content = models.JSONField(default=dict)
    salt = models.CharField(max_length=64, blank=True, default="")
    commitment = models.CharField(max_length=64)
    leaf_index = models.BigIntegerField(null=True)  # null = not in the released log yet
    search_text = models.TextField(blank=True, default="")
    grams = GramsField(default=list)
    withdrawn_on = models.DateField(null=True)
    withdrawn_ground = models.CharField(  # null = stands in public
        max_length=40, null=True, choices=[(g.value, g.title) for g in Ground]
    )
    withdrawn_reason = models.CharField(max_length=300, blank=True, default="")
    withdrawn_cite = models.CharField(max_length=200, blank=True, default="")
    withdrawn_leaf_index = models.BigIntegerField(null=True)

    objects = PublicRecordQuerySet.as_manager()

    classification = dict.fromkeys(
        [
            *["public_id", "status", "version", "agency", "agency_name", "division_code"],
            *["division_name", "kinds", "number", "party_name", "credit_code", "cause"],
            *["fine_yuan", "decided_on", "published_on", "corrected_on", "correction_note"],
            *["term_ends_on", "content", "salt", "commitment", "leaf_index", "search_text"],
            *["grams", "withdrawn_on", "withdrawn_ground", "withdrawn_reason"],
            *["withdrawn_cite", "withdrawn_leaf_index"],
        ],
        PUBLIC,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="record_stands_whole_or_is_a_stub",
                condition=(
                    (
                        Q(status=_PENDING, leaf_index__isnull=True)
                        | Q(status=_PUBLISHED, leaf_index__isnull=False)
                    )
                    & Q(withdrawn_on__isnull=True, withdrawn_ground__isnull=True)
                    & Q(withdrawn_reason="", withdrawn_cite="", withdrawn_leaf_index__isnull=True)
                    & ~Q(salt="")
                    & ~Q(search_text="")
                )
                | (
                    Q(status=_WITHDRAWN, withdrawn_on__isnull=False)
                    & Q(withdrawn_ground__isnull=False, content={}, salt="", search_text="")
                    & Q(grams=[], kinds=[], number="", party_name="", credit_code="", cause="")
                    & Q(fine_yuan__isnull=True, correction_note="")
                    & ~Q(withdrawn_reason="")
                    & ~Q(withdrawn_cite="")
                ),
            ),
            models.UniqueConstraint(
                fields=["agency", "number"], condition=~Q(number=""), name="record_number_once"
            ),
            CompositeForeignKey(
                name="record_is_in_the_log",
                fields=["public_id", "leaf_index"],
                to="ledger.Leaf",
                to_fields=["public_id", "index"],
            ),
            CompositeForeignKey(
                name="record_withdrawal_is_in_the_log",
                fields=["public_id", "withdrawn_leaf_index"],
                to="ledger.Leaf",
                to_fields=["public_id", "index"],
            ),
            CompositeForeignKey(
                name="record_was_released",
                fields=["public_id", "version"],
                to="disclosure.Release",
                to_fields=["public_id", "version"],
            ),
            CompositeForeignKey(
                name="record_withdrawal_has_its_act",
                fields=["public_id", "withdrawn_ground"],
                to="disclosure.Withdrawal",
                to_fields=["public_id", "ground"],
            ),
            RowRule(
                name="record_is_what_was_approved",
                body=_PUBLISHES_WHAT_WAS_APPROVED,
                when="BEFORE INSERT OR UPDATE",
            ),
            RowRule(
                name="record_seen_only_when_logged",
                body=_SEEN_ONLY_WHEN_LOGGED,
                when="BEFORE INSERT OR UPDATE",
            ),
            FrozenFields(
                name="record_frozen",
                fields=[
                    *["public_id", "agency", "agency_name", "published_on"],
                    *["withdrawn_on", "withdrawn_ground", "withdrawn_leaf_index"],
                ],
            ),
            NoDelete(name="record_stays"),
        ]
        indexes = [
            GinIndex(fields=["grams"], name="record_grams"),
            models.Index(fields=["status", "-decided_on", "public_id"], name="record_newest"),
            models.Index(fields=["agency", "-decided_on"], name="record_of_agency"),
            # 统计只读这个索引，不读正文；一百万条时一个年度的统计才不必等。
            models.Index(
                fields=["decided_on"],
                name="record_counted",
                include=["status", "agency", "kinds", "fine_yuan", "withdrawn_ground"],
            ),
            models.Index(
                fields=["division_code"],
                name="record_division",
                opclasses=["varchar_pattern_ops"],
            ),
            models.Index(fields=["term_ends_on"], name="record_term"),
            models.Index(
                fields=["public_id"],
                name="record_hidden",
                condition=Q(status__in=[_PENDING, _WITHDRAWN], withdrawn_leaf_index__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number or self.public_id}"

    def has_ended(self, *, on: date) -> bool:
        """公示期届满: the term's last day has passed."""
        return self.term_ends_on is not None and self.term_ends_on < on
