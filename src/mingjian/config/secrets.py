"""Secrets: from the environment, else made once and kept in a file only the service may read."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def read_or_make_secret(variable: str, path: Path) -> str:
    """The secret named by ``variable``, else the content of ``path``, made on first use."""
    given = os.environ.get(variable)
    if given:
        return given
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_once(path, secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii").strip()


def _write_once(path: Path, text: str) -> None:
    """Two processes may start at once: the first file wins, the second reads it."""
    scratch = path.with_name(f"{path.name}.{os.getpid()}")
    scratch.touch(mode=0o600)
    scratch.write_text(text, encoding="ascii")
    try:
        os.link(scratch, path)
    except FileExistsError:
        pass
    finally:
        scratch.unlink()
