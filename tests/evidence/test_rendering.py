"""Previews behind walls: hostile files leave nothing behind, programs reach nothing outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingjian.evidence.sandbox import NoSandbox, SandboxRefused, run_apart
from mingjian.evidence.sniffing import content_of
from tests.faults.media import hostile_files, run_storm

_DOZEN = (
    *("hls-0", "hls-as-mp4-0", "concat-as-mp3-0", "hls-as-pdf-3", "avi-gab2-0", "mov-dref-0"),
    *("png-flood-30000", "gif-flood-65535", "pdf-script", "wav-claims-4GB", "mov-nested-100"),
    "svg-as-mp4-3",
)


def test_a_dozen_hostile_files_escape_nowhere(tmp_path: Path) -> None:
    secret = tmp_path / "house" / "secret.txt"
    chosen = {}
    for name, content in hostile_files(secret):
        if name in _DOZEN:
            chosen[name] = content
        if len(chosen) == len(_DOZEN):
            break

    storm = run_storm(iter(chosen.items()), tmp_path)

    assert (storm.files, storm.escapes) == (len(_DOZEN), [])
    assert storm.unknown >= 1
    assert storm.refused >= 1


@pytest.mark.parametrize(
    "attack",
    [
        "cat /etc/passwd",
        "cat /home/*/* || cat /root/.*rc",
        "echo x > /in",
        "echo x > /usr/x",
        "exec 3<>/dev/tcp/127.0.0.1/80",
        "while :; do :; done",
    ],
    ids=["reads", "house", "original", "system", "network", "time"],
)
def test_what_runs_inside_reaches_nothing_outside(tmp_path: Path, attack: str) -> None:
    given = tmp_path / "given"
    given.write_bytes(b"original")

    line = ["bash", "-c", f"({attack}) && echo done > /out"]
    with pytest.raises(SandboxRefused):
        run_apart(line, given=given, out=tmp_path / "out", wall=2)

    assert given.read_bytes() == b"original"
    assert {one.name for one in tmp_path.iterdir()} == {"given"}


def test_what_keeps_inside_gets_its_result(tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.write_bytes(b"original")

    made = run_apart(["bash", "-c", "cat /in > /out"], given=given, out=tmp_path / "out")

    assert made.out is not None
    assert made.out.read_bytes() == b"original"


def test_a_program_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoSandbox):
        run_apart(["no-such-program"], given=tmp_path)


@pytest.mark.parametrize(
    ("head", "reader"),
    [
        (b"\x00\x00\x00\x18ftypisom", "mov"),
        (b"RIFF\x00\x00\x00\x00AVI LIST", "avi"),
        (b"XXXX\x00\x00\x00\x00AVI LIST", None),
        (b"#EXTM3U\n", None),
        (b"G" + b"\x00" * 187 + b"G" + b"\x00" * 187 + b"G", "mpegts"),
        (b"", None),
    ],
    ids=["mp4", "avi", "no riff", "playlist", "ts", "nothing"],
)
def test_the_first_bytes_choose_the_reader(head: bytes, reader: str | None) -> None:
    found = content_of(head)

    assert (found.reader if found else None) == reader
