"""Addresses on the public site (公示平台), which is a site of its own."""

from __future__ import annotations

from django.conf import settings


def public_page_of(public_id: str) -> str:
    """Where everybody reads this record."""
    return f"{settings.PORTAL_URL.rstrip('/')}/decisions/{public_id}/"
