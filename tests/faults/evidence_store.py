"""An object store that loses a volume server midway (part of ``make faults NAME=evidence``).

Files go into a folder and into SeaweedFS with two replicas on three servers; servers are killed
and started again meanwhile. Looked for: a file told to be vaulted that the store does not give
back; a locked version that can be deleted.
"""

from __future__ import annotations

import random
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.conf import settings

from mingjian.evidence import vaulting
from mingjian.evidence.hashing import sha256_of
from mingjian.evidence.models import EvidenceFile
from mingjian.evidence.s3 import ObjectStore, key_of, s3_store
from mingjian.evidence.stores import FolderStore
from tests.databases import copy_database, drop_database, make_template, name_for, point_at
from tests.evidence.make import AT, received
from tests.faults import evidence_pieces, evidence_storms
from tests.faults.seaweed import Seaweed, seaweed

FILES, LARGEST = 60, 3_000_000
_LIVE = "faults_store"


def main(seed: int, files: int = FILES) -> int:
    """The storm and its canary; returns how much was found that must not be."""
    live = name_for(_LIVE)
    copy_database(source=make_template(), target=live)
    point_at(live)
    with tempfile.TemporaryDirectory(prefix="mingjian-store-") as folder:
        evidence_storms.use_vault(Path(folder))
        try:
            with seaweed(Path(folder) / "weed") as store:
                found = _storm(store, random.Random(seed), files)
                print(f"store: {found['told']}; found {len(found['lost'])}", flush=True)
                missed = _canary(store)
            missed += evidence_pieces.main()
        finally:
            evidence_storms.close()
            drop_database(live)
    return len(found["lost"]) + missed


def _storm(store: Seaweed, dice: random.Random, files: int) -> dict[str, Any]:
    places = _places(store)
    stop, kills = threading.Event(), [0]
    killer = threading.Thread(target=lambda: _kill(store, dice, stop, kills))
    killer.start()
    tries = 0
    for _ in range(files):
        received(random.randbytes(dice.randint(1, LARGEST)))
        tries += 1
        vaulting.vault_waiting(at=AT + timedelta(minutes=tries), into=places)
    stop.set()
    killer.join()
    for _ in range(5):
        vaulting.vault_waiting(at=AT + timedelta(minutes=tries), into=places)
        time.sleep(1)
    store.kill_volume(0)
    time.sleep(1)
    lost = [str(one.id) for one in EvidenceFile.objects.all() if not _is_true(one, places)]
    lost += _locked(store)
    store.start_volume(0)
    vaulted = EvidenceFile.objects.filter(state="vaulted").count()
    told = f"{files} files, {vaulted} vaulted, {kills[0]} servers killed, one down at the end"
    return {"told": told, "lost": lost}


def _kill(store: Seaweed, dice: random.Random, stop: threading.Event, kills: list[int]) -> None:
    while not stop.wait(dice.uniform(0.3, 1.5)):
        number = dice.randrange(len(store.volumes))
        store.kill_volume(number)
        kills[0] += 1
        stop.wait(dice.uniform(0.5, 2.0))
        store.start_volume(number)
        stop.wait(3)


def _is_true(file: EvidenceFile, places: list[Any]) -> bool:
    """What was told to be vaulted is in every place; what was not is still held."""
    if file.state == "durable":
        return evidence_storms.held_path(file.sha256).exists()
    return all(_same(file, place) for place in places)


def _same(file: EvidenceFile, place: Any) -> bool:
    for _ in range(20):
        try:
            return sha256_of(place.read(sha256=file.sha256)) == file.sha256
        except Exception:  # the gateway may still be asking the dead server
            time.sleep(0.5)
    return False


def _locked(store: Seaweed) -> list[str]:
    """A version under object lock cannot be deleted through the gateway."""
    file = EvidenceFile.objects.filter(state="vaulted").first()
    if file is None:
        return ["nothing was vaulted"]
    path = f"/{key_of(file.sha256)}"
    _, headers = store.ask("HEAD", path)
    version = next((v for k, v in headers.items() if k.lower() == "x-amz-version-id"), "")
    status, _ = store.ask("DELETE", f"{path}?versionId={version}")
    return [] if version and status == 403 else [f"a locked version went: {status}"]


def _canary(store: Seaweed) -> int:
    """A store that says yes and keeps nothing must be found by the reading back."""
    with _forgetful(), patch.object(vaulting, "log"):
        file = received(b"canary")
        vaulting.vault_waiting(at=AT, into=_places(store))
    file.refresh_from_db()
    is_found = file.state == "durable"
    print(f"   planted forgetful store: {'found' if is_found else 'NOT FOUND'}", flush=True)
    return (0 if is_found else 1) + _half_written(store)


def _half_written(store: Seaweed) -> int:
    """One of the two replicas gone, the gateway none the wiser: only asking each one shows it."""
    content = b"half " * 1000
    file = received(content)
    [folder, bucket] = _places(store)
    bucket.put(sha256=file.sha256, pieces=iter([content]), size=len(content))
    store.spoil_one_replica(key_of(file.sha256))
    by_gateway = sha256_of(bucket.read(sha256=file.sha256)) == file.sha256
    with patch.object(vaulting, "log"):
        vaulting.vault_waiting(at=AT + timedelta(days=1), into=[folder, bucket])
    file.refresh_from_db()
    is_found = file.state == "durable"
    said = f"{'found' if is_found else 'NOT FOUND'} (by the gateway: {by_gateway})"
    print(f"   planted lost replica: {said}", flush=True)
    return 0 if is_found else 1


@contextmanager
def _forgetful() -> Any:
    yes: Callable[..., None] = lambda *args, **kwargs: None  # noqa: E731
    with patch.object(ObjectStore, "put", yes):
        yield


def _places(store: Seaweed) -> list[Any]:
    folder = Path(settings.EVIDENCE_FOLDER) / "vault-a"
    return [
        FolderStore(name="folder-1", folder=folder),
        s3_store(name="object-store", address=store.address, **store.behind),
    ]
