"""The proof file and the published checking program agree, and a forged proof does not pass."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from mingjian.portal.trust.views import CHECKER
from tests.portal.make import House


def run_checker(folder: Path, proof: dict[str, Any], *arguments: str) -> tuple[int, str]:
    """Run the program as a citizen would: a file, no network, no code of ours."""
    file = folder / "proof.json"
    file.write_text(json.dumps(proof, ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, "-I", str(CHECKER), str(file), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout


def proof_of(visitor: Client, public_id: str) -> dict[str, Any]:
    """The proof as downloaded."""
    return dict(visitor.get(f"/decisions/{public_id}/proof.json").json())


@pytest.mark.parametrize("which", ["plain", "person", "corrected"])
def test_every_kind_of_record_passes(visitor: Client, house: House, tmp_path: Path, which: str):
    proof = proof_of(visitor, getattr(house, which))

    code, said = run_checker(tmp_path, proof, proof["publication"]["root"])

    assert (code, said.count("符合")) == (0, 4), said


def test_every_place_of_the_log_passes(visitor: Client, tmp_path: Path):
    for record in visitor.get("/decisions.json").json()["records"][::9]:
        code, said = run_checker(tmp_path, proof_of(visitor, record["public_id"]))

        assert code == 0, said


def test_a_withdrawn_record_is_proved_without_its_content(
    visitor: Client, house: House, tmp_path: Path
):
    proof = proof_of(visitor, house.withdrawn)

    code, said = run_checker(tmp_path, proof)

    assert (proof["content"], proof["salt"]) == (None, None)
    assert code == 0
    assert "符合 撤下的记录在公布的根之下" in said


@pytest.mark.parametrize(
    ("forge", "sentence"),
    [
        (lambda proof: proof["content"].update(fine_yuan="1.00"), "不符合 内容与日志"),
        (lambda proof: proof.update(salt="00" * 32), "不符合 内容与日志"),
        (lambda proof: proof["publication"].update(root="00" * 32), "不符合 日志叶"),
        (lambda proof: proof["publication"]["path"].pop(), "不符合 日志叶"),
        (lambda proof: proof["publication"].update(leaf_index=7), "不符合 日志叶"),
        (lambda proof: proof.update(public_id="A" * 22), "不符合 日志叶写的是这一条"),
    ],
    ids=["content", "salt", "root", "path", "place", "id"],
)
def test_a_forged_proof_fails(
    visitor: Client, house: House, tmp_path: Path, forge: Any, sentence: str
):
    proof = proof_of(visitor, house.plain)

    forge(proof)

    code, said = run_checker(tmp_path, proof)
    assert code == 1
    assert sentence in said


def test_another_root_than_the_one_written_down_is_said(
    visitor: Client, house: House, tmp_path: Path
):
    code, said = run_checker(tmp_path, proof_of(visitor, house.plain), "11" * 32)

    assert code == 1
    assert "不符合 根与您记下的一致" in said


def test_there_is_no_proof_of_what_never_was(visitor: Client):
    assert visitor.get("/decisions/no-such-record/proof.json").status_code == 404
