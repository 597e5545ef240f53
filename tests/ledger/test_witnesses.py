"""Witnesses as the log meets them: over HTTP, sometimes behind, sometimes silent, never a fork."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mingjian.ledger.advancing import DEGRADED_LIMIT, advance_log, read_state
from mingjian.ledger.checkpoints import LogRefused, served_checkpoint
from mingjian.ledger.files import folder
from mingjian.ledger.keys import make_key_once, read_keys
from mingjian.ledger.models import Cosignature, LogHead
from tests.ledger.make import MONDAY, published, submit
from tests.verifier.make import VERIFIER

assert VERIFIER
import mingjian_verify as verifier  # noqa: E402
import mingjian_witness as program  # noqa: E402

pytestmark = pytest.mark.django_db


@dataclass
class Listening:
    """A witness of somebody else's, on a port."""

    witness: Any
    server: Any

    @property
    def line(self) -> str:
        """As it stands in the operator's file."""
        return f"{self.witness.vkey} http://127.0.0.1:{self.server.server_address[1]}\n"


@pytest.fixture
def witnesses(tmp_path: Path) -> Iterator[list[Listening]]:
    """Two witnesses that know this log."""
    make_key_once()
    found = []
    for name in ("one.example", "two.example"):
        program.make_key(tmp_path / name, name)
        own = program.Witness(tmp_path / name, [read_keys()[0].public.text])
        server = program.make_server(own, "127.0.0.1", 0)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found.append(Listening(own, server))
    yield found
    for each in found:
        each.server.shutdown()
        each.server.server_close()


def name(*listening: Listening) -> None:
    """Write them into the operator's file."""
    folder().mkdir(parents=True, exist_ok=True)
    text = "# 见证方\n" + "".join(each.line for each in listening)
    (folder() / "witnesses").write_text(text, encoding="utf-8")


def advance(count: int = 1, **later: int) -> None:
    """So many more leaves, then one round."""
    submit(*(published() for _ in range(count)))
    advance_log(at=MONDAY + timedelta(**later))


def test_cosignatures_stand_under_the_served_checkpoint(witnesses, settings):
    settings.LOG_WITNESSES_NEEDED = 2
    name(*witnesses)

    advance(3)
    advance(2)

    vkeys = [each.witness.vkey for each in witnesses]
    note, key = served_checkpoint(), read_keys()[0].public.text
    assert verifier.Checkpoint(note, key, vkeys, 2).size == 5
    assert (LogHead.objects.get().released_size, LogHead.objects.get().degraded_since) == (5, None)


def test_a_witness_that_saw_more_than_we_remember_is_asked_again(witnesses):
    advance(2)
    witnesses[0].witness.add_checkpoint(f"old 0\n\n{served_checkpoint()}".encode())
    name(witnesses[0])
    advance(3)

    assert Cosignature.objects.filter(checkpoint__size=5).count() == 1


def test_when_a_witness_is_silent_publishing_goes_on_for_a_while(witnesses, settings):
    settings.LOG_WITNESSES_NEEDED = 2
    name(*witnesses)
    advance(1)
    witnesses[1].server.shutdown()
    witnesses[1].server.server_close()

    advance(1, hours=1)
    soon = read_state()
    advance(1, hours=6)
    late = read_state()

    assert (soon.released_size, soon.degraded_since) == (2, MONDAY + timedelta(hours=1))
    assert not soon.is_closed(at=MONDAY + timedelta(hours=5))
    assert late.is_closed(at=MONDAY + timedelta(hours=1) + DEGRADED_LIMIT + timedelta(seconds=1))
    assert (late.size, late.checkpoint.size, late.released_size) == (3, 3, 2)


def test_when_the_witnesses_are_back_everything_is_released(witnesses, settings):
    settings.LOG_WITNESSES_NEEDED = 1
    advance(1)
    advance(1, hours=5)
    assert LogHead.objects.get().released_size == 1

    name(witnesses[0])
    advance_log(at=MONDAY + timedelta(hours=6))

    head = LogHead.objects.get()
    assert (head.released_size, head.degraded_since) == (2, None)


def test_a_witness_of_another_history_does_not_cosign(witnesses, tmp_path, settings):
    settings.LOG_WITNESSES_NEEDED = 1
    name(witnesses[0])
    own, other = witnesses[0].witness, witnesses[1].witness
    advance(2)
    # 另一本日志的同一条数：见证方见过的不是我们的。
    seen = own._file(read_keys()[0].name)
    key = read_keys()[0]
    forged = f"{key.name}\n2\n{'A' * 43}=\n"
    seen.write_text(f"{forged}\n{key.sign(forged)}", encoding="utf-8")

    advance(1, hours=1)

    assert other is not own
    assert not Cosignature.objects.filter(checkpoint__size=3).exists()
    assert LogHead.objects.get().degraded_since == MONDAY + timedelta(hours=1)


def test_a_wrong_line_in_the_file_is_named():
    folder().mkdir(parents=True, exist_ok=True)
    (folder() / "witnesses").write_text("nonsense\n", encoding="utf-8")

    with pytest.raises(LogRefused, match="not a witness"):
        advance(1)
