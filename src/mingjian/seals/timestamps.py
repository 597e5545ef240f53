"""Time stamps (时间戳, RFC 3161) from the test authority: made in this process, no network."""

from __future__ import annotations

import hashlib
from datetime import datetime

from asn1crypto import algos, cms, core, tsp
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.hashes import SHA256
from pyhanko.sign.general import as_signing_certificate_v2, simple_cms_attribute
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import get_nonce

from mingjian.seals.keys import KeyPair
from mingjian.seals.parsed import parsed_certificate

# An arc under a UUID of our own (2.25): the policy says "test, no legal force".
POLICY = "2.25.170141183460469231731687303715884105"
_EC_SHA256 = algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"})
_SHA256 = algos.DigestAlgorithm({"algorithm": "sha256", "parameters": core.Null()})


class BuiltInTimeStamps(TimeStamper):
    """签发时间戳 for the moment handed in."""

    def __init__(self, *, pair: KeyPair, at: datetime) -> None:
        super().__init__(include_nonce=False)  # type: ignore[no-untyped-call]  # pyHanko left it out
        self._key = pair.key
        self._certificate = parsed_certificate(pair.certificate)
        self._at = at.replace(microsecond=0)

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Answer a request as a time-stamp authority would."""
        info = tsp.TSTInfo(
            {
                "version": "v1",
                "policy": POLICY,
                "message_imprint": req["message_imprint"],
                "serial_number": get_nonce(),
                "gen_time": self._at,
            }
        )
        token = cms.ContentInfo({"content_type": "signed_data", "content": self._sign(info.dump())})
        granted = tsp.PKIStatusInfo({"status": "granted"})
        return tsp.TimeStampResp({"status": granted, "time_stamp_token": token})

    def _sign(self, info: bytes) -> cms.SignedData:
        attributes = cms.CMSAttributes(
            [
                simple_cms_attribute("content_type", "tst_info"),
                simple_cms_attribute("message_digest", hashlib.sha256(info).digest()),
                simple_cms_attribute(
                    "signing_certificate_v2", as_signing_certificate_v2(self._certificate)
                ),
            ]
        )
        signer = cms.SignerInfo(
            {
                "version": "v1",
                "sid": cms.SignerIdentifier(
                    {
                        "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                            {
                                "issuer": self._certificate.issuer,
                                "serial_number": self._certificate.serial_number,
                            }
                        )
                    }
                ),
                "digest_algorithm": _SHA256,
                "signature_algorithm": _EC_SHA256,
                "signed_attrs": attributes,
                "signature": self._key.sign(attributes.dump(), ECDSA(SHA256())),
            }
        )
        return cms.SignedData(
            {
                "version": "v3",
                "digest_algorithms": cms.DigestAlgorithms((_SHA256,)),
                "encap_content_info": cms.EncapsulatedContentInfo(
                    {"content_type": "tst_info", "content": cms.ParsableOctetString(info)}
                ),
                "certificates": [self._certificate],
                "signer_infos": [signer],
            }
        )
