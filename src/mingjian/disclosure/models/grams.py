"""The column of signs and pairs: an array that is written as one literal.

Hundreds of elements a record, thousands of records an import: Django and psycopg prepare arrays
element by element, which took longer than everything else together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

if TYPE_CHECKING:
    _Texts = ArrayField[Sequence[str], list[str]]
else:
    _Texts = ArrayField
# A text column holds no NUL, so it can stand between the elements until they are escaped.
_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\x00": '","'})


class GramsField(_Texts):
    """Signs and pairs of a text, for a GIN index; PostgreSQL reads ``{"宾","宾县"}``."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("base_field", models.CharField(max_length=2))
        super().__init__(**options)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if not isinstance(value, list):
            return super().get_db_prep_value(value, connection, prepared)
        if not value:
            return "{}"
        return '{"' + "\x00".join(value).translate(_ESCAPED) + '"}'
