"""The built-in test authority (测试印章签发机构): root, seals of agencies, time stamps, CRL.

Everything happens on this box, nothing is fetched. What it certifies has no legal force: real
seals live in the government's seal system (电子签名法 art. 13) and come through another provider.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from mingjian.seals.keys import KeyPair, read_or_make_pair, write_once

NO_FORCE = "测试用印，不具有法律效力"
ROOT_NAME = "明鉴测试印章根证书"
# 演示案件发生在部署之前：证书自此日起有效。
SINCE = datetime(2020, 1, 1, tzinfo=UTC)
UNTIL = datetime(2049, 12, 1, tzinfo=UTC)
_LONGEST_NAME = 64  # ub-common-name of X.520; the library counts bytes
_CRL_LASTS = timedelta(days=30)


class TestAuthority:
    """签发机构: makes its keys at first use in ``folder``, and publishes its root in ``trust``."""

    __test__ = False  # 测试用印; not a test class

    def __init__(self, *, folder: Path, trust: Path) -> None:
        self._folder = folder
        self.root = read_or_make_pair(path=folder / "root.pem", make=_make_root)
        trust.mkdir(parents=True, exist_ok=True)
        published = trust / "test-root.crt"
        if not published.exists():
            write_once(path=published, data=self.root.certificate.public_bytes(Encoding.PEM))
        self._crl = lru_cache(maxsize=4)(self._make_crl)

    def seal_pair(self, *, agency_id: UUID, agency_name: str) -> KeyPair:
        """The seal of one agency under its present name (电子印章)."""
        named = hashlib.sha256(agency_name.encode()).hexdigest()[:8]
        return read_or_make_pair(
            path=self._folder / f"{agency_id}-{named}.pem",
            make=lambda: self._issue(f"{agency_name}（测试用印）", agency_name, _for_documents),
        )

    def time_stamp_pair(self) -> KeyPair:
        """The key that signs time stamps (时间戳)."""
        return read_or_make_pair(
            path=self._folder / "time-stamps.pem",
            make=lambda: self._issue("明鉴测试时间戳", "明鉴", _for_time_stamps),
        )

    def revocation_list(self, *, at: datetime) -> bytes:
        """The list in force at that moment (证书撤销列表, DER); one for each hour."""
        return self._crl(at.astimezone(UTC).replace(minute=0, second=0, microsecond=0))

    def _make_crl(self, hour: datetime) -> bytes:
        made = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.root.certificate.subject)
            .last_update(hour)
            .next_update(hour + _CRL_LASTS)
            .add_extension(x509.CRLNumber(int(hour.timestamp()) // 3600), critical=False)
            .add_extension(_signed_by(self.root), critical=False)
        )
        return made.sign(self.root.key, SHA256()).public_bytes(Encoding.DER)

    def _issue(
        self,
        common_name: str,
        organisation: str,
        usage: Callable[[x509.CertificateBuilder], x509.CertificateBuilder],
    ) -> KeyPair:
        key = ec.generate_private_key(ec.SECP256R1())
        plain = _builder(common_name, organisation, key).issuer_name(self.root.certificate.subject)
        made = (
            usage(plain)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_signed_by(self.root), critical=False)
            .sign(self.root.key, SHA256())
        )
        return KeyPair(key, made)


def _make_root() -> KeyPair:
    key = ec.generate_private_key(ec.SECP256R1())
    plain = _builder(ROOT_NAME, "明鉴", key)
    made = (
        plain.issuer_name(_name(ROOT_NAME, "明鉴"))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .sign(key, SHA256())
    )
    return KeyPair(key, made)


def _builder(
    common_name: str, organisation: str, key: ec.EllipticCurvePrivateKey
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_name(common_name, organisation))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(SINCE)
        .not_valid_after(UNTIL)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _name(common_name: str, organisation: str) -> x509.Name:
    parts = (
        (NameOID.COUNTRY_NAME, "CN"),
        (NameOID.ORGANIZATION_NAME, _shortened(organisation)),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, NO_FORCE),
        (NameOID.COMMON_NAME, _shortened(common_name)),
    )
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts])


def _for_documents(builder: x509.CertificateBuilder) -> x509.CertificateBuilder:
    return builder.add_extension(
        _usage(digital_signature=True, content_commitment=True), critical=True
    )


def _for_time_stamps(builder: x509.CertificateBuilder) -> x509.CertificateBuilder:
    only = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    signing = builder.add_extension(_usage(digital_signature=True), critical=True)
    return signing.add_extension(only, critical=True)


def _usage(
    *,
    digital_signature: bool = False,
    content_commitment: bool = False,
    key_cert_sign: bool = False,
    crl_sign: bool = False,
) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=content_commitment,
        key_cert_sign=key_cert_sign,
        crl_sign=crl_sign,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _signed_by(root: KeyPair) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(root.key.public_key())


def _shortened(name: str) -> str:
    """Whole characters, as many as a certificate takes; the seal's picture has the full name."""
    return name.encode()[:_LONGEST_NAME].decode(errors="ignore")
