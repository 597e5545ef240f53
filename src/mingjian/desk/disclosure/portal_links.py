"""Addresses on the public site (公示平台), which is a site of its own."""

from __future__ import annotations

from django.conf import settings


def public_page_of(public_id: str) -> str:
    """Where everybody reads this record."""
    return _address(f"decisions/{public_id}/")


def public_agency_page(slug: str) -> str:
    """Where everybody reads about this agency."""
    return _address(f"standing/{slug}/")


def public_list_page(slug: str, kind: str) -> str:
    """Where everybody reads this list of this agency."""
    return _address(f"standing/{slug}/lists/{kind}/")


def _address(path: str) -> str:
    return f"{settings.PORTAL_URL.rstrip('/')}/{path}"
