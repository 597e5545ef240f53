"""Classification (分类): who may ever see a field; the tests refuse a model field without one."""

from __future__ import annotations

from enum import StrEnum


class Classification(StrEnum):
    """公开 / 内部 / 个人信息 / 敏感个人信息 / 商业秘密."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"
    COMMERCIAL = "commercial"


PUBLIC = Classification.PUBLIC
INTERNAL = Classification.INTERNAL
PERSONAL = Classification.PERSONAL
SENSITIVE = Classification.SENSITIVE
COMMERCIAL = Classification.COMMERCIAL
