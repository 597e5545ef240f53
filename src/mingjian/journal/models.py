"""Tables of the journal: streams and their entries."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.journal.classification import INTERNAL, PERSONAL
from mingjian.journal.guards import (
    AppendOnly,
    CompositeForeignKey,
    FrozenFields,
    NoDelete,
    StampTransaction,
)
from mingjian.journal.ids import new_id


class Stream(models.Model):
    """卷宗流: one case, account or publication with its chain of entries; id = the subject's id."""

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=40)
    head_seq = models.PositiveIntegerField(default=0)
    head_hash = models.CharField(max_length=64, blank=True, default="")
    head_at = models.DateTimeField(null=True)

    classification = {
        "id": INTERNAL,
        "kind": INTERNAL,
        "head_seq": INTERNAL,
        "head_hash": INTERNAL,
        "head_at": INTERNAL,
    }

    class Meta:
        constraints = [
            FrozenFields(name="stream_keeps_its_kind", fields=["id", "kind"]),
            NoDelete(name="stream_never_goes"),
        ]


class Entry(models.Model):
    """记录: one act, with who, in which role, for which purpose; never changed, never deleted.

    ``at`` is the server's receive time and never decreases within a stream; ``acted_on`` is the
    business date of the act. (epoch, turn, position) is the order that followers read in; see
    ``guards.StampTransaction``.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    stream = models.ForeignKey(Stream, on_delete=models.PROTECT, related_name="entries")
    seq = models.PositiveIntegerField()
    previous_seq = models.PositiveIntegerField(null=True)
    kind = models.CharField(max_length=60)
    at = models.DateTimeField()
    acted_on = models.DateField(null=True)
    actor_person_id = models.UUIDField()
    actor_name = models.CharField(max_length=80)
    actor_role = models.CharField(max_length=40)
    actor_agency_id = models.UUIDField(null=True)
    purpose = models.CharField(max_length=200)
    payload = models.JSONField(default=dict)
    algorithm = models.CharField(max_length=10, default="sha256")
    version = models.PositiveSmallIntegerField(default=1)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)
    epoch = models.PositiveSmallIntegerField(db_default=1)
    xact = models.BigIntegerField(db_default=0)
    turn = models.BigIntegerField(db_default=0)
    position = models.BigIntegerField(db_default=0)

    classification = {
        **dict.fromkeys(
            ["id", "stream", "seq", "previous_seq", "kind", "at", "acted_on", "actor_role"],
            INTERNAL,
        ),
        **dict.fromkeys(["actor_person_id", "actor_name", "payload"], PERSONAL),
        **dict.fromkeys(["actor_agency_id", "purpose", "algorithm", "version"], INTERNAL),
        **dict.fromkeys(["previous_hash", "hash", "epoch", "xact"], INTERNAL),
        **dict.fromkeys(["turn", "position"], INTERNAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["stream", "seq", "hash"], name="entry_seq_hash_of_stream"
            ),
            models.UniqueConstraint(fields=["stream", "seq"], name="entry_seq_once_per_stream"),
            models.UniqueConstraint(
                fields=["stream", "previous_hash"], name="entry_chain_cannot_fork"
            ),
            models.CheckConstraint(
                name="entry_follows_the_one_before",
                condition=Q(seq=1, previous_seq__isnull=True, previous_hash="")
                # NULL would pass the CHECK and leave the composite key unchecked.
                | Q(seq__gt=1, previous_seq__isnull=False, previous_seq=F("seq") - 1),
            ),
            models.CheckConstraint(
                name="entry_names_actor_role_purpose",
                condition=~Q(actor_name="") & ~Q(actor_role="") & ~Q(purpose="") & ~Q(kind=""),
            ),
            CompositeForeignKey(
                name="entry_links_to_previous",
                fields=["stream", "previous_seq", "previous_hash"],
                to="journal.Entry",
                to_fields=["stream", "seq", "hash"],
            ),
            AppendOnly(name="entry_append_only"),
            StampTransaction(name="entry_stamped"),
        ]
        indexes = [
            models.Index(fields=["epoch", "turn", "position"], name="entry_follow_order"),
        ]


class Follower(models.Model):
    """读者: how far a follower (search, exchange, statistics…) has read the journal."""

    name = models.CharField(max_length=60, primary_key=True)
    epoch = models.PositiveSmallIntegerField(default=0)
    turn = models.BigIntegerField(default=0)
    position = models.BigIntegerField(default=0)

    classification = dict.fromkeys(["name", "epoch", "turn", "position"], INTERNAL)
