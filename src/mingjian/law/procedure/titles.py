"""Enumerations with a stable slug for storage and the law's word for people."""

from __future__ import annotations

from enum import StrEnum


class Titled(StrEnum):
    """A closed list of the law: each member is written ``NAME = "slug", "法律用语"``."""

    _value_: str
    _title: str

    def __new__(cls, slug: str, title: str = "") -> Titled:
        """The member compares and is stored as its slug."""
        member = str.__new__(cls, slug)
        member._value_ = slug
        member._title = title
        return member

    @property
    def title(self) -> str:  # type: ignore[override]  # 法律用语, deliberately hides str.title()
        """The Chinese name shown to people."""
        return self._title
