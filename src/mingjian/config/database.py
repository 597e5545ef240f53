"""Which database role this process uses, and how a database URL is read."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

# A process holds one role only: the portal's role can read nothing but what was published.
ROLE_OF_SITE = {
    "desk": "mingjian_app",
    "portal": "mingjian_portal",
    "party": "mingjian_app",
    "owner": "mingjian_owner",
}
URL_OF_SITE = {
    "desk": "MINGJIAN_APP_DATABASE_URL",
    "portal": "MINGJIAN_PORTAL_DATABASE_URL",
    "party": "MINGJIAN_APP_DATABASE_URL",
    "owner": "DATABASE_URL",
}


def read_database_url(url: str) -> dict[str, Any]:
    """Django's DATABASES entry for a ``postgresql://`` URL (query keys host, port, sslmode…).

    Raises ValueError, naming the scheme, for any other database: Mingjian runs on PostgreSQL only.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError(f"DATABASE_URL must start with postgresql://, got {parts.scheme!r}")
    query = dict(parse_qsl(parts.query))
    host = query.pop("host", parts.hostname or "")
    port = query.pop("port", str(parts.port or ""))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "mingjian",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        # Only ``journal.statements`` asks in a way that can be prepared.
        "OPTIONS": {"prepare_threshold": 2, **query},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }


def database_for_site(site: str) -> dict[str, Any]:
    """The connection of the given site; without a URL of its own the owner steps down to it."""
    own_url = os.environ.get(URL_OF_SITE[site])
    if own_url:
        return read_database_url(own_url)
    entry = read_database_url(os.environ.get("DATABASE_URL", "postgresql:///mingjian"))
    entry["OPTIONS"]["options"] = f"-c role={ROLE_OF_SITE[site]}"
    return entry
