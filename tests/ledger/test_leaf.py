"""The leaf: fixed bytes, small, and silent about what it commits to."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mingjian.ledger.leaf import (
    LARGEST,
    BadLeaf,
    LeafType,
    Statement,
    commit,
    opens_commitment,
    projection_bytes,
)

SALT = bytes(range(32))
CONTENT = {"party_name": "宾县某某食品店", "kinds": ["罚款"], "fine_yuan": "500.00"}
PUBLISHED = Statement(
    type=LeafType.PUBLISH,
    public_id="A" * 22,
    version=1,
    effective_at=datetime(2026, 5, 11, 1, 30, tzinfo=UTC),
    commitments={"sha256": "ab" * 32},
)


def test_the_bytes_of_a_leaf_never_change():
    data = PUBLISHED.encode()

    assert data == (
        b'mingjian:leaf:1\n{"commitments":{"sha256":"' + b"ab" * 32 + b'"},'
        b'"effective":"2026-05-11T01:30:00.000000Z","ground":"","id":"AAAAAAAAAAAAAAAAAAAAAA",'
        b'"previous":"","type":"publish","version":1}'
    )
    assert PUBLISHED.hash() == hashlib.sha256(b"\x00" + data).hexdigest()


def test_the_fullest_leaf_keeps_to_512_bytes():
    fullest = replace(
        PUBLISHED,
        type=LeafType.CORRECT,
        version=32767,
        commitments={"sha256": "f" * 64, "sm3": "f" * 64},
        ground="g" * 40,
        previous="f" * 64,
    )

    assert len(fullest.encode()) <= LARGEST


def test_a_leaf_too_long_is_refused():
    with pytest.raises(BadLeaf):
        replace(PUBLISHED, ground="g" * 400).encode()


@pytest.mark.parametrize("type", [LeafType.WITHDRAW, LeafType.EXPIRE])
def test_a_final_leaf_commits_to_nothing(type):
    with pytest.raises(BadLeaf):
        replace(PUBLISHED, type=type).encode()

    last = replace(PUBLISHED, type=type, commitments={}, ground="revoked").encode()

    assert json.loads(last.split(b"\n", 1)[1])["commitments"] == {}


@pytest.mark.parametrize("commitments", [{}, {"md5": "ab" * 16}])
def test_a_publication_needs_a_commitment_of_a_known_kind(commitments):
    with pytest.raises(BadLeaf):
        replace(PUBLISHED, commitments=commitments).encode()


def test_a_commitment_is_the_hash_of_salt_and_canonical_content():
    made = commit(content=CONTENT, salt=SALT)

    assert made == {"sha256": hashlib.sha256(SALT + projection_bytes(CONTENT)).hexdigest()}


@pytest.mark.parametrize("algorithms", [("sha256",), ("sha256", "sm3")])
def test_only_the_same_content_and_salt_open_a_commitment(algorithms):
    made = commit(content=CONTENT, salt=SALT, algorithms=algorithms)

    assert opens_commitment(content=dict(reversed(CONTENT.items())), salt=SALT, commitments=made)
    assert not opens_commitment(
        content={**CONTENT, "fine_yuan": "50.00"}, salt=SALT, commitments=made
    )
    assert not opens_commitment(content=CONTENT, salt=bytes(32), commitments=made)
    assert not opens_commitment(content=CONTENT, salt=SALT, commitments={})


def test_a_short_salt_is_refused():
    with pytest.raises(BadLeaf):
        commit(content=CONTENT, salt=b"salt")
