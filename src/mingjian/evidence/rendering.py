"""Rendering (制作预览): small copies of a file, made by ffmpeg and mutool behind walls.

A long film is made 20 seconds at a time, each piece within the limits of one run; so 10 seconds of
CPU are enough for an honest film of any length, and no film gets more than that at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from mingjian.evidence.kinds import MediaKind
from mingjian.evidence.sandbox import SandboxRefused, run_apart
from mingjian.evidence.sniffing import Content

SECONDS = 20
LONGEST = 4 * 3600
_PIXELS = str(50_000_000)
_QUIET = ("-hide_banner", "-nostdin", "-loglevel", "error", "-y")
_SMALL_FILM = "scale=w='min(640,iw)':h='min(640,ih)':force_original_aspect_ratio=decrease"
_EVEN = "scale=trunc(iw/2)*2:trunc(ih/2)*2"
# What a result must begin with; a copy that does not is no copy.
_HEADS = {".mp4": (4, b"ftyp"), ".jpg": (0, b"\xff\xd8\xff"), ".m4a": (4, b"ftyp")}


def render_thumbnail(content: Content, *, given: Path, out: Path) -> None:
    """缩略图: a JPEG of at most 320 × 320; raises SandboxRefused where there is nothing to see."""
    if content.reader == "pdf":
        _page(given, out, width=320)
    else:
        _picture(content, given, out, side=320)
    require_head(out, ".jpg")


def render_preview(content: Content, *, given: Path, out: Path) -> None:
    """预览副本: MP4 (H.264, AAC) of at most 640 × 640, JPEG of at most 1600, M4A."""
    if content.reader == "pdf":
        _page(given, out, width=1200)
    elif content.media is MediaKind.PHOTO:
        _picture(content, given, out, side=1600)
    elif content.media is MediaKind.AUDIO:
        sound = ("-map", "0:a:0", "-vn", "-ac", "1", "-c:a", "aac", "-b:a", "48k")
        run_ffmpeg(content, given, out, sound, "ipod", ("-movflags", "+faststart"))
    else:
        _film(content, given, out)
    require_head(out, ending_of(content))


def ending_of(content: Content) -> str:
    """The ending of a preview."""
    known = {MediaKind.VIDEO: ".mp4", MediaKind.AUDIO: ".m4a"}
    return known.get(content.media, ".jpg")


def seconds_of(content: Content, *, given: Path) -> float:
    """时长: 0 where the file does not say."""
    line = [
        *("ffprobe", "-hide_banner", "-loglevel", "error", "-protocol_whitelist", "file,pipe"),
        *("-f", content.reader, "-show_entries", "format=duration", "-of", "json", "/in"),
    ]
    try:
        said = json.loads(run_apart(line, given=given).said)
        found = float(said["format"]["duration"])
    except (SandboxRefused, ValueError, KeyError, TypeError, RecursionError):
        return 0.0
    return found if 0 < found < LONGEST else 0.0


def _film(content: Content, given: Path, out: Path) -> None:
    whole = out.with_name(f"{out.name}.ts")
    try:
        with whole.open("xb") as joined:
            for piece in _film_pieces(content, given, out):
                joined.write(piece)
        line = ("-c", "copy", "-bsf:a", "aac_adtstoasc", "-movflags", "+faststart")
        run_ffmpeg(Content(MediaKind.VIDEO, "mpegts"), whole, out, line, "mp4")
    finally:
        whole.unlink(missing_ok=True)


def _film_pieces(content: Content, given: Path, out: Path) -> Iterator[bytes]:
    """Pieces of a transport stream: such streams may be laid end to end."""
    length = seconds_of(content, given=given) or SECONDS
    for start in range(0, max(1, int(length + 0.999)), SECONDS):
        piece = out.with_name(f"{out.name}.{start}")
        line = (
            *("-map", "0:v:0", "-map", "0:a:0?", "-sn", "-dn", "-vf", f"{_SMALL_FILM},{_EVEN}"),
            *("-r", "12", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "30"),
            *("-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "48k", "-ac", "1", "-ar", "32000"),
            *("-muxdelay", "0", "-muxpreload", "0", "-output_ts_offset", str(start)),
        )
        part = ("-ss", str(start), "-t", str(SECONDS))
        try:
            run_ffmpeg(content, given, piece, line, "mpegts", before=part)
            yield piece.read_bytes()
        except SandboxRefused:
            if not start:
                raise
            return  # the film is shorter than it says, or damaged from here on
        finally:
            piece.unlink(missing_ok=True)


def _picture(content: Content, given: Path, out: Path, *, side: int) -> None:
    fit = f"scale=w='min({side},iw)':h='min({side},ih)':force_original_aspect_ratio=decrease"
    line = ("-map", "0:v:0", "-frames:v", "1", "-vf", fit)
    coded = (*line, "-c:v", "mjpeg", "-q:v", "5", "-pix_fmt", "yuvj420p")
    later = content.media is MediaKind.VIDEO
    for start in (("-ss", "1"), ()) if later else ((),):
        with suppress(SandboxRefused):
            return run_ffmpeg(content, given, out, coded, "mjpeg", (), start)
    raise SandboxRefused("no picture")


def _page(given: Path, out: Path, *, width: int) -> None:
    """The first page, as a PNG that is then read as any other picture."""
    page = out.with_name(f"{out.name}.png")
    # mutool wants to remove what it overwrites, which the walls forbid: it prints instead.
    line = ["mutool", "draw", "-q", "-F", "png", "-w", str(width), "-o", "-", "/in", "1"]
    try:
        page.write_bytes(run_apart(line, given=given).said)
        _picture(Content(MediaKind.PHOTO, "png_pipe"), page, out, side=width)
    finally:
        page.unlink(missing_ok=True)


def run_ffmpeg(
    content: Content,
    given: Path,
    out: Path,
    line: Sequence[str],
    form: str,
    after: Sequence[str] = (),
    before: Sequence[str] = (),
    also: Mapping[str, Path] | None = None,
) -> None:
    """One run behind walls: the reader forced, tags and chapters left behind."""
    reading = [
        *("ffmpeg", *_QUIET, "-threads", "1", "-protocol_whitelist", "file,pipe"),
        *("-max_pixels", _PIXELS, *before, "-f", content.reader, "-i", "/in"),
    ]
    plain = ("-map_metadata", "-1", "-map_chapters", "-1", "-threads", "1", "-filter_threads", "1")
    writing = [*line, *plain, *after, "-f", form, "/out"]
    run_apart([*reading, *writing], given=given, out=out, also=also or {})


def require_head(out: Path, ending: str) -> None:
    """Refuse a result that is not what its ending says."""
    place, mark = _HEADS[ending]
    with out.open("rb") as file:
        is_known = file.read(16)[place : place + len(mark)] == mark
    if not is_known:
        out.unlink()
        raise SandboxRefused("the result is not what it should be")
