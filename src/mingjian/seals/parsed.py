"""Certificates as pyHanko reads them; parsed once."""

from __future__ import annotations

from functools import lru_cache

from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate


@lru_cache(maxsize=256)
def parsed_certificate(certificate: Certificate) -> x509.Certificate:
    """The same certificate in the other library's form."""
    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))
