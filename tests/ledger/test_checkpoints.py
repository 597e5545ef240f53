"""Checkpoints: signed only after the bytes were hashed again, and never over another history."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from mingjian.ledger.checkpoints import (
    LogRefused,
    mark_file,
    newest_checkpoint,
    serve_checkpoint,
    served_checkpoint,
    sign_head,
)
from mingjian.ledger.files import public_folder
from mingjian.ledger.keys import key_text, read_keys
from mingjian.ledger.log import current_root
from mingjian.ledger.models import Checkpoint
from mingjian.ledger.notes import read_tree, signed_by
from mingjian.ops.postgres import APP, OWNER
from tests.databases import url_for
from tests.ledger.make import MONDAY, append, published


def signed(count: int) -> Checkpoint:
    """So many more leaves, signed."""
    append(*(published() for _ in range(count)))
    found = sign_head(at=MONDAY)
    assert found is not None
    return found


def as_owner(database: str, *statements: str) -> None:
    """What somebody with the owner's password does."""
    with psycopg.connect(url_for(OWNER, database), autocommit=True) as owner:
        for table in ("leaf", "submission", "loghead", "checkpoint"):
            owner.execute(f"ALTER TABLE ledger_{table} DISABLE TRIGGER USER")
        owner.execute("ALTER TABLE ledger_submission DROP CONSTRAINT submission_has_its_place")
        owner.execute("ALTER TABLE ledger_leaf DROP CONSTRAINT leaf_was_submitted")
        for statement in statements:
            owner.execute(statement)


@pytest.mark.django_db
def test_a_checkpoint_says_size_and_root_and_is_signed():
    checkpoint = signed(5)

    tree = read_tree(checkpoint.note)
    assert (tree.size, tree.root) == (5, current_root())
    assert tree.origin == read_keys()[0].name
    assert signed_by(checkpoint.note, read_keys()[0].public)
    assert mark_file().read_text(encoding="utf-8") == checkpoint.note


@pytest.mark.django_db
def test_nothing_new_is_not_signed_again():
    signed(2)

    assert sign_head(at=MONDAY + timedelta(hours=1)) is None
    assert Checkpoint.objects.count() == 1


@pytest.mark.django_db
def test_each_checkpoint_names_the_one_before():
    signed(2)

    later = signed(3)

    assert (later.size, later.previous_size) == (5, 2)


def test_signing_ahead_of_the_database_is_taken_over_with_the_same_note(fresh_database):
    append(published())
    append(published())
    note = sign_head(at=MONDAY).note
    as_owner(fresh_database, "DELETE FROM ledger_checkpoint")

    again = sign_head(at=MONDAY + timedelta(days=1))

    assert again is not None
    assert again.note == note


def test_an_old_database_signs_nothing(fresh_database):
    signed(3)
    signed(3)
    as_owner(
        fresh_database,
        "DELETE FROM ledger_checkpoint WHERE size = 6",
        "DELETE FROM ledger_leaf WHERE index > 3",
        "UPDATE ledger_loghead SET size = 4",
    )

    with pytest.raises(LogRefused, match="旧备份"):
        sign_head(at=MONDAY)


def test_an_old_database_that_grew_in_another_way_signs_nothing(fresh_database):
    signed(3)
    kept = mark_file().read_bytes()
    signed(1)
    ahead = mark_file().read_bytes()
    as_owner(
        fresh_database,
        "DELETE FROM ledger_checkpoint WHERE size = 4",
        "DELETE FROM ledger_leaf WHERE index = 3",
        "DELETE FROM ledger_submission WHERE place = 3",
        "UPDATE ledger_loghead SET size = 3",
    )
    mark_file().write_bytes(kept)
    append(published(), published())
    mark_file().write_bytes(ahead)

    with pytest.raises(LogRefused, match="日志被改写过"):
        sign_head(at=MONDAY)
    assert newest_checkpoint().size == 3


@pytest.mark.parametrize(
    "rewriting",
    [
        "UPDATE ledger_leaf SET data = 'x' WHERE index = 4",
        "UPDATE ledger_leaf SET subtrees = subtrees || 'x' WHERE index = 4",
        "UPDATE ledger_leaf SET subtrees = sha256('x') WHERE index = 2",
        "UPDATE ledger_leaf SET hash = repeat('0', 64) WHERE index = 4",
    ],
)
def test_leaves_are_hashed_again_before_signing(fresh_database, rewriting):
    signed(3)
    append(*(published() for _ in range(3)))
    as_owner(fresh_database, rewriting)

    with pytest.raises(LogRefused):
        sign_head(at=MONDAY)


@pytest.mark.django_db
def test_without_the_file_outside_the_database_nothing_is_signed():
    signed(2)
    append(published())
    mark_file().unlink()

    with pytest.raises(LogRefused, match="没有最近签署的检查点"):
        sign_head(at=MONDAY)


@pytest.mark.django_db
def test_a_lost_key_is_not_silently_replaced(settings, tmp_path: Path):
    settings.LOG_KEY_FILE = tmp_path / "keys" / "log.key"
    signed(1)
    settings.LOG_KEY_FILE.unlink()
    append(published())

    with pytest.raises(LogRefused, match="签名密钥文件不存在"):
        sign_head(at=MONDAY)
    assert not settings.LOG_KEY_FILE.exists()


@pytest.mark.django_db
def test_while_a_key_is_changed_both_sign(settings, tmp_path: Path):
    settings.LOG_KEY_FILE = tmp_path / "log.key"
    signed(1)
    old = read_keys()[0]
    with settings.LOG_KEY_FILE.open("ab") as file:
        file.write(key_text(old.name, bytes(range(32))))

    note = signed(1).note

    assert all(signed_by(note, key.public) for key in read_keys())
    assert len(read_keys()) == 2


@pytest.mark.django_db
def test_what_is_served_is_checkpoint_and_keys():
    checkpoint = signed(3)

    serve_checkpoint(checkpoint)

    assert served_checkpoint() == checkpoint.note
    keys = (public_folder() / "keys").read_text(encoding="utf-8")
    assert keys == f"{read_keys()[0].public.text}\n"


@pytest.mark.django_db
def test_a_tile_of_another_history_stops_signing():
    append(*(published() for _ in range(3)))
    tile = public_folder() / "tile/0/000.p/3"
    tile.parent.mkdir(parents=True)
    tile.write_bytes(b"x")

    with pytest.raises(LogRefused, match="日志文件与数据库不符"):
        sign_head(at=MONDAY)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_checkpoint SET root = repeat('0', 64)",
        "DELETE FROM ledger_checkpoint",
        # A second root for the size, a smaller one later, one that is larger than the log.
        "INSERT INTO ledger_checkpoint SELECT 3, 3, repeat('0', 64), note, now() "
        "FROM ledger_checkpoint",
        "INSERT INTO ledger_checkpoint SELECT 2, 3, root, note, now() FROM ledger_checkpoint",
        "INSERT INTO ledger_checkpoint SELECT 9, 3, root, note, now() FROM ledger_checkpoint",
        "INSERT INTO ledger_checkpoint SELECT 4, NULL, root, note, now() FROM ledger_checkpoint",
        "UPDATE ledger_loghead SET released_size = 4",
    ],
)
def test_checkpoints_cannot_be_tampered_with(fresh_database, statement):
    signed(3)
    append(published())

    with (
        psycopg.connect(url_for(APP, fresh_database), autocommit=True) as intruder,
        pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.IntegrityError)),
    ):
        intruder.execute(statement)


def test_two_machines_never_sign_two_roots_for_a_size(fresh_database, settings, tmp_path: Path):
    signed(2)
    here, there = Path(settings.LOG_FOLDER), tmp_path / "there"
    shutil.copytree(here, there)
    append(published())
    settings.LOG_FOLDER = there
    sign_head(at=MONDAY)
    settings.LOG_FOLDER = here

    assert sign_head(at=MONDAY) is None
    assert [each.size for each in Checkpoint.objects.order_by("size")] == [2, 3]
