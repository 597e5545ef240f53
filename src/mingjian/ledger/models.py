"""Tables of the public log: what waits for its place, leaves, head, checkpoints, cosignatures."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from mingjian.journal.classification import INTERNAL, PUBLIC
from mingjian.journal.guards import (
    AppendOnly,
    CompositeForeignKey,
    FrozenFields,
    NoDelete,
    RowRule,
)
from mingjian.ledger.leaf import LARGEST, LeafType

_FINAL = "', '".join(each.value for each in LeafType if each.is_final)

_STATEMENT_IS_SOUND = f"""
BEGIN
  IF octet_length(NEW.data) > {LARGEST}
     OR NEW.hash <> encode(sha256('\\x00'::bytea || NEW.data), 'hex') THEN
    RAISE EXCEPTION 'statement on % does not have the hash of its bytes', NEW.public_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'submission_is_sound';
  END IF;
  IF EXISTS (
    SELECT FROM ledger_submission s
    WHERE s.public_id = NEW.public_id AND s.type IN ('{_FINAL}')
  ) THEN
    RAISE EXCEPTION 'record % was withdrawn for good', NEW.public_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'submission_is_sound';
  END IF;
  RETURN NEW;
END
"""

_LEAF_IS_SOUND = f"""
BEGIN
  IF octet_length(NEW.data) > {LARGEST}
     OR NEW.hash <> encode(sha256('\\x00'::bytea || NEW.data), 'hex') THEN
    RAISE EXCEPTION 'leaf % does not have the hash of its bytes', NEW.index
      USING ERRCODE = 'check_violation', CONSTRAINT = 'leaf_is_sound';
  END IF;
  IF EXISTS (
    SELECT FROM ledger_leaf l WHERE l.public_id = NEW.public_id AND l.type IN ('{_FINAL}')
  ) THEN
    RAISE EXCEPTION 'record % was withdrawn for good', NEW.public_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'leaf_is_sound';
  END IF;
  IF NEW.previous_hash IS NOT NULL AND NOT EXISTS (
    SELECT FROM ledger_leaf l WHERE l.hash = NEW.previous_hash AND l.index < NEW.index
  ) THEN
    RAISE EXCEPTION 'leaf % comes before the leaf it follows', NEW.index
      USING ERRCODE = 'check_violation', CONSTRAINT = 'leaf_is_sound';
  END IF;
  RETURN NEW;
END
"""  # noqa: S608  # only the slugs of our own enumeration are put in

_HEAD_ONLY_GROWS = """
BEGIN
  IF NEW.size < OLD.size OR NEW.released_size < OLD.released_size
     OR (NEW.size > OLD.size AND NEW.size <> (SELECT max(index) + 1 FROM ledger_leaf)) THEN
    RAISE EXCEPTION 'log head cannot go from % to %', OLD.size, NEW.size
      USING ERRCODE = 'check_violation', CONSTRAINT = 'log_head_only_grows';
  END IF;
  IF NEW.released_size > OLD.released_size
     AND NEW.released_size > (SELECT coalesce(max(size), 0) FROM ledger_checkpoint) THEN
    RAISE EXCEPTION 'no checkpoint of size %', NEW.released_size
      USING ERRCODE = 'check_violation', CONSTRAINT = 'log_head_only_grows';
  END IF;
  RETURN NEW;
END
"""

_CHECKPOINT_GOES_ON = """
BEGIN
  IF NEW.size > (SELECT coalesce(max(size), 0) FROM ledger_loghead)
     OR NEW.previous_size IS DISTINCT FROM (SELECT max(size) FROM ledger_checkpoint) THEN
    RAISE EXCEPTION 'checkpoint of size % does not follow the last one', NEW.size
      USING ERRCODE = 'check_violation', CONSTRAINT = 'checkpoint_goes_on';
  END IF;
  RETURN NEW;
END
"""

_FIRST, _LIST = LeafType.PUBLISH.value, LeafType.LIST.value
# 首次公示没有上文；更正、撤下必有上文；目录的第一版没有，以后各版有。
_STANDS_IN_ORDER = (
    Q(type=_FIRST, previous_hash__isnull=True, version=1)
    | Q(type=_LIST, previous_hash__isnull=True, version=1)
    | Q(type=_LIST, previous_hash__isnull=False, version__gt=1)
    | (~Q(type__in=[_FIRST, _LIST]) & Q(previous_hash__isnull=False))
)
_STATEMENT_FIELDS = (
    *("type", "public_id", "version", "previous_hash", "effective_at", "ground", "data", "hash"),
)


class Said(models.Model):
    """The columns of a statement: ``data`` is what is hashed, the rest repeats it."""

    type = models.CharField(max_length=20, choices=[(t.value, t.value) for t in LeafType])
    public_id = models.CharField(max_length=22)
    version = models.PositiveSmallIntegerField()
    previous_hash = models.CharField(max_length=64, null=True)  # null = first
    effective_at = models.DateTimeField()
    ground = models.CharField(max_length=40, blank=True, default="")
    data = models.BinaryField(max_length=LARGEST)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        abstract = True


class Submission(Said):
    """待入日志: a statement made in the transaction of its act, until the sequencer places it.

    It stays when it has its ``place``: what was promised to the log can always be compared with
    what the log holds.
    """

    id = models.BigAutoField(primary_key=True)
    submitted_at = models.DateTimeField(db_default=Now())
    place = models.BigIntegerField(null=True)

    classification = dict.fromkeys(
        ["id", "submitted_at", "place", *_STATEMENT_FIELDS],
        INTERNAL,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["public_id", "hash"], name="submission_of_record"),
            models.UniqueConstraint(fields=["previous_hash"], name="submission_cannot_fork"),
            models.UniqueConstraint(
                fields=["public_id"],
                condition=Q(previous_hash__isnull=True),
                name="submission_first_once",
            ),
            models.CheckConstraint(name="submission_in_order", condition=_STANDS_IN_ORDER),
            CompositeForeignKey(
                name="submission_follows_its_record",
                fields=["public_id", "previous_hash"],
                to="ledger.Submission",
                to_fields=["public_id", "hash"],
            ),
            CompositeForeignKey(
                name="submission_has_its_place",
                fields=["hash", "place"],
                to="ledger.Leaf",
                to_fields=["hash", "index"],
            ),
            RowRule(name="submission_is_sound", body=_STATEMENT_IS_SOUND),
            FrozenFields(
                name="submission_frozen",
                fields=["id", "submitted_at", "place", *_STATEMENT_FIELDS],
            ),
            NoDelete(name="submission_stays"),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(place__isnull=True), name="submission_waiting"),
        ]


class LogHead(models.Model):
    """日志头: one row, moved only by compare-and-swap on ``size``.

    ``released_size``: publications up to there may be seen, because a checkpoint with the wanted
    cosignatures covers them; ``degraded_since``: since when such cosignatures are missing.
    """

    public_table = True

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    size = models.BigIntegerField(default=0)
    released_size = models.BigIntegerField(default=0)
    degraded_since = models.DateTimeField(null=True)

    classification = dict.fromkeys(["id", "size", "released_size", "degraded_since"], PUBLIC)

    class Meta:
        constraints = [
            models.CheckConstraint(name="log_head_is_one", condition=Q(id=1)),
            models.CheckConstraint(
                name="log_head_released_within", condition=Q(released_size__lte=F("size"))
            ),
            RowRule(name="log_head_only_grows", body=_HEAD_ONLY_GROWS, when="BEFORE UPDATE"),
            NoDelete(name="log_head_stays"),
        ]


class Leaf(Said):
    """日志叶, numbered from 0 without a gap; each is a statement that was submitted.

    ``subtrees`` holds the hashes (32 bytes each, level 0 first) of all complete subtrees that end
    with this leaf, so that roots and proofs of any size read a handful of rows.
    """

    public_table = True

    index = models.BigIntegerField(primary_key=True)
    previous_index = models.BigIntegerField(null=True)
    subtrees = models.BinaryField()

    classification = dict.fromkeys(
        ["index", "previous_index", "subtrees", *_STATEMENT_FIELDS], PUBLIC
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="leaf_leaves_no_gap",
                condition=Q(index=0, previous_index__isnull=True)
                | Q(index__gt=0, previous_index__isnull=False, previous_index=F("index") - 1),
            ),
            CompositeForeignKey(
                name="leaf_follows_another",
                fields=["previous_index"],
                to="ledger.Leaf",
                to_fields=["index"],
            ),
            models.UniqueConstraint(fields=["public_id", "index"], name="leaf_of_record"),
            models.UniqueConstraint(fields=["public_id", "hash"], name="leaf_hash_of_record"),
            models.UniqueConstraint(fields=["hash", "index"], name="leaf_at_its_place"),
            models.UniqueConstraint(fields=["previous_hash"], name="leaf_record_cannot_fork"),
            models.UniqueConstraint(
                fields=["public_id"],
                condition=Q(previous_hash__isnull=True),
                name="leaf_first_once",
            ),
            models.CheckConstraint(name="leaf_first_publishes", condition=_STANDS_IN_ORDER),
            CompositeForeignKey(
                name="leaf_follows_its_record",
                fields=["public_id", "previous_hash"],
                to="ledger.Leaf",
                to_fields=["public_id", "hash"],
            ),
            CompositeForeignKey(
                name="leaf_was_submitted",
                fields=["public_id", "hash"],
                to="ledger.Submission",
                to_fields=["public_id", "hash"],
            ),
            RowRule(name="leaf_is_sound", body=_LEAF_IS_SOUND),
            AppendOnly(name="leaf_append_only"),
        ]


class Checkpoint(models.Model):
    """检查点: size and root of the log, signed; one root for a size, each later one larger.

    ``note`` is the C2SP signed note with the log's own signatures only.
    """

    public_table = True

    size = models.BigIntegerField(primary_key=True)
    previous_size = models.BigIntegerField(null=True, unique=True)
    root = models.CharField(max_length=64)
    note = models.TextField()
    signed_at = models.DateTimeField()

    classification = dict.fromkeys(["size", "previous_size", "root", "note", "signed_at"], PUBLIC)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="checkpoint_only_grows",
                condition=Q(previous_size__isnull=True, size__gt=0)
                | Q(previous_size__isnull=False, size__gt=F("previous_size")),
            ),
            CompositeForeignKey(
                name="checkpoint_follows_another",
                fields=["previous_size"],
                to="ledger.Checkpoint",
                to_fields=["size"],
            ),
            RowRule(name="checkpoint_goes_on", body=_CHECKPOINT_GOES_ON),
            AppendOnly(name="checkpoint_append_only"),
        ]


class Cosignature(models.Model):
    """见证签名: a witness's signature line under a checkpoint (C2SP cosignature/v1)."""

    public_table = True

    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="cosigned")
    witness = models.CharField(max_length=200)
    line = models.CharField(max_length=400)
    signed_at = models.DateTimeField()

    classification = dict.fromkeys(["id", "checkpoint", "witness", "line", "signed_at"], PUBLIC)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["checkpoint", "witness"], name="cosignature_once"),
            AppendOnly(name="cosignature_append_only"),
        ]
