"""Standing lists (事前公开的清单): drafts, reviews by another person, published versions.

A published version is frozen: it is the reviewed draft, complete, and the next of its list.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.disclosure.models.records import PublicAgency
from mingjian.journal.classification import INTERNAL, PERSONAL, PUBLIC
from mingjian.journal.guards import AppendOnly, CompositeForeignKey, Journalled, RowRule
from mingjian.journal.ids import new_id, new_public_id
from mingjian.law.roles import Role

REVIEWERS = (Role.AGENCY_HEAD, Role.DISCLOSURE_CLERK)

# 公布的就是复核过的那一稿，各栏齐全，版次接续，不早于上一版。
_VERSION_IS_SOUND = """
DECLARE
  draft record;
BEGIN
  SELECT d.content, d.hash, l.public_id, l.kind, p.page_id INTO draft
  FROM disclosure_listrelease r
  JOIN disclosure_listdraft d ON d.id = r.draft_id
  JOIN disclosure_standinglist l ON l.id = d.list_id
  JOIN disclosure_agencypage p ON p.agency_id = l.agency_id
  WHERE r.public_id = NEW.public_id AND r.version = NEW.version;
  IF NOT FOUND OR draft.content IS DISTINCT FROM NEW.content OR draft.hash <> NEW.hash
     OR draft.public_id <> NEW.public_id OR draft.kind <> NEW.kind
     OR draft.page_id <> NEW.agency_id THEN
    RAISE EXCEPTION 'list % version % is not the reviewed draft', NEW.public_id, NEW.version
      USING ERRCODE = 'check_violation', CONSTRAINT = 'list_version_is_sound';
  END IF;
  IF NEW.version <> 1 + coalesce((
       SELECT max(version) FROM disclosure_publiclist WHERE public_id = NEW.public_id), 0)
     OR NEW.published_on < (
       SELECT max(published_on) FROM disclosure_publiclist WHERE public_id = NEW.public_id) THEN
    RAISE EXCEPTION 'list % has no place for version %', NEW.public_id, NEW.version
      USING ERRCODE = 'check_violation', CONSTRAINT = 'list_version_is_sound';
  END IF;
  RETURN NEW;
END
"""

# 缺少必备栏目的清单不得公布（服务指南缺一项即不得公布）。
_VERSION_IS_COMPLETE = """
DECLARE
  elements jsonb := NEW.content -> 'elements';
  demanded jsonb := NEW.content -> 'required';
BEGIN
  IF jsonb_typeof(elements) IS DISTINCT FROM 'array'
     OR jsonb_typeof(demanded) IS DISTINCT FROM 'array'
     OR jsonb_array_length(demanded) = 0
     OR NOT elements @> demanded
     OR coalesce(jsonb_array_length(NEW.content -> 'rows'), 0) = 0
     OR EXISTS (
       SELECT FROM jsonb_array_elements(NEW.content -> 'rows') AS line(cells)
       WHERE jsonb_array_length(cells) <> jsonb_array_length(elements)
          OR EXISTS (
            SELECT FROM jsonb_array_elements_text(elements) WITH ORDINALITY AS one(title, place)
            WHERE demanded ? title AND btrim(coalesce(cells ->> (place - 1)::int, '')) = '')
     ) THEN
    RAISE EXCEPTION 'list % version % lacks an element', NEW.public_id, NEW.version
      USING ERRCODE = 'check_violation', CONSTRAINT = 'list_version_is_complete';
  END IF;
  RETURN NEW;
END
"""


class StandingList(models.Model):
    """一份清单 of one agency: its kind and the public id under which its versions stand."""

    id = models.UUIDField(primary_key=True, default=new_id)
    agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    public_id = models.CharField(max_length=22, unique=True, default=new_public_id)

    classification = dict.fromkeys(["id", "agency", "kind", "public_id"], INTERNAL)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "kind"], name="standing_list_once"),
            AppendOnly(name="standing_list_stays"),
            Journalled(name="standing_list_journalled", stream_field="id"),
        ]


class ListDraft(models.Model):
    """清单的一稿: the whole content, frozen; ``hash`` is what the reviewer names."""

    id = models.UUIDField(primary_key=True, default=new_id)
    list = models.ForeignKey(StandingList, on_delete=models.PROTECT, related_name="drafts")
    revision = models.PositiveSmallIntegerField()
    content = models.JSONField()
    note = models.CharField(max_length=300)
    hash = models.CharField(max_length=64)
    drafted_on = models.DateField()
    drafted_at = models.DateTimeField()
    drafted_by_person_id = models.UUIDField()
    drafted_by_name = models.CharField(max_length=80)

    classification = {
        **dict.fromkeys(["id", "list", "revision", "content", "note", "hash"], INTERNAL),
        **dict.fromkeys(["drafted_on", "drafted_at", "drafted_by_person_id"], INTERNAL),
        "drafted_by_name": PERSONAL,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["list", "revision"], name="list_draft_once"),
            models.UniqueConstraint(
                fields=["id", "hash", "drafted_by_person_id"], name="list_draft_and_author"
            ),
            models.CheckConstraint(name="list_draft_says_why", condition=~Q(note="")),
            AppendOnly(name="list_draft_append_only"),
            Journalled(name="list_draft_journalled", stream_field="list"),
        ]


class ListReview(models.Model):
    """清单复核: another person's opinion on one draft; ``passed`` False sends it back."""

    id = models.UUIDField(primary_key=True, default=new_id)
    draft = models.OneToOneField(ListDraft, on_delete=models.PROTECT, related_name="review")
    list = models.ForeignKey(StandingList, on_delete=models.PROTECT, related_name="+")
    hash = models.CharField(max_length=64)
    drafted_by_person_id = models.UUIDField()
    passed = models.BooleanField()
    opinion = models.CharField(max_length=1000)
    role = models.CharField(max_length=40)
    reviewed_on = models.DateField()
    reviewed_at = models.DateTimeField()
    reviewed_by_person_id = models.UUIDField()
    reviewed_by_name = models.CharField(max_length=80)

    classification = {
        **dict.fromkeys(["id", "draft", "list", "hash", "passed", "opinion", "role"], INTERNAL),
        **dict.fromkeys(["drafted_by_person_id", "reviewed_by_person_id"], INTERNAL),
        **dict.fromkeys(["reviewed_on", "reviewed_at"], INTERNAL),
        "reviewed_by_name": PERSONAL,
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="list_reviewer_is_not_the_author",
                condition=~Q(reviewed_by_person_id=F("drafted_by_person_id")),
            ),
            models.CheckConstraint(name="list_review_has_opinion", condition=~Q(opinion="")),
            models.CheckConstraint(
                name="list_review_in_its_role",
                condition=Q(role__in=[role.value for role in REVIEWERS]),
            ),
            models.UniqueConstraint(
                fields=["draft", "hash", "passed"], name="list_review_and_outcome"
            ),
            CompositeForeignKey(
                name="list_review_of_this_draft",
                fields=["draft", "hash", "drafted_by_person_id"],
                to="disclosure.ListDraft",
                to_fields=["id", "hash", "drafted_by_person_id"],
            ),
            AppendOnly(name="list_review_append_only"),
            Journalled(name="list_review_journalled", stream_field="list"),
        ]


class ListRelease(models.Model):
    """清单公布: which reviewed draft became which version, and its leaf in the public log."""

    id = models.UUIDField(primary_key=True, default=new_id)
    list = models.ForeignKey(StandingList, on_delete=models.PROTECT, related_name="releases")
    public_id = models.CharField(max_length=22)
    version = models.PositiveSmallIntegerField()
    draft = models.OneToOneField(ListDraft, on_delete=models.PROTECT, related_name="release")
    hash = models.CharField(max_length=64)
    passed = models.BooleanField(default=True)
    leaf_hash = models.CharField(max_length=64)
    released_on = models.DateField()
    released_at = models.DateTimeField()
    released_by_person_id = models.UUIDField()

    classification = dict.fromkeys(
        [
            *["id", "list", "public_id", "version", "draft", "hash", "passed", "leaf_hash"],
            *["released_on", "released_at", "released_by_person_id"],
        ],
        INTERNAL,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["public_id", "version"], name="list_released_once"),
            models.UniqueConstraint(
                fields=["public_id", "version", "hash", "leaf_hash"], name="list_release_whole"
            ),
            models.CheckConstraint(name="list_release_was_passed", condition=Q(passed=True)),
            CompositeForeignKey(
                name="list_release_of_reviewed_draft",
                fields=["draft", "hash", "passed"],
                to="disclosure.ListReview",
                to_fields=["draft", "hash", "passed"],
            ),
            CompositeForeignKey(
                name="list_release_is_submitted",
                fields=["public_id", "leaf_hash"],
                to="ledger.Submission",
                to_fields=["public_id", "hash"],
            ),
            AppendOnly(name="list_release_append_only"),
            Journalled(name="list_release_journalled", stream_field="list"),
        ]


class PublicList(models.Model):
    """公布的清单的一版. ``content``: elements, required, rows; what the log's leaf commits to.

    Nobody changes a version; a newer one stands over it. It is shown once the released log holds
    its leaf (``leaf_hash``).
    """

    public_table = True

    id = models.BigAutoField(primary_key=True)
    public_id = models.CharField(max_length=22)
    version = models.PositiveSmallIntegerField()
    agency = models.ForeignKey(PublicAgency, on_delete=models.PROTECT, related_name="lists")
    kind = models.CharField(max_length=20)
    content = models.JSONField()
    hash = models.CharField(max_length=64)
    pack_id = models.CharField(max_length=60)
    published_on = models.DateField()
    review_by = models.DateField()
    leaf_hash = models.CharField(max_length=64)

    classification = dict.fromkeys(
        [
            *["id", "public_id", "version", "agency", "kind", "content", "hash", "pack_id"],
            *["published_on", "review_by", "leaf_hash"],
        ],
        PUBLIC,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["public_id", "version"], name="list_version_once"),
            CompositeForeignKey(
                name="list_version_was_released",
                fields=["public_id", "version", "hash", "leaf_hash"],
                to="disclosure.ListRelease",
                to_fields=["public_id", "version", "hash", "leaf_hash"],
            ),
            models.CheckConstraint(
                name="list_version_reviewed_later", condition=Q(review_by__gt=F("published_on"))
            ),
            RowRule(name="list_version_is_sound", body=_VERSION_IS_SOUND),
            RowRule(name="list_version_is_complete", body=_VERSION_IS_COMPLETE),
            AppendOnly(name="list_version_frozen"),
        ]
        indexes = [models.Index(fields=["agency", "kind", "-version"], name="list_of_agency")]
