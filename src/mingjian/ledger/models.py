"""Tables of the public log: its leaves and its head."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.journal.classification import INTERNAL, PUBLIC
from mingjian.journal.guards import AppendOnly, CompositeForeignKey, NoDelete, RowRule
from mingjian.ledger.leaf import LARGEST, LeafType

_FINAL = "', '".join(each.value for each in LeafType if each.is_final)

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
  RETURN NEW;
END
"""

_HEAD_ONLY_GROWS = """
BEGIN
  IF NEW.size <= OLD.size OR NEW.size <> (SELECT max(index) + 1 FROM ledger_leaf) THEN
    RAISE EXCEPTION 'log head cannot go from % to %', OLD.size, NEW.size
      USING ERRCODE = 'check_violation', CONSTRAINT = 'log_head_only_grows';
  END IF;
  RETURN NEW;
END
"""


class LogHead(models.Model):
    """日志头: one row; its lock is the queue in which leaves get their places."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    size = models.BigIntegerField(default=0)

    classification = dict.fromkeys(["id", "size"], INTERNAL)

    class Meta:
        constraints = [
            models.CheckConstraint(name="log_head_is_one", condition=Q(id=1)),
            RowRule(name="log_head_only_grows", body=_HEAD_ONLY_GROWS, when="BEFORE UPDATE"),
            NoDelete(name="log_head_stays"),
        ]


class Leaf(models.Model):
    """日志叶, numbered from 0 without a gap. ``data`` is what is hashed; the rest repeats it.

    ``subtrees`` holds the hashes (32 bytes each, level 0 first) of all complete subtrees that end
    with this leaf, so that roots and proofs of any size read a handful of rows.
    """

    public_table = True

    index = models.BigIntegerField(primary_key=True)
    previous_index = models.BigIntegerField(null=True)
    type = models.CharField(max_length=20, choices=[(t.value, t.value) for t in LeafType])
    public_id = models.CharField(max_length=22)
    version = models.PositiveSmallIntegerField()
    previous_hash = models.CharField(max_length=64, null=True)  # null = first
    effective_at = models.DateTimeField()
    ground = models.CharField(max_length=40, blank=True, default="")
    data = models.BinaryField(max_length=LARGEST)
    hash = models.CharField(max_length=64, unique=True)
    subtrees = models.BinaryField()

    classification = dict.fromkeys(
        [
            *["index", "previous_index", "type", "public_id", "version", "previous_hash"],
            *["effective_at", "ground", "data", "hash", "subtrees"],
        ],
        PUBLIC,
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
            models.UniqueConstraint(fields=["previous_hash"], name="leaf_record_cannot_fork"),
            models.UniqueConstraint(
                fields=["public_id"],
                condition=Q(previous_hash__isnull=True),
                name="leaf_first_once",
            ),
            models.CheckConstraint(
                name="leaf_first_publishes",
                condition=Q(type=LeafType.PUBLISH.value, previous_hash__isnull=True, version=1)
                | (~Q(type=LeafType.PUBLISH.value) & Q(previous_hash__isnull=False)),
            ),
            CompositeForeignKey(
                name="leaf_follows_its_record",
                fields=["public_id", "previous_hash"],
                to="ledger.Leaf",
                to_fields=["public_id", "hash"],
            ),
            RowRule(name="leaf_is_sound", body=_LEAF_IS_SOUND),
            AppendOnly(name="leaf_append_only"),
        ]
