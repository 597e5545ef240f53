"""Sealed fields (密存字段): personal data that shows itself only when opened for a purpose."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import FieldError
from django.db import models, transaction
from django.db.models.query_utils import DeferredAttribute

from mingjian.access.subject_keys import data_key, data_key_made_if_missing, decrypt, encrypt
from mingjian.journal.writing import write_entry
from mingjian.law.roles import Actor

SHOWN = "«已加密»"
_VERSION = b"\x01"


class NotSealedHere(ValueError):
    """A sealed value was carried to another row or column, or opened before it was saved."""


@dataclass(frozen=True)
class NewText:
    """A text set on an instance that is not saved yet."""

    text: str = field(repr=False)


class StoredSeal(bytes):
    """The ciphertext as it lies in the column: version byte, nonce, AES-256-GCM."""

    def __repr__(self) -> str:
        return SHOWN

    __str__ = __repr__


@dataclass(frozen=True)
class Place:
    """The one row and column a sealed value belongs to, and whose key seals it."""

    table: str
    row_id: str
    column: str
    subject_id: UUID
    stream_kind: str

    def bound_to(self) -> bytes:
        """What the ciphertext is authenticated with: it decrypts here and nowhere else."""
        return f"{self.table}|{self.row_id}|{self.column}|{_VERSION[0]}".encode()


class Sealed:
    """密存值: prints as «已加密»; ``open`` gives the text after writing who reads it and why."""

    __slots__ = ("_content", "_place")

    def __init__(self, content: NewText | StoredSeal, place: Place) -> None:
        self._content = content
        self._place = place

    def __repr__(self) -> str:
        return SHOWN if self else ""

    __str__ = __repr__

    def __bool__(self) -> bool:
        if isinstance(self._content, NewText):
            return bool(self._content.text)
        return bool(self._content)

    def __reduce__(self) -> Any:
        raise NotSealedHere("a sealed value is not pickled or copied; pass the row's id instead")

    def open(self, *, purpose: str, by: Actor, at: datetime) -> str:
        """The text, after an entry ``sealed_opened`` in the subject's stream (who, why, what).

        Raises KeyDestroyed once the subject's key is gone.
        """
        if not self:
            return ""
        if not isinstance(self._content, StoredSeal):
            raise NotSealedHere(f"{self._place.table}.{self._place.column} is not saved yet")
        place = self._place
        with transaction.atomic():
            write_entry(
                stream_id=place.subject_id,
                stream_kind=place.stream_kind,
                kind="sealed_opened",
                by=replace(by, purpose=purpose),
                at=at,
                payload={"table": place.table, "row": place.row_id, "column": place.column},
            )
            key = data_key(subject_id=place.subject_id)
            return decrypt(key=key, sealed=self._content[1:], bound_to=place.bound_to())

    def stored(self, place: Place) -> StoredSeal:
        """What goes into the column: a new text is sealed, a value from elsewhere refused."""
        if place != self._place:
            raise NotSealedHere(f"sealed for {self._place.column}, not for {place.column}")
        if isinstance(self._content, StoredSeal):
            return self._content
        if not self:
            return StoredSeal()
        key = data_key_made_if_missing(subject_id=place.subject_id)
        sealed = encrypt(key=key, text=self._content.text, bound_to=place.bound_to())
        return StoredSeal(_VERSION + sealed)


class SealedAttribute(DeferredAttribute):
    """Gives ``Sealed`` for whatever the row holds: loaded ciphertext or a text not yet saved."""

    field: SealedTextField

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        if instance is None:
            return self
        raw = super().__get__(instance, cls)
        return raw if isinstance(raw, Sealed) else Sealed(raw, self.field.place_in(instance))

    def __set__(self, instance: models.Model, value: str | StoredSeal | Sealed) -> None:
        if not isinstance(value, str | StoredSeal | Sealed):
            raise TypeError(f"{self.field.name} takes text, got {type(value).__name__}")
        kept = NewText(value) if isinstance(value, str) else value
        instance.__dict__[self.field.attname] = kept


class IsEmpty(models.Lookup):
    """``phone__is_empty=True``: the one question a sealed column answers."""

    lookup_name = "is_empty"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        column, params = compiler.compile(self.lhs)
        return f"octet_length({column}) {'=' if self.rhs else '>'} 0", params


if TYPE_CHECKING:
    _Field = models.Field[str | Sealed, Sealed]
else:
    _Field = models.Field


class SealedTextField(_Field):
    """Text kept encrypted (bytea) under the key of the subject named by ``subject_field``.

    Set it as plain text on an instance and save that inside the act's transaction. It cannot
    be searched (keep a ``blind_index`` beside it) nor written by ``QuerySet.update``.
    """

    descriptor_class = SealedAttribute
    empty_strings_allowed = True

    def __init__(self, *, subject_field: str = "id", **options: Any) -> None:
        self.subject_field = subject_field
        super().__init__(**{"default": "", "blank": True, "editable": False, **options})

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, options = super().deconstruct()
        return name, path, list(args), {**options, "subject_field": self.subject_field}

    def get_internal_type(self) -> str:
        return "BinaryField"

    def place_in(self, instance: models.Model) -> Place:
        """Where this field of this row lies."""
        return Place(
            table=instance._meta.db_table,
            row_id=str(instance.pk),
            column=str(self.column),
            subject_id=getattr(instance, self.subject_field),
            stream_kind=str(instance._meta.model_name),
        )

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> StoredSeal:
        return StoredSeal(value or b"")

    def pre_save(self, model_instance: models.Model, add: bool) -> StoredSeal:
        sealed: Sealed = getattr(model_instance, self.attname)
        stored = sealed.stored(self.place_in(model_instance))
        setattr(model_instance, self.attname, stored)
        return stored

    def get_db_prep_save(self, value: Any, connection: Any) -> bytes:
        if not isinstance(value, StoredSeal):
            raise TypeError(f"{self.name} is sealed: set it on an instance and save that")
        return bytes(value)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == IsEmpty.lookup_name:
            return IsEmpty
        raise FieldError(f"{self.name} is sealed and cannot be searched; use its blind index")

    def value_to_string(self, obj: models.Model) -> str:
        return SHOWN
