"""The test authority: keys only the service reads, made once, and a name that warns."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID

from mingjian.seals.authority import NO_FORCE
from mingjian.seals.keys import UnsafeKeyFile
from tests.seals.make import AGENCY, AT, NAME, an_authority


def test_keys_are_made_once_and_are_the_same_after_a_restart(tmp_path: Path):
    first, second = an_authority(tmp_path), an_authority(tmp_path)

    assert first.root.certificate == second.root.certificate
    pairs = [each.seal_pair(agency_id=AGENCY, agency_name=NAME) for each in (first, second)]
    assert pairs[0].certificate == pairs[1].certificate


def test_two_processes_starting_at_once_share_one_root(tmp_path: Path):
    with ThreadPoolExecutor(4) as starting:
        made = list(starting.map(lambda _: an_authority(tmp_path), range(4)))

    assert len({each.root.certificate.serial_number for each in made}) == 1


def test_only_the_service_may_read_the_keys(tmp_path: Path):
    authority = an_authority(tmp_path)
    authority.seal_pair(agency_id=AGENCY, agency_name=NAME)
    authority.time_stamp_pair()

    files = list((tmp_path / "keys").iterdir())
    assert len(files) == 3
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


def test_a_key_that_others_can_read_is_not_used(tmp_path: Path):
    an_authority(tmp_path)
    (tmp_path / "keys" / "root.pem").chmod(0o644)

    with pytest.raises(UnsafeKeyFile, match="更换密钥"):
        an_authority(tmp_path)


def test_every_certificate_says_that_it_has_no_legal_force(tmp_path: Path):
    authority = an_authority(tmp_path)
    seal = authority.seal_pair(agency_id=AGENCY, agency_name=NAME)
    units = [
        pair.certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATIONAL_UNIT_NAME)[0].value
        for pair in (authority.root, seal, authority.time_stamp_pair())
    ]

    assert units == [NO_FORCE] * 3
    common = seal.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
    assert common == f"{NAME}（测试用印）"


def test_a_new_name_gets_a_new_seal(tmp_path: Path):
    authority = an_authority(tmp_path)
    before = authority.seal_pair(agency_id=AGENCY, agency_name=NAME)
    after = authority.seal_pair(agency_id=AGENCY, agency_name="示例市市场监督管理局")

    assert before.certificate.serial_number != after.certificate.serial_number


def test_the_revocation_list_is_of_the_hour_and_signed_by_the_root(tmp_path: Path):
    authority = an_authority(tmp_path)
    listed = x509.load_der_x509_crl(authority.revocation_list(at=AT))

    assert listed.last_update_utc <= AT < listed.next_update_utc
    assert listed.is_signature_valid(authority.root.key.public_key())


def test_a_long_name_is_shortened_by_whole_characters(tmp_path: Path):
    name = "示例经济技术开发区城市管理和综合行政执法局"

    pair = an_authority(tmp_path).seal_pair(agency_id=AGENCY, agency_name=name)

    (said,) = pair.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    assert f"{name}（测试用印）".startswith(str(said.value))
    assert len(str(said.value)) >= len(name)
