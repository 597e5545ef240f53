"""The stand-alone verifier: it agrees with what is right and finds every tampering."""

from __future__ import annotations

import ast
import copy
import json
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingjian.portal.trust import views
from tests.ledger.test_merkle import INCLUSION, INPUTS, ROOTS
from tests.verifier.make import KEY, VERIFIER, Log, public_id, small_log

assert VERIFIER
import mingjian_verify as verifier  # noqa: E402

OURS = ["--key", KEY.public.text]
BUDGET = 500
SLOW = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return small_log(tmp_path / "log")


def run(*arguments: object) -> int:
    """The exit code."""
    return int(verifier.main([str(each) for each in arguments]))


def bulk(log: Log, *more: object) -> int:
    """bulk over the folder."""
    return run("bulk", log.folder / "decisions.jsonl", "--log", log.folder, *OURS, *more)


def saved(log: Log, value: Any) -> Path:
    """A file beside the log."""
    path = log.folder.parent / "saved.json"
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


def test_it_stands_alone_and_is_short():
    text = (VERIFIER / "mingjian_verify.py").read_text(encoding="utf-8")
    nodes = list(ast.walk(ast.parse(text)))
    names = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    names += [each.name for node in nodes if isinstance(node, ast.Import) for each in node.names]

    assert len(text.splitlines()) <= BUDGET
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


def test_the_portal_hands_out_this_very_program():
    handed_out = views.CHECKER.with_name("mingjian_verify.txt")

    assert handed_out.read_bytes() == (VERIFIER / "mingjian_verify.py").read_bytes()


def test_roots_and_paths_are_those_of_the_reference():
    hashes = [verifier.leaf_hash(each) for each in INPUTS]

    assert [verifier.root_of(hashes[:n]).hex() for n in range(1, 9)] == ROOTS
    for (index, size), path in INCLUSION.items():
        steps = [bytes.fromhex(each) for each in path]
        assert verifier.root_by_path(hashes[index], index, size, steps).hex() == ROOTS[size - 1]


def test_a_right_log_holds_in_every_way(log: Log, capsys: pytest.CaptureFixture[str]):
    old = log.folder.parent / "old"
    old.write_text(log.note(5), encoding="utf-8")

    codes = [
        run("checkpoint", log.folder / "checkpoint", *OURS),
        run("consistency", old, log.folder / "checkpoint", "--log", log.folder, *OURS),
        bulk(log),
        bulk(log, "--since", old),
        *(run("inclusion", saved(log, log.proof(n)), *OURS) for n in range(1, 8)),
    ]

    assert codes == [0] * 11
    assert "第 0 号至第 10 号都有着落，文件 7 条全部符合" in capsys.readouterr().out


def test_it_runs_as_a_stranger_would_run_it(log: Log):
    program = VERIFIER / "mingjian_verify.py"
    command = [sys.executable, "-I", program, "checkpoint", log.folder / "checkpoint", *OURS]

    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)

    assert (done.returncode, done.stdout[:3]) == (0, "符合：")


def test_tiles_of_a_larger_log_are_read(tmp_path: Path):
    log = Log(tmp_path / "log")
    for number in range(600):
        log.publish(number)
    log.write()
    old = tmp_path / "old"
    old.write_text(log.note(300), encoding="utf-8")

    assert bulk(log) == 0
    assert run("consistency", old, log.folder / "checkpoint", "--log", log.folder, *OURS) == 0


def test_another_log_a_larger_past_and_a_missing_witness_are_refused(log: Log):
    wrong_key = "zf.example/log+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    old = log.folder.parent / "old"
    old.write_text(log.note(5), encoding="utf-8")

    assert run("checkpoint", log.folder / "checkpoint", "--key", wrong_key) == 2
    assert run("checkpoint", log.folder / "checkpoint", *OURS, "--need", 1) == 1
    backwards = ["consistency", log.folder / "checkpoint", old, "--log", log.folder, *OURS]
    assert run(*backwards) == 1


def test_a_rewritten_past_is_found(log: Log, tmp_path: Path):
    forged = Log(tmp_path / "forged")
    for number in (1, 2, 3, 9, 5, 6, 7, 8):
        forged.publish(number)
    forged.write()
    old = tmp_path / "old"
    old.write_text(log.note(5), encoding="utf-8")

    new = forged.folder / "checkpoint"
    assert run("consistency", old, new, "--log", forged.folder, *OURS) == 1
    assert bulk(forged, "--since", old) == 1


@SLOW
@given(st.data())
def test_a_flipped_byte_of_any_file_is_found(log: Log, data: st.DataObject):
    names = ["checkpoint", "decisions.jsonl", "tile/entries/000.p/11", "tile/0/000.p/11"]
    path = log.folder / data.draw(st.sampled_from(names))
    right = path.read_bytes()
    place = data.draw(st.integers(0, len(right) - 1))
    flipped = bytearray(right)
    flipped[place] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(flipped)

    new = log.folder / "checkpoint"
    codes = [bulk(log), run("consistency", new, new, "--log", log.folder, *OURS)]

    path.write_bytes(right)
    assert any(codes), (path.name, place)


@SLOW
@given(st.data())
def test_a_flipped_byte_of_a_proof_is_found(log: Log, data: st.DataObject):
    proof = log.proof(data.draw(st.sampled_from([1, 2, 3, 4])))
    right = json.dumps(proof, ensure_ascii=False, separators=(",", ":")).encode()
    place = data.draw(st.integers(0, len(right) - 1))
    flipped = bytearray(right)
    flipped[place] ^= 1 << data.draw(st.integers(0, 7))
    file = saved(log, proof)
    file.write_bytes(flipped)

    assert run("inclusion", file, *OURS) != 0 or json.loads(flipped) == proof


def test_what_the_saved_page_says_is_what_is_proved(log: Log):
    proof = log.proof(1)
    record = log.records[public_id(1)]
    page = {**record, "commitment": proof["commitment"], "proof": proof}
    assert run("inclusion", saved(log, page), *OURS) == 0

    for change in (
        {"content": {**record["content"], "fine_yuan": "1.00"}},
        {"status": "withdrawn"},
        {"leaf_index": 5},
        {"commitment": "00" * 32},
    ):
        assert run("inclusion", saved(log, {**page, **change}), *OURS) == 1


def forgeries(log: Log) -> dict[str, list[dict[str, Any]]]:
    """Open-data files in which something was done to the records."""
    rows = sorted(log.records.values(), key=lambda each: each["leaf_index"])
    dice = random.Random(7)  # a seed, so that a failure comes again
    shuffled = rows[:]
    dice.shuffle(shuffled)
    stub = next(each for each in rows if each["status"] == "withdrawn")
    whole = next(each for each in rows if each["status"] == "published")
    found = {f"without {n}": rows[:n] + rows[n + 1 :] for n in range(len(rows))}
    found |= {f"twice {n}": [*rows[: n + 1], *rows[n:]] for n in range(len(rows))}
    found |= {f"exchanged {n}": _exchanged(rows, n) for n in range(len(rows) - 1)}
    found |= {
        "shuffled": shuffled,
        "another's content": _changed(rows, whole, content=rows[-1].get("content")),
        "withdrawn without a leaf": _changed(
            rows, whole, status="withdrawn", ground="revoked", withdrawn_leaf_index=None
        ),
        "withdrawn for another reason": _changed(rows, stub, ground="credit_restored"),
        "one never logged": [*rows, {**whole, "public_id": "Z" * 22, "leaf_index": 99}],
        "an older version": _changed(rows, rows[-1], version=1, leaf_index=1),
    }
    return found


def _exchanged(rows: list[dict[str, Any]], n: int) -> list[dict[str, Any]]:
    return [*rows[:n], rows[n + 1], rows[n], *rows[n + 2 :]]


def _changed(
    rows: list[dict[str, Any]], which: dict[str, Any], **changes: Any
) -> list[dict[str, Any]]:
    return [{**row, **changes} if row is which else copy.deepcopy(row) for row in rows]


def test_whatever_is_done_to_the_records_is_found(log: Log):
    missed = []
    for name, records in forgeries(log).items():
        log.write_bulk(records)
        if bulk(log) == 0:
            missed.append(name)

    assert missed == []
    assert len(forgeries(log)) > 20


@pytest.mark.parametrize("size", [10, 9, 3])
def test_a_file_made_under_an_older_checkpoint_is_not_complete(log: Log, size: int):
    records = sorted(log.records.values(), key=lambda each: each["leaf_index"])

    log.write_bulk(records, checkpoint=log.note(size))

    assert bulk(log) == 1


def test_only_what_was_added_since_has_to_be_there(log: Log):
    old = log.folder.parent / "old"
    old.write_text(log.note(7), encoding="utf-8")
    rows = sorted(log.records.values(), key=lambda each: each["leaf_index"])
    delta = [row for row in rows if row["public_id"] in {public_id(n) for n in (2, 3, 4)}]

    log.write_bulk(delta)
    assert (bulk(log, "--since", old), bulk(log)) == (0, 1)
    log.write_bulk(delta[1:])
    assert bulk(log, "--since", old) == 1


def test_a_missing_file_is_named(log: Log, capsys: pytest.CaptureFixture[str]):
    shutil.rmtree(log.folder / "tile" / "entries")

    assert bulk(log) == 2
    assert "缺少日志文件" in capsys.readouterr().out


def rewritten(leaves: list[bytes]) -> dict[str, list[bytes]]:
    """Histories that somebody with all the files, but not the key, might put in their place."""
    found = {}
    for n, leaf in enumerate(leaves):
        later = leaf.replace(b'"effective":"2026-05-11', b'"effective":"2026-04-11')
        other = leaf.replace(b'"version":', b'"version":9')
        found[f"deleted {n}"] = [*leaves[:n], *leaves[n + 1 :]]
        found[f"written twice {n}"] = [*leaves[:n], leaf, *leaves[n:]]
        found[f"back-dated {n}"] = [*leaves[:n], later, *leaves[n + 1 :]]
        found[f"altered {n}"] = [*leaves[:n], other, *leaves[n + 1 :]]
    for n in range(len(leaves) - 1):
        found[f"reordered {n}"] = [*leaves[:n], leaves[n + 1], leaves[n], *leaves[n + 2 :]]
    return found


def test_whatever_is_done_to_the_log_is_found(log: Log):
    """The files are made anew, hash tiles and all, as far as can be done without the key."""
    whole, missed = list(log.leaves), []
    forged = rewritten(whole)
    for name, leaves in forged.items():
        log.rewrite(leaves)
        if bulk(log) == 0:
            missed.append(name)
    log.rewrite(whole)

    assert bulk(log) == 0
    assert missed == []
    assert len(forged) + len(forgeries(log)) >= 60


def test_an_old_log_put_back_and_a_fork_are_found_by_whoever_kept_a_checkpoint(log: Log):
    kept = log.folder.parent / "kept"
    kept.write_text(log.note(), encoding="utf-8")
    whole, new = list(log.leaves), log.folder / "checkpoint"
    found = []
    for size in range(3, len(whole)):
        log.rewrite(whole[:size], signed=True)
        found.append(run("consistency", kept, new, "--log", log.folder, *OURS))
        log.rewrite([*whole[: size - 1], whole[-1], *whole[size:], whole[0]], signed=True)
        found.append(run("consistency", kept, new, "--log", log.folder, *OURS))

    assert len(found) == 16
    assert all(found)
