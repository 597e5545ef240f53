"""Where evidence is kept (证据存储): folders on this box, or an object store beside them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

StoreSetting = tuple[str, str, dict[str, str]]
_S3 = "mingjian.evidence.s3.s3_store"


def vault_stores(environment: Mapping[str, str], folder: Path) -> list[StoreSetting]:
    """(name, kind, options) of each store.

    ``MINGJIAN_VAULT_FOLDERS`` names folders, separated by colons; without it two in the data
    folder. ``MINGJIAN_VAULT_S3`` (an address with the bucket as its path) adds an object store;
    ``MINGJIAN_VAULT_S3_FILER`` and ``_MASTER`` let every replica of SeaweedFS be read by itself.
    """
    named = [one for one in environment.get("MINGJIAN_VAULT_FOLDERS", "").split(":") if one]
    paths = named or [str(folder / "vault-a"), str(folder / "vault-b")]
    found: list[StoreSetting] = [
        (f"folder-{place}", "folder", {"folder": path}) for place, path in enumerate(paths, 1)
    ]
    address = environment.get("MINGJIAN_VAULT_S3", "")
    if address:
        options = {
            "address": address,
            "key": environment.get("MINGJIAN_VAULT_S3_KEY", ""),
            "secret": environment.get("MINGJIAN_VAULT_S3_SECRET", ""),
            "filer": environment.get("MINGJIAN_VAULT_S3_FILER", ""),
            "master": environment.get("MINGJIAN_VAULT_S3_MASTER", ""),
            "replicas": environment.get("MINGJIAN_VAULT_S3_REPLICAS", "2"),
        }
        found.append(("object-store", _S3, options))
    return found
