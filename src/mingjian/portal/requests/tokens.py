"""Form tokens (表单凭据): a request counts once, only from a form of this site, within two hours.

There is no session and no cookie, so nothing that a browser sends by itself could be abused; the
token keeps other sites' pages from filing in a visitor's name all the same.
"""

from __future__ import annotations

import secrets
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from django.core import signing
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

LASTS = 2 * 3600
_SALT = "mingjian.portal.request"
_OWN = {"same-origin", "none"}


def new_token(*, public_id: str, kind: str) -> str:
    """A token for one form about one record."""
    return signing.dumps([public_id, kind, secrets.token_hex(16)], salt=_SALT)


def nonce_of(token: str, *, public_id: str, kind: str) -> str | None:
    """What makes the form count once; None for a token that is stale, forged or of another form."""
    try:
        said = signing.loads(token, salt=_SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    return str(said[2]) if said[:2] == [public_id, kind] else None


def is_own_page(request: HttpRequest) -> bool:
    """Whether the form was sent from a page of this site, as far as the browser says."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in _OWN
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.get_host()


def network_digest(address: str) -> str:
    """A keyed digest of the sender's network: enough to count, not to tell who it was."""
    try:
        found = ip_address(address)
    except ValueError:
        found = ip_address("::")
    width = 64 if found.version == 6 else 32
    network = ip_network(f"{found}/{width}", strict=False)
    return salted_hmac(_SALT, str(network), algorithm="sha256").hexdigest()
