"""Stamping (水印): the viewer's name burned into a preview of a photo while it is served."""

from __future__ import annotations

import tempfile
from pathlib import Path

from mingjian.evidence.clip_rendering import watermark_photo


def stamped_photo(*, path: Path, watermark: str) -> bytes:
    """The JPEG with the name in it; raises NoSandbox, SandboxRefused: then nothing is served."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        out = folder / "stamped.jpg"
        watermark_photo(given=path, out=out, watermark=watermark, text=folder / "text")
        return out.read_bytes()
