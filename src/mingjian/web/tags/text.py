"""Filters for dates, amounts, figures and words, and the icon tag."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.template import Library
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from mingjian.law.amounts import format_yuan, yuan_in_capitals
from mingjian.law.dates import long_date, long_date_with_weekday

register = Library()


def _local(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value


def _day_of(value: date) -> date:
    return _local(value).date() if isinstance(value, datetime) else value


@register.filter
def day(value: date | None) -> str:
    """2026年5月11日."""
    return "" if value is None else long_date(_day_of(value))


@register.filter
def weekday(value: date | None) -> str:
    """2026年5月11日（周一）."""
    return "" if value is None else long_date_with_weekday(_day_of(value))


@register.filter
def short_day(value: date | None) -> str:
    """5月11日: only where the year is plain from the place."""
    if value is None:
        return ""
    on = _day_of(value)
    return f"{on.month}月{on.day}日"


@register.filter
def iso_day(value: date | None) -> str:
    """2026-05-11, for `<time datetime>` and for columns of figures."""
    return "" if value is None else _day_of(value).isoformat()


@register.filter
def moment(value: datetime | None) -> str:
    """2026年5月11日 10:32."""
    return "" if value is None else f"{long_date(_day_of(value))} {_local(value):%H:%M}"


@register.filter
def clock(value: datetime | None) -> str:
    """10:32."""
    return "" if value is None else f"{_local(value):%H:%M}"


@register.filter
def yuan(value: Decimal | int | None) -> str:
    """¥1,234.00."""
    return "" if value is None else f"¥{format_yuan(Decimal(value))}"


@register.filter
def capitals(value: Decimal | int | None) -> str:
    """大写金额: 壹仟贰佰叁拾肆元整."""
    return "" if value is None else yuan_in_capitals(Decimal(value))


@register.filter
def count(value: int | None) -> str:
    """12,345."""
    return "" if value is None else f"{value:,}"


@register.filter
def dash(value: Any) -> Any:
    """The value, or — where there is none."""
    return "—" if value is None or value == "" else value


@register.filter
def marked(value: str, query: str | None) -> SafeString:
    """The text with the words of the query in `<mark>`; everything else is escaped."""
    words = sorted(set((query or "").split()), key=len, reverse=True)
    if not words:
        return conditional_escape(value)
    pieces = re.split(
        "(" + "|".join(re.escape(word) for word in words) + ")", str(value), flags=re.I
    )
    hits = {word.lower() for word in words}
    return mark_safe(  # noqa: S308  # every piece is escaped on the way in
        "".join(
            format_html("<mark>{}</mark>", piece)
            if piece.lower() in hits
            else conditional_escape(piece)
            for piece in pieces
        )
    )


@register.simple_tag
@lru_cache(maxsize=500, typed=True)  # typed: safe text and plain text are not the same
def icon(name: str, label: str = "") -> SafeString:
    """A line icon from the sprite; with ``label`` it speaks, otherwise it is decoration."""
    href = f"{static('web/icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, href
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"/></svg>', href)
