"""The signature primitive of verifier and witness: the vectors of RFC 8032, 7.1, and its edges."""

from __future__ import annotations

import secrets

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.verifier import make

assert make.VERIFIER
import mingjian_verify as verifier  # noqa: E402
import mingjian_witness as witness  # noqa: E402

# (secret, public, message, signature)
VECTORS = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9"
        "b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f1"
        "1d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984d"
        "c6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize("vector", VECTORS, ids=["1", "2", "3"])
def test_the_vectors_of_the_standard(vector):
    secret, public, message, signature = (bytes.fromhex(each) for each in vector)

    assert witness.public_key(secret) == public
    assert witness.sign(secret, message) == signature
    assert verifier.ed25519_holds(public, signature, message)
    assert not verifier.ed25519_holds(public, signature, message + b"!")


def test_it_agrees_with_another_implementation_and_finds_every_flipped_bit():
    for _ in range(3):
        own, message = Ed25519PrivateKey.generate(), secrets.token_bytes(40)
        public, signature = own.public_key().public_bytes_raw(), own.sign(message)

        assert verifier.ed25519_holds(public, signature, message)
        for bit in range(0, 512, 37):
            wrong = bytearray(signature)
            wrong[bit // 8] ^= 1 << bit % 8
            assert not verifier.ed25519_holds(public, bytes(wrong), message)


def test_a_signature_with_the_order_added_is_no_second_signature():
    own = Ed25519PrivateKey.generate()
    public, signature = own.public_key().public_bytes_raw(), own.sign(b"x")
    grown = int.from_bytes(signature[32:], "little") + verifier.L

    malleable = signature[:32] + grown.to_bytes(32, "little")

    assert not verifier.ed25519_holds(public, malleable, b"x")


@pytest.mark.parametrize("key", [b"", b"\xff" * 32, bytes(31)], ids=["empty", "no point", "short"])
def test_what_is_no_key_verifies_nothing(key):
    assert not verifier.ed25519_holds(key, bytes(64), b"")
