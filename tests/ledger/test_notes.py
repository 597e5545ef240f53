"""Signed notes: the published example of the format, and what is no note."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.ledger.notes import (
    BadNote,
    SigningKey,
    Tree,
    join_note,
    read_public_key,
    read_tree,
    signed_by,
    split_note,
)

# The example of the format's own documentation.
VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6"
    "KE6RyyBwJnAM=\n"
)
OWN = SigningKey("zf.example/log", bytes(range(32)))
CHECKPOINT = Tree("zf.example/log", 7, bytes(32))


def test_the_published_example_verifies():
    key = read_public_key(VKEY)

    assert key.name == "PeterNeumann"
    assert key.text == VKEY
    assert signed_by(NOTE, key)
    assert not signed_by(NOTE.replace("answer", "answers"), key)
    assert not signed_by(NOTE, OWN.public)


def test_a_checkpoint_is_read_as_it_was_written():
    note = join_note(CHECKPOINT.text(), [OWN.sign(CHECKPOINT.text())])

    assert read_tree(note) == CHECKPOINT
    assert split_note(note)[0] == f"zf.example/log\n7\n{'A' * 43}=\n"
    assert signed_by(note, read_public_key(OWN.public.text))


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "text without signature\n",
        "text\n\nno dash AAAA\n",
        "text\n\n— name\n",
        NOTE.removesuffix("\n"),
    ],
)
def test_what_is_no_note_is_refused(wrong):
    with pytest.raises(BadNote):
        split_note(wrong)


@pytest.mark.parametrize("size", ["07", "-1", "x", "", "٣"])
def test_a_checkpoint_has_a_plain_size(size):
    note = join_note(CHECKPOINT.text().replace("\n7\n", f"\n{size}\n"), [OWN.sign("x")])

    with pytest.raises(BadNote):
        read_tree(note)


@pytest.mark.parametrize("wrong", ["", "a+b", VKEY[:-4], VKEY.replace("c74f20a3", "c74f20a4")])
def test_what_is_no_key_is_refused(wrong):
    with pytest.raises(BadNote):
        read_public_key(wrong)


@given(st.data())
def test_a_changed_character_is_found(data):
    note = join_note(CHECKPOINT.text(), [OWN.sign(CHECKPOINT.text())])
    place = data.draw(st.integers(0, len(note) - 1))
    other = data.draw(st.characters(codec="ascii").filter(lambda each: each != note[place]))
    changed = note[:place] + other + note[place + 1 :]

    try:
        assert not signed_by(changed, OWN.public)
    except BadNote:
        assert changed != note
