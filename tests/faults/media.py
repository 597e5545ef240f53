"""Hostile files (``make faults NAME=media``): nothing escapes the walls, no limit is passed.

Every variant goes the way of any other file: sniffed, then ffmpeg, ffprobe or mutool in there.
Looked for: bytes of a secret file in a copy; a file made or changed outside; the original changed;
a run longer than its limits. The storm counts only if its planted bug shows: ffmpeg without walls
and without a forced reader must open the file that a playlist names.
"""

from __future__ import annotations

import argparse
import random
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mingjian.evidence import rendering
from mingjian.evidence.sandbox import SandboxRefused
from mingjian.evidence.sniffing import HEAD, content_of

SECRET = "SECRET-7b1f-ORCHARD"
# One file: two copies, each of at most a few runs.
SLOW_SECONDS, LONGEST_SECONDS = 5.0, 90.0


@dataclass
class Storm:
    """What was tried, what came of it, what was found wrong."""

    files: int = 0
    copies: int = 0
    refused: int = 0
    unknown: int = 0
    longest: float = 0.0
    escapes: list[str] = field(default_factory=list)


def run_storm(corpus: Iterator[tuple[str, bytes]], folder: Path) -> Storm:
    """Render every file of the corpus; look after each what happened outside."""
    storm, house = Storm(), folder / "house"
    house.mkdir()
    (house / "secret.txt").write_text(SECRET)
    before = _state(house)
    for name, content in corpus:
        storm.files += 1
        given = folder / "original"
        given.write_bytes(content)
        _render(storm, name, given, folder)
        if given.read_bytes() != content:
            storm.escapes.append(f"{name}: the original was changed")
        if _state(house) != before:
            storm.escapes.append(f"{name}: something outside was changed")
        left = {one.name for one in folder.iterdir()} - {"house", "original", "work"}
        storm.escapes += [f"{name}: left {one}" for one in left]
        given.unlink()
    return storm


def hostile_files(secret: Path, *, seed: int = 4) -> Iterator[tuple[str, bytes]]:
    """More than 400 files: readers of others' files, bombs, floods, polyglots, cut and spoiled."""
    yield from _readers_of_files(str(secret))
    yield from _floods()
    honest = dict(_honest())
    yield from _polyglots(honest)
    chance = random.Random(seed)
    for name, content in honest.items():
        yield from _cut(name, content)
        yield from _spoiled(name, content, chance)


def _render(storm: Storm, name: str, given: Path, folder: Path) -> None:
    with given.open("rb") as file:
        content = content_of(file.read(HEAD))
    if content is None:
        storm.unknown += 1
        return
    work = folder / "work"
    for render, ending in (
        (rendering.render_thumbnail, ".jpg"),
        (rendering.render_preview, rendering.ending_of(content)),
    ):
        work.mkdir()
        out, began = work / f"copy{ending}", time.monotonic()
        try:
            render(content, given=given, out=out)
            storm.copies += 1
            if SECRET.encode() in out.read_bytes():
                storm.escapes.append(f"{name}: the secret is in the copy")
        except SandboxRefused:
            storm.refused += 1
        storm.longest = max(storm.longest, time.monotonic() - began)
        if time.monotonic() - began > SLOW_SECONDS:
            print(f"slow: {name}, {time.monotonic() - began:.0f} s", flush=True)
        if time.monotonic() - began > LONGEST_SECONDS:
            storm.escapes.append(f"{name}: ran too long")
        shutil.rmtree(work)


def _readers_of_files(secret: str) -> Iterator[tuple[str, bytes]]:
    """Playlists and containers that name a file of the house, under every guise."""
    targets = [secret, f"file://{secret}", f"concat:{secret}|{secret}", "/etc/passwd"]
    targets += [
        "http://127.0.0.1:9/x",
        "../../../../etc/passwd",
        f"subfile,,start,0,end,9,,:{secret}",
    ]
    for place, target in enumerate(targets):
        hls = f"#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:1.0,\n{target}\n#EXT-X-ENDLIST\n".encode()
        concat = f"ffconcat version 1.0\nfile '{target}'\n".encode()
        svg = (
            f'<svg xmlns:x="http://www.w3.org/1999/xlink"><image x:href="{target}"/></svg>'.encode()
        )
        dash = f"<MPD><BaseURL>{target}</BaseURL></MPD>".encode()
        sdp = f"v=0\nc=IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96\na={target}\n".encode()
        for kind, text in (
            ("hls", hls),
            ("concat", concat),
            ("svg", svg),
            ("mpd", dash),
            ("sdp", sdp),
        ):
            yield f"{kind}-{place}", text
            for guise, head in _GUISES.items():
                yield f"{kind}-as-{guise}-{place}", head + text
        yield f"avi-gab2-{place}", _avi_with_subtitles(hls)
        yield f"mov-dref-{place}", _mov_naming(target)


_GUISES = {
    "mp4": b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2",
    "mp3": b"ID3\x03\x00\x00\x00\x00\x00\x00",
    "pdf": b"%PDF-1.4\n",
}


def _avi_with_subtitles(text: bytes) -> bytes:
    """The well-known trick: a playlist as the subtitles of an AVI."""
    gab2 = b"GAB2\x00\x02\x00" + struct.pack("<I", 4) + b"a\x00b\x00" + b"\x04\x00"
    gab2 += struct.pack("<I", len(text)) + text
    strh = b"strh" + struct.pack("<I", 56) + b"txts" + b"\x00" * 52
    strf = b"strf" + struct.pack("<I", 0)
    strl = b"LIST" + struct.pack("<I", 4 + len(strh) + len(strf)) + b"strl" + strh + strf
    avih = b"avih" + struct.pack("<I", 56) + struct.pack("<14I", *([1] * 14))
    hdrl = b"LIST" + struct.pack("<I", 4 + len(avih) + len(strl)) + b"hdrl" + avih + strl
    chunk = b"00tx" + struct.pack("<I", len(gab2)) + gab2 + b"\x00" * (len(gab2) % 2)
    movi = b"LIST" + struct.pack("<I", 4 + len(chunk)) + b"movi" + chunk
    body = b"AVI " + hdrl + movi
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _mov_naming(target: str) -> bytes:
    """A film whose data reference is a file elsewhere."""
    alis = _box(b"url ", b"\x00" * 4 + target.encode() + b"\x00")
    dref = _box(b"dref", b"\x00" * 4 + struct.pack(">I", 1) + alis)
    inner = dref
    for kind in (b"dinf", b"minf", b"mdia", b"trak", b"moov"):
        inner = _box(kind, inner)
    return _box(b"ftyp", b"qt  \x00\x00\x02\x00qt  ") + inner


def _box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", 8 + len(content)) + kind + content


def _floods() -> Iterator[tuple[str, bytes]]:
    """Pictures that unpack to more than any memory, sounds and boxes without end."""
    for side in (9_000, 20_000, 30_000, 50_000, 65_535, 2**31 - 1):
        rows = zlib.compress(b"\x00" * min(side * 64, 40_000_000), 9)
        yield f"png-flood-{side}", _png(side, side, rows)
        yield (
            f"bmp-flood-{side}",
            b"BM"
            + struct.pack("<IHHI", 54, 0, 0, 54)
            + struct.pack(
                "<IiiHHIIiiII",
                40,
                min(side, 2**31 - 1),
                min(side, 2**31 - 1),
                1,
                24,
                0,
                0,
                0,
                0,
                0,
                0,
            ),
        )
        yield (
            f"gif-flood-{side}",
            b"GIF89a" + struct.pack("<HHBBB", *([side & 0xFFFF] * 2), 0, 0, 0),
        )
    yield from _nests()
    yield from _bombs()


def _nests() -> Iterator[tuple[str, bytes]]:
    """Boxes in boxes in boxes."""
    for depth in (100, 1_000, 20_000):
        inner = b""
        for _ in range(depth):
            inner = _box(b"moov", inner) if len(inner) < 2**24 else inner
        yield f"mov-nested-{depth}", _box(b"ftyp", b"isom\x00\x00\x02\x00isom") + inner
        yield f"pdf-nested-{depth}", b"%PDF-1.4\n1 0 obj\n" + b"[" * depth + b"\nendobj\n"
        mkv = b"\x1a\x45\xdf\xa3\x01" + b"\xff" * 7 + b"\x18\x53\x80\x67" * depth
        yield f"mkv-nested-{depth}", mkv


def _bombs() -> Iterator[tuple[str, bytes]]:
    """What unpacks, runs or claims more than it is."""
    bomb = zlib.compress(b"q\n" * 50_000_000, 9)
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n" % len(bomb) + bomb + b"\nendstream"
    yield "pdf-bomb", _pdf(stream)
    yield (
        "pdf-script",
        _pdf(b"<</Length 0>>stream\n\nendstream", b"/OpenAction<</S/JavaScript/JS(x)>>"),
    )
    yield (
        "wav-claims-4GB",
        b"RIFF\xff\xff\xff\xffWAVEfmt \x10\x00\x00\x00"
        + struct.pack("<HHIIHH", 1, 2, 48_000, 192_000, 4, 16)
        + b"data\xff\xff\xff\xff"
        + b"\x00" * 4_000,
    )


def _png(width: int, height: int, rows: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def _pdf(content: bytes, more: bytes = b"") -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R" + more + b">>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>endobj\n"
        b"4 0 obj" + content + b"endobj\ntrailer<</Root 1 0 R>>\n"
    )


def _honest() -> Iterator[tuple[str, bytes]]:
    """Small true files of every kind, made by ffmpeg, to be spoiled."""
    picture, sound = ["-f", "lavfi", "-i", "testsrc=s=160x120:r=5"], ["-f", "lavfi", "-i", "sine"]
    made = {
        "film.mp4": [*picture, *sound, "-t", "1", "-c:v", "libx264", "-c:a", "aac"],
        "film.mkv": [*picture, "-t", "1", "-c:v", "mpeg4"],
        "film.avi": [*picture, "-t", "1", "-c:v", "mjpeg"],
        "film.ts": [*picture, "-t", "1", "-c:v", "mpeg2video"],
        "sound.mp3": [*sound, "-t", "1"],
        "sound.wav": [*sound, "-t", "1"],
        "sound.flac": [*sound, "-t", "1"],
        "photo.jpg": [*picture, "-frames:v", "1"],
        "photo.png": [*picture, "-frames:v", "1"],
        "photo.gif": [*picture, "-frames:v", "3"],
        "photo.tiff": [*picture, "-frames:v", "1"],
        "photo.bmp": [*picture, "-frames:v", "1"],
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, line in made.items():
            path = Path(folder) / name
            subprocess.run(["ffmpeg", "-loglevel", "error", *line, str(path)], check=True)
            yield name, path.read_bytes()
    yield "paper.pdf", _pdf(b"<</Length 12>>stream\n0 0 9 9 re f\n\nendstream")


def _polyglots(honest: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Two kinds in one file: a picture that goes on as a page, a paper, a program."""
    tails = {
        "html": b"<script>alert(1)</script>",
        "zip": b"PK\x03\x04../../../../tmp/escaped" + b"\x00" * 40,
        "php": b"<?php system('id'); ?>",
        "elf": b"\x7fELF\x02\x01\x01" + b"\x00" * 60,
        "pdf": b"%PDF-1.4\n",
    }
    for name, content in honest.items():
        for tail, more in tails.items():
            yield f"{name}+{tail}", content + more


def _cut(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    for share in (1, 2, 5, 10, 25, 50, 75, 99):
        yield f"{name}-cut-{share}", content[: max(16, len(content) * share // 100)]


def _spoiled(name: str, content: bytes, chance: random.Random) -> Iterator[tuple[str, bytes]]:
    for turn in range(12):
        spoiled = bytearray(content)
        # The signature stays, or nothing would read it.
        for _ in range(1 + len(spoiled) // 400):
            spoiled[chance.randrange(12, len(spoiled))] = chance.randrange(256)
        yield f"{name}-spoiled-{turn}", bytes(spoiled)


def reads_the_secret_without_walls(folder: Path) -> bool:
    """The planted bug: a playlist given to ffmpeg bare, every protocol and reader allowed."""
    secret, tale = folder / "secret.ts", folder / "list.txt"
    secret.write_text(SECRET)
    tale.write_text(f"ffconcat version 1.0\nfile '{secret}'\n")
    line = ["ffmpeg", "-loglevel", "trace", "-nostdin", "-safe", "0", "-f", "concat"]
    done = subprocess.run(
        [*line, "-i", str(tale), "-f", "null", "-"], capture_output=True, check=False
    )
    return str(secret).encode() in done.stderr and b"Opening" in done.stderr


def _state(folder: Path) -> list[tuple[str, int, int]]:
    found = (one.stat() for one in folder.rglob("*"))
    return sorted((one.st_mode.__str__(), one.st_size, one.st_mtime_ns) for one in found)


def main() -> int:
    """Run all; 1 where anything was found."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with tempfile.TemporaryDirectory() as made, tempfile.TemporaryDirectory() as bare:
        folder = Path(made)
        began = time.monotonic()
        storm = run_storm(hostile_files(folder / "house" / "secret.txt"), folder)
        planted = reads_the_secret_without_walls(Path(bare))
    print(
        f"{storm.files} files in {time.monotonic() - began:.0f} s: {storm.copies} copies,"
        f" {storm.refused} refused, {storm.unknown} of no known kind; the longest copy took"
        f" {storm.longest:.1f} s; {len(storm.escapes)} escapes; planted bug found: {planted}"
    )
    print("\n".join(storm.escapes))
    return int(bool(storm.escapes) or not planted)


if __name__ == "__main__":
    sys.exit(main())
