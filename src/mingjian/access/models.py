"""Tables of the access room: accounts, role grants, sessions, and the keys of sealed fields."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from mingjian.access.camps import CAMP_OF_ROLE, Camp
from mingjian.journal.classification import INTERNAL, PERSONAL, SENSITIVE
from mingjian.journal.guards import CompositeForeignKey, FrozenFields, Journalled, NoDelete
from mingjian.journal.ids import new_id
from mingjian.law.roles import Role

# Province, city or county as in law.divisions; empty where none is meant.
DIVISION_CODE = r"^([0-9]{2}|[0-9]{4}|[0-9]{6})?$"


class User(AbstractBaseUser):
    """账号: one natural person, one account, one camp (三员分立); made by ``accounts``.

    There is no all-powerful account: no superuser column, no permission tables.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    person_id = models.UUIDField(unique=True, default=new_id)
    username = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    staff_number = models.CharField(max_length=40, blank=True, default="")
    agency_id = models.UUIDField(null=True)
    division_code = models.CharField(max_length=6, blank=True, default="")
    camp = models.CharField(max_length=20)
    is_active = models.BooleanField(default=True)
    last_login = None  # logins are entries of the account's stream
    # The roles of the day, where they were read together with the account.
    roles_read: Mapping[date, tuple[str, ...]] = MappingProxyType({})

    objects = BaseUserManager["User"]()

    USERNAME_FIELD = "username"

    classification = {
        **dict.fromkeys(["id", "username", "staff_number", "agency_id"], INTERNAL),
        **dict.fromkeys(["division_code", "camp", "is_active"], INTERNAL),
        **dict.fromkeys(["person_id", "name"], PERSONAL),
        "password": SENSITIVE,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["id", "camp", "person_id"], name="user_camp_and_person"
            ),
            models.CheckConstraint(
                name="user_camp_known", condition=Q(camp__in=[camp.value for camp in Camp])
            ),
            models.CheckConstraint(
                name="user_username_plain", condition=Q(username__regex=r"^[a-z0-9._-]{3,40}$")
            ),
            models.CheckConstraint(name="user_has_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="user_division_code_shape", condition=Q(division_code__regex=DIVISION_CODE)
            ),
            FrozenFields(name="user_stays_the_same_person", fields=["person_id", "camp"]),
            NoDelete(name="user_never_goes"),
            Journalled(name="user_journalled", stream_field="id"),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.username}）"


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    """Questions about role grants."""

    def in_force(self, *, on: date) -> RoleGrantQuerySet:
        """Grants that hold on this day (half-open periods)."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=on), since__lte=on)


class RoleGrant(models.Model):
    """授权: a role given to an account for a period; the row stays when the role ends.

    The composite key repeats the account's camp and person, so that CHECKs can forbid a role of
    another camp and a grant to oneself: nobody unites two of the three administrators (三员).
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    camp = models.CharField(max_length=20)
    person_id = models.UUIDField()
    role = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField(null=True)
    granted_by_person_id = models.UUIDField()

    objects = RoleGrantQuerySet.as_manager()

    classification = {
        **dict.fromkeys(["id", "user", "camp", "role", "since", "until"], INTERNAL),
        **dict.fromkeys(["person_id", "granted_by_person_id"], PERSONAL),
    }

    class Meta:
        constraints = [
            CompositeForeignKey(
                name="grant_in_camp_of_user",
                fields=["user", "camp", "person_id"],
                to="access.User",
                to_fields=["id", "camp", "person_id"],
            ),
            models.CheckConstraint(
                name="grant_role_of_camp",
                condition=Q(
                    *(Q(role=role.value, camp=CAMP_OF_ROLE[role].value) for role in Role),
                    _connector=Q.OR,
                ),
            ),
            models.CheckConstraint(
                name="grant_not_to_oneself", condition=~Q(granted_by_person_id=F("person_id"))
            ),
            # Ended on its first day: it never was in force.
            models.CheckConstraint(
                name="grant_ends_after_start",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
            models.UniqueConstraint(
                fields=["user", "role"], condition=Q(until__isnull=True), name="grant_open_once"
            ),
            FrozenFields(
                name="grant_frozen",
                fields=["user", "camp", "person_id", "role", "since", "granted_by_person_id"],
            ),
            NoDelete(name="grant_never_goes"),
            Journalled(name="grant_journalled", stream_field="user"),
        ]

    def __str__(self) -> str:
        return f"{Role(self.role).title} {self.since}–{self.until or ''}"


class SessionRecord(models.Model):
    """会话: who is signed in where, so that sessions can be counted, timed and ended at once.

    ``ended_at`` and ``end_reason`` stay, so that the person is told why (see ``sessions``).
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    session_key = models.CharField(max_length=40, unique=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="session_records")
    since = models.DateTimeField()
    last_seen = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=20, blank=True, default="")

    classification = {
        **dict.fromkeys(["id", "user", "since", "last_seen", "ended_at", "end_reason"], INTERNAL),
        "session_key": SENSITIVE,
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="session_end_has_reason",
                condition=Q(ended_at__isnull=True, end_reason="")
                | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
            ),
            models.CheckConstraint(
                name="session_seen_after_start", condition=Q(last_seen__gte=F("since"))
            ),
            FrozenFields(
                name="session_ends_once", fields=["session_key", "user", "since", "ended_at"]
            ),
        ]


class SubjectKey(models.Model):
    """数据密钥: the wrapped key of one subject's sealed fields; they can be read while it lives."""

    subject_id = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField(max_length=80)
    destroyed_at = models.DateTimeField(null=True)

    classification = {"subject_id": INTERNAL, "wrapped": SENSITIVE, "destroyed_at": INTERNAL}

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="subject_key_kept_or_destroyed",
                condition=Q(destroyed_at__isnull=True) & ~Q(wrapped=b"")
                | Q(destroyed_at__isnull=False, wrapped=b""),
            ),
            FrozenFields(name="subject_key_destroyed_once", fields=["subject_id", "destroyed_at"]),
            NoDelete(name="subject_key_never_goes"),
            Journalled(name="subject_key_journalled", stream_field="subject_id"),
        ]


class Draft(models.Model):
    """草稿: what a person has typed into a form and not handed in yet; working paper, no record.

    ``sealed`` is encrypted under the installation's key and bound to person and page.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="drafts")
    path = models.CharField(max_length=200)
    sealed = models.BinaryField(max_length=300_000)
    kept_at = models.DateTimeField()

    classification = {
        **dict.fromkeys(["id", "user", "path", "kept_at"], INTERNAL),
        "sealed": SENSITIVE,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "path"], name="draft_one_for_each_page"),
        ]
        indexes = [models.Index(fields=["kept_at"], name="draft_age")]


class SavedFilter(models.Model):
    """保存的筛选: conditions of a list under a person's own name; a preference, no record."""

    id = models.UUIDField(primary_key=True, default=new_id)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="saved_filters")
    page = models.CharField(max_length=40)
    name = models.CharField(max_length=30)
    conditions = models.CharField(max_length=500)
    is_default = models.BooleanField(default=False)

    classification = {
        **dict.fromkeys(["id", "user", "page", "name", "is_default"], INTERNAL),
        "conditions": PERSONAL,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "page", "name"], name="saved_filter_one_for_each_name"
            ),
            models.UniqueConstraint(
                fields=["user", "page"],
                name="saved_filter_one_default",
                condition=models.Q(is_default=True),
            ),
        ]
