"""The witness: it cosigns a log that only grows, and never both sides of a fork."""

from __future__ import annotations

import base64
import threading
from pathlib import Path

import pytest

from mingjian.ledger import merkle
from mingjian.ledger.notes import cosigned_at, read_public_key, split_note
from tests.ledger.test_merkle import CONSISTENCY, ROOTS
from tests.verifier.make import KEY, VERIFIER, Log

assert VERIFIER
import mingjian_witness as program  # noqa: E402


@pytest.fixture
def witness(tmp_path: Path) -> program.Witness:
    """A witness that knows our log and has seen nothing."""
    program.make_key(tmp_path / "witness", "witness.example")
    return program.Witness(tmp_path / "witness", [KEY.public.text])


def grown(folder: Path, *numbers: int) -> Log:
    """A log with these records."""
    log = Log(folder)
    for number in numbers:
        log.publish(number)
    return log


def request(log: Log, old: int, size: int | None = None, proof: list[bytes] | None = None) -> bytes:
    """What the log would send."""
    new = len(log.leaves) if size is None else size
    if proof is None:
        ranges = merkle.consistency_ranges(old_size=min(old, new), new_size=new)
        proof = merkle.proof(ranges=ranges, read=log.grown().read)
    lines = "".join(f"{base64.b64encode(each).decode()}\n" for each in proof)
    return f"old {old}\n{lines}\n{log.note(new)}".encode()


def refusal(witness: program.Witness, body: bytes) -> tuple[int, str]:
    """Status and text of the refusal."""
    with pytest.raises(program.Refused) as refused:
        witness.add_checkpoint(body)
    return refused.value.status, refused.value.text


def test_it_cosigns_what_grows(witness: program.Witness, tmp_path: Path):
    log = grown(tmp_path, 1, 2, 3, 4, 5)
    key = read_public_key(witness.vkey)

    for old, new in ((0, 2), (2, 5), (5, 5)):
        line = witness.add_checkpoint(request(log, old, new))

        assert cosigned_at(text=split_note(log.note(new))[0], line=line, key=key)
    assert witness.last(KEY.name)[0] == 5


def test_a_fork_is_refused(witness: program.Witness, tmp_path: Path):
    shown_to_a, shown_to_b = grown(tmp_path, 1, 2, 3), grown(tmp_path, 1, 2, 9, 4)
    witness.add_checkpoint(request(shown_to_a, 0))

    assert refusal(witness, request(shown_to_b, 3))[0] == 422
    assert refusal(witness, request(shown_to_b, 3, 3)) == (409, "3\n")
    assert refusal(witness, request(shown_to_b, 0)) == (409, "3\n")
    assert witness.last(KEY.name)[0] == 3


def test_it_says_where_it_stands(witness: program.Witness, tmp_path: Path):
    log = grown(tmp_path, 1, 2, 3, 4)
    witness.add_checkpoint(request(log, 0, 3))

    assert refusal(witness, request(log, 1)) == (409, "3\n")
    assert refusal(witness, request(log, 0)) == (409, "3\n")
    assert refusal(witness, request(log, 3, 2))[0] == 400


def test_after_a_restart_it_remembers(witness: program.Witness, tmp_path: Path):
    log = grown(tmp_path, 1, 2, 3)
    witness.add_checkpoint(request(log, 0))

    again = program.Witness(tmp_path / "witness", [KEY.public.text])

    assert again.last(KEY.name) == (3, log.tree().root)
    assert again.vkey == witness.vkey


def test_strangers_and_nonsense_are_refused(witness: program.Witness, tmp_path: Path):
    log = grown(tmp_path, 1, 2)
    right = request(log, 0).decode()
    unsigned = right.replace(log.note().split("\n\n")[1], "— zf.example/log AAAAAAAA\n")

    assert refusal(witness, right.replace("zf.example", "xx.example").encode())[0] == 404
    assert refusal(witness, unsigned.encode())[0] == 403
    for wrong in ("", "old 0", right.replace("old 0", "old 00"), right.replace("old 0", "new 0")):
        assert refusal(witness, wrong.encode())[0] == 400
    assert refusal(witness, request(log, 0, proof=[bytes(32)]))[0] == 422
    assert witness.last(KEY.name) == (0, b"")


def test_what_cannot_be_remembered_is_not_cosigned(
    witness: program.Witness, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(path: Path, data: bytes) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(program, "write_durably", full)

    with pytest.raises(OSError, match="disk full"):
        witness.add_checkpoint(request(grown(tmp_path, 1), 0))


def test_of_two_forks_at_once_one_is_cosigned(witness: program.Witness, tmp_path: Path):
    logs = [grown(tmp_path, 1, number) for number in range(2, 10)]
    lines: list[str] = []

    def ask(log: Log) -> None:
        try:
            lines.append(witness.add_checkpoint(request(log, 0)))
        except program.Refused:
            return

    threads = [threading.Thread(target=ask, args=[log]) for log in logs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(lines) == 1


@pytest.mark.parametrize(("sizes", "path"), CONSISTENCY.items())
def test_consistency_proofs_of_the_reference_hold(sizes: tuple[int, int], path: list[str]):
    old, new = sizes
    roots = [bytes.fromhex(ROOTS[size - 1]) for size in sizes]
    steps = [bytes.fromhex(each) for each in path]

    assert program.is_consistent(old, new, *roots, steps)
    if old != new:
        assert not program.is_consistent(old, new, roots[1], roots[1], steps)
        assert not program.is_consistent(old, new, *roots, [*steps, bytes(32)])


def test_a_key_is_never_overwritten(witness: program.Witness, tmp_path: Path):
    with pytest.raises(FileExistsError):
        program.make_key(tmp_path / "witness", "witness.example")
    assert (tmp_path / "witness" / "key").stat().st_mode & 0o777 == 0o600
