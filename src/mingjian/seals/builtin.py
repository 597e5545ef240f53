"""The built-in provider (测试用印): the test authority's seals, complete and offline."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from asn1crypto import x509

from mingjian.seals.authority import NO_FORCE, TestAuthority
from mingjian.seals.keys import KeyPair
from mingjian.seals.parsed import parsed_certificate
from mingjian.seals.provider import Sealed, SealOrder
from mingjian.seals.signing import LEVEL, HeldKeySigner, Proofs, sign_pdf
from mingjian.seals.timestamps import BuiltInTimeStamps


class TestSeals:
    """测试用印: for trials and demonstrations; every seal says that it has no legal force."""

    __test__ = False  # 测试用印; not a test class
    title = "内置测试印章"
    has_legal_force = False

    def __init__(self, *, authority: TestAuthority) -> None:
        self._authority = authority
        self._root = parsed_certificate(authority.root.certificate)
        self._signers = lru_cache(maxsize=256)(self._make_signer)
        self._time_stamps = authority.time_stamp_pair()

    def seal(self, *, order: SealOrder) -> Sealed:
        """Sign, stamp the time, and embed what a checker will need later."""
        signer, pair = self._signers(order.agency_id, order.agency_name)
        sealed = sign_pdf(
            pdf=order.pdf,
            signer=signer,
            time_stamps=BuiltInTimeStamps(pair=self._time_stamps, at=order.at),
            proofs=Proofs(
                certificates=self._chain(pair),
                revocation_list=self._authority.revocation_list(at=order.at),
            ),
            agency_name=order.agency_name,
            place=order.place,
            no_force=NO_FORCE,
        )
        serial = f"{pair.certificate.serial_number:x}"
        return Sealed(sealed, provider=self.title, certificate_serial=serial, level=LEVEL)

    def _make_signer(self, agency_id: UUID, agency_name: str) -> tuple[HeldKeySigner, KeyPair]:
        pair = self._authority.seal_pair(agency_id=agency_id, agency_name=agency_name)
        return HeldKeySigner(pair=pair, root=self._root), pair

    def _chain(self, pair: KeyPair) -> tuple[x509.Certificate, ...]:
        stamps = parsed_certificate(self._time_stamps.certificate)
        return parsed_certificate(pair.certificate), stamps, self._root
