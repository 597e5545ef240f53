"""Witnesses (见证方): others who cosign a checkpoint after checking that the log only grew.

Spoken as C2SP tlog-witness says. ``<log>/witnesses`` names them, one a line: key and address.
A witness that does not answer costs nothing but its cosignature.
"""

from __future__ import annotations

import base64
import logging
import re
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings

from mingjian.ledger.files import folder
from mingjian.ledger.log import prove_consistency
from mingjian.ledger.models import Checkpoint, Cosignature
from mingjian.ledger.notes import BadNote, PublicKey, cosigned_at, read_public_key, split_note

log = logging.getLogger(__name__)
TIMEOUT_SECONDS = 5
_LARGEST_ANSWER = 4096
_SIZE = re.compile(r"[0-9]{1,19}\n?", re.ASCII)


@dataclass(frozen=True)
class Witness:
    """见证方: its cosigning key and where it listens."""

    key: PublicKey
    url: str


class WitnessRefused(RuntimeError):
    """The witness answered, and did not cosign."""


def read_witnesses() -> tuple[Witness, ...]:
    """The witnesses that the operator named; raises BadNote for a line that is none."""
    path = folder() / "witnesses"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    parts = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    for each in parts:
        if len(each) != len(("key", "url")) or not each[1].startswith(("https://", "http://")):
            raise BadNote(f"not a witness: {' '.join(each)!r}")
    return tuple(Witness(read_public_key(key), url.rstrip("/")) for key, url in parts)


def ask_witnesses(checkpoint: Checkpoint) -> int:
    """请求见证: ask all who have not cosigned yet; returns how many cosignatures there are now."""
    given = set(checkpoint.cosigned.values_list("witness", flat=True))
    for witness in read_witnesses():
        if witness.key.name in given:
            continue
        try:
            _keep(checkpoint, witness, _cosignature(checkpoint, witness))
        except (OSError, WitnessRefused, BadNote) as error:
            log.warning("witness %s: %s", witness.key.name, error)
    return count_cosignatures(checkpoint)


def count_cosignatures(checkpoint: Checkpoint) -> int:
    """How many of the named witnesses stand under it."""
    names = [witness.key.name for witness in read_witnesses()]
    return checkpoint.cosigned.filter(witness__in=names).count()


def has_enough(checkpoint: Checkpoint) -> bool:
    """见证数达到要求 (MINGJIAN_LOG_WITNESSES_NEEDED)."""
    needed = int(settings.LOG_WITNESSES_NEEDED)
    return needed == 0 or count_cosignatures(checkpoint) >= needed


def _cosignature(checkpoint: Checkpoint, witness: Witness) -> str:
    """The line under the checkpoint; a witness elsewhere in the log says where it stands."""
    old = _last_size(checkpoint, witness)
    status, answer = _post(checkpoint, witness, old)
    if status == 409 and _SIZE.fullmatch(answer) and int(answer) != old:
        status, answer = _post(checkpoint, witness, int(answer))
    if status != 200:
        raise WitnessRefused(f"answered {status}: {answer[:100]!r}")
    return answer


def _last_size(checkpoint: Checkpoint, witness: Witness) -> int:
    before = Cosignature.objects.filter(
        witness=witness.key.name, checkpoint__size__lt=checkpoint.size
    )
    return before.values_list("checkpoint_id", flat=True).order_by("-checkpoint_id").first() or 0


def _post(checkpoint: Checkpoint, witness: Witness, old: int) -> tuple[int, str]:
    if old > checkpoint.size:
        raise WitnessRefused(f"has seen {old} leaves, we have {checkpoint.size}")
    path = prove_consistency(old_size=old, new_size=checkpoint.size)
    lines = "".join(f"{base64.b64encode(each).decode()}\n" for each in path)
    body = f"old {old}\n{lines}\n{checkpoint.note}".encode()
    request = urllib.request.Request(  # noqa: S310  # read_witnesses admits http and https only
        f"{witness.url}/add-checkpoint", data=body, method="POST"
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
            return answer.status, answer.read(_LARGEST_ANSWER).decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read(_LARGEST_ANSWER).decode(errors="replace")


def _keep(checkpoint: Checkpoint, witness: Witness, answer: str) -> None:
    """Keep the witness's own line, checked; other lines are not ours to pass on."""
    text, _ = split_note(checkpoint.note)
    for line in answer.splitlines(keepends=True):
        time = cosigned_at(text=text, line=line, key=witness.key)
        if time is not None:
            Cosignature.objects.get_or_create(
                checkpoint=checkpoint,
                witness=witness.key.name,
                defaults={"line": line, "signed_at": datetime.fromtimestamp(time, UTC)},
            )
            return
    raise WitnessRefused("its answer holds no cosignature of its own")
