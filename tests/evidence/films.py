"""Real small media, made by ffmpeg, and what is to be seen and heard in them."""

from __future__ import annotations

import subprocess
from pathlib import Path

QUIET = ("ffmpeg", "-nostdin", "-loglevel", "error", "-y")
WIDTH, HEIGHT = 160, 120


def film_of(path: Path, *, seconds: int) -> bytes:
    """A moving picture of many colours with a tone."""
    sources = ["-f", "lavfi", "-i", f"testsrc2=s={WIDTH}x{HEIGHT}:r=5", "-f", "lavfi", "-i", "sine"]
    coded = ["-t", str(seconds), "-c:v", "libx264", "-crf", "10", "-c:a", "aac"]
    subprocess.run([*QUIET, *sources, *coded, "-preset", "ultrafast", str(path)], check=True)
    return path.read_bytes()


def photo_of(path: Path) -> bytes:
    """One picture."""
    line = ["-f", "lavfi", "-i", "testsrc2=s=320x240", "-frames:v", "1", "-q:v", "1", str(path)]
    subprocess.run([*QUIET, *line], check=True)
    return path.read_bytes()


def grey_of(path: Path, *, second: float = 0) -> list[bytes]:
    """The rows of the picture at that second, one byte a point."""
    begin = ["-ss", str(second)] if second else []
    line = [*begin, "-i", str(path), "-frames:v", "1", "-f", "rawvideo"]
    said = subprocess.run(
        [*QUIET, *line, "-pix_fmt", "gray", "-"], check=True, capture_output=True
    ).stdout
    width = WIDTH if len(said) == WIDTH * HEIGHT else 320
    return [said[start : start + width] for start in range(0, len(said), width)]


def difference(
    one: list[bytes], other: list[bytes], *, left: float, top: float, width: float, height: float
) -> float:
    """How far two pictures are apart within the place (parts of one), on average."""
    rows = range(int(len(one) * top), int(len(one) * (top + height)))
    wide = len(one[0])
    points = range(int(wide * left), int(wide * (left + width)))
    apart = [abs(one[y][x] - other[y][x]) for y in rows for x in points]
    return sum(apart) / len(apart)


def loudness_of(path: Path, *, since: float, until: float) -> int:
    """The loudest sample between two seconds."""
    line = ["-ss", str(since), "-t", str(until - since), "-i", str(path), "-f", "s16le", "-"]
    said = subprocess.run([*QUIET, *line], check=True, capture_output=True).stdout
    samples = memoryview(said).cast("h")
    return max(map(abs, samples), default=0)


def seconds_of(path: Path) -> float:
    """How long it plays."""
    line = ["ffprobe", "-loglevel", "error", "-show_entries", "format=duration", "-of", "csv=p=0"]
    return float(subprocess.run([*line, str(path)], check=True, capture_output=True).stdout)
