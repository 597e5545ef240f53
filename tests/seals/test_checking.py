"""Checking a seal: what is whole is said to be whole, and nothing else ever is."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from mingjian.seals.checking import LARGEST, Verdict
from mingjian.seals.parsed import parsed_certificate
from mingjian.seals.signing import HeldKeySigner
from tests.seals.make import AGENCY, AT, NAME, a_paper, an_authority, check, seal_with


def test_a_sealed_paper_is_intact_and_names_agency_and_moment(sealed: bytes, house: Path):
    report = check(sealed, house)

    assert report.verdict is Verdict.INTACT
    assert (report.agency_name, report.sealed_at) == (NAME, AT.isoformat())
    assert report.for_long_term
    assert report.is_trial


def test_the_seal_comes_after_the_very_bytes_that_were_handed_in(sealed: bytes):
    assert sealed.startswith(a_paper())


def test_it_is_still_intact_when_the_revocation_list_is_long_out_of_date(house: Path):
    early = seal_with(an_authority(house), at=datetime(2021, 3, 1, tzinfo=UTC))

    assert check(early, house).verdict is Verdict.INTACT


def test_no_flipped_bit_goes_unnoticed(sealed: bytes, house: Path):
    chance = random.Random(20260511)
    for _ in range(200):
        forged, where = bytearray(sealed), chance.randrange(len(sealed))
        forged[where] ^= 1 << chance.randrange(8)

        assert check(bytes(forged), house).verdict is not Verdict.INTACT, where


def edited(pdf: bytes) -> bytes:
    """An edit in the way PDF programs save it: appended, the sealed bytes untouched."""
    writer, out = IncrementalPdfFileWriter(BytesIO(pdf)), BytesIO()
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page["/Rotate"] = generic.NumberObject(90)
    writer.update_container(page)
    writer.write(out)
    return out.getvalue()


class Unruly(PdfSigner):
    """A signing program that does not care what the first seal forbids."""

    def _enforce_certification_constraints(self, reader: object) -> None:
        """Let everything pass."""


def signed_again(pdf: bytes, house: Path) -> bytes:
    """A second seal of the same authority, set on the sealed file."""
    authority, out = an_authority(house), BytesIO()
    pair = authority.seal_pair(agency_id=AGENCY, agency_name="另一机关")
    signer = HeldKeySigner(pair=pair, root=parsed_certificate(authority.root.certificate))
    again = Unruly(PdfSignatureMetadata(field_name="Second", md_algorithm="sha256"), signer)
    again.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), output=out)
    return out.getvalue()


def test_an_edit_appended_by_a_pdf_program_is_refused(sealed: bytes, house: Path):
    assert check(edited(sealed), house).verdict is Verdict.ALTERED


def test_a_second_seal_on_top_is_refused(sealed: bytes, house: Path):
    assert check(signed_again(sealed, house), house).verdict is Verdict.ALTERED


@pytest.mark.parametrize("tail", [b"\n", b"%x", b"\x00" * 100], ids=["line", "comment", "zeros"])
def test_bytes_after_the_end_are_refused(sealed: bytes, house: Path, tail: bytes):
    assert check(sealed + tail, house).verdict is not Verdict.INTACT


def test_nothing_can_hide_in_the_room_left_for_the_seal(sealed: bytes, house: Path):
    room = sealed.rindex(b"00000000>")
    hidden = sealed[:room] + b"deadbeef" + sealed[room + 8 :]

    assert check(hidden, house).verdict is not Verdict.INTACT


def test_the_seal_of_a_foreign_authority_is_unknown(house: Path, tmp_path: Path, sealed: bytes):
    foreign = seal_with(an_authority(tmp_path))

    assert check(foreign, house).verdict is Verdict.UNKNOWN
    assert check(sealed, tmp_path).verdict is Verdict.UNKNOWN


def test_without_any_trusted_root_nothing_is_intact(sealed: bytes, tmp_path: Path):
    assert check(sealed, tmp_path).verdict is Verdict.UNKNOWN


def test_a_seal_without_time_stamp_is_not_believed(house: Path):
    unstamped = signed_again(a_paper(), house)

    assert check(unstamped, house).verdict is Verdict.UNKNOWN


def test_a_paper_without_seal_is_said_to_have_none(house: Path):
    assert check(a_paper(), house).verdict is Verdict.UNSEALED


JUNK = {
    "nothing": b"",
    "another kind": b"PK\x03\x04",
    "only the head": b"%PDF-",
    "nested without end": b"%PDF-1.7\n" + b"<<" * 50_000,
    "broken trailer": b"%PDF-1.7 trailer<</Root 1 0 R",
}


@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK.keys())
def test_junk_is_unreadable_and_raises_nothing(house: Path, junk: bytes):
    assert check(junk, house).verdict in {Verdict.UNREADABLE, Verdict.ALTERED}


def test_every_truncation_is_refused(sealed: bytes, house: Path):
    for length in range(0, len(sealed), len(sealed) // 40):
        assert check(sealed[:length], house).verdict is not Verdict.INTACT


def test_a_file_beyond_the_limit_is_not_even_read(house: Path):
    assert check(b"%PDF-" + b"0" * LARGEST, house).verdict is Verdict.UNREADABLE
