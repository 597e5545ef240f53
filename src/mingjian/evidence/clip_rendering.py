"""Rendering of masked copies (制作遮挡副本): piece by piece behind walls; a kill costs one piece.

Every piece is finished under its lasting name or not at all. Picture and sound are encoded anew,
all other streams, chapters and tags are left behind: what was hidden is not in the bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pylopdf_fonts_zh_cn import sans_path

from mingjian.evidence.kinds import MediaKind
from mingjian.evidence.masking import Plan, Region, Span, Way, kept_pieces
from mingjian.evidence.rendering import require_head, run_ffmpeg, seconds_of
from mingjian.evidence.sniffing import Content

FILM_STEP, SOUND_STEP = 5_000, 60_000
# Frames and packets do not begin on the millisecond: hide a little more than was asked.
_MARGIN = 60
_SOUND = ("-c:a", "aac", "-b:a", "96k", "-ac", "1", "-ar", "44100")


@dataclass(frozen=True)
class Task:
    """What to make, from what."""

    content: Content
    plan: Plan
    watermark: str
    given: Path
    folder: Path


def ending_of_clip(content: Content) -> str:
    """.mp4, .m4a or .jpg."""
    known = {MediaKind.VIDEO: ".mp4", MediaKind.AUDIO: ".m4a"}
    return known.get(content.media, ".jpg")


def pieces_of(task: Task) -> list[Span]:
    """The pieces that have to be made; one for a photo."""
    if task.content.media is MediaKind.PHOTO:
        return [Span()]
    length = round(seconds_of(task.content, given=task.given) * 1000)
    step = FILM_STEP if task.content.media is MediaKind.VIDEO else SOUND_STEP
    return list(kept_pieces(length=length, cuts=task.plan.cuts, step=step))


def render_pieces(task: Task, pieces: list[Span]) -> Iterator[int]:
    """Make what is not there yet; the count so far after each. Raises SandboxRefused."""
    at = 0
    for number, piece in enumerate(pieces):
        path = piece_path(task.folder, number)
        if not path.exists():
            scratch = path.with_suffix(".part")
            scratch.unlink(missing_ok=True)
            _render(task, piece, scratch, at)
            scratch.replace(path)
        at += piece.until - piece.since
        yield number + 1


def piece_path(folder: Path, number: int) -> Path:
    """Where a finished piece lies."""
    return folder / f"{number:05}.piece"


def join_pieces(task: Task, pieces: list[Span]) -> Path:
    """The whole copy, ready to be kept."""
    out = task.folder / f"copy{ending_of_clip(task.content)}"
    out.unlink(missing_ok=True)
    if task.content.media is MediaKind.PHOTO:
        os.link(piece_path(task.folder, 0), out)
        return out
    whole = task.folder / "whole.ts"
    with whole.open("wb") as joined:
        for number in range(len(pieces)):
            joined.write(piece_path(task.folder, number).read_bytes())
    line = ("-c", "copy", "-bsf:a", "aac_adtstoasc", "-movflags", "+faststart")
    form = "mp4" if task.content.media is MediaKind.VIDEO else "ipod"
    run_ffmpeg(Content(task.content.media, "mpegts"), whole, out, line, form)
    whole.unlink()
    require_head(out, ending_of_clip(task.content))
    return out


def watermark_photo(*, given: Path, out: Path, watermark: str, text: Path) -> None:
    """A preview copy of a photo with the viewer's name burned in."""
    text.write_text(watermark, "utf-8")
    line = ("-map", "0:v:0", "-frames:v", "1", "-vf", _stamp(watermark), *_JPEG)
    photo = Content(MediaKind.PHOTO, "jpeg_pipe")
    run_ffmpeg(photo, given, out, line, "mjpeg", also=_with_text(text))


_JPEG = ("-c:v", "mjpeg", "-q:v", "3", "-pix_fmt", "yuvj420p")


def _render(task: Task, piece: Span, out: Path, at: int) -> None:
    text = task.folder / "watermark.txt"
    text.write_text(task.watermark, "utf-8")
    media = task.content.media
    graph = []
    if media is not MediaKind.AUDIO:
        graph = ["-filter_complex", picture_graph(task.plan, piece, task.watermark), "-map", "[v]"]
    if media is MediaKind.PHOTO:
        line = [*graph, "-frames:v", "1", *_JPEG]
        run_ffmpeg(task.content, task.given, out, line, "mjpeg", also=_with_text(text))
        return
    optional = "?" if media is MediaKind.VIDEO else ""
    line = [*graph, "-map", f"0:a:0{optional}", "-sn", "-dn", *_muted(task.plan, piece), *_SOUND]
    if media is MediaKind.VIDEO:
        line += ["-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-pix_fmt", "yuv420p"]
    line += ["-muxdelay", "0", "-muxpreload", "0", "-output_ts_offset", f"{at / 1000:.3f}"]
    part = ("-ss", f"{piece.since / 1000:.3f}", "-t", f"{(piece.until - piece.since) / 1000:.3f}")
    run_ffmpeg(task.content, task.given, out, line, "mpegts", before=part, also=_with_text(text))


def picture_graph(plan: Plan, piece: Span, watermark: str) -> str:
    """Regions one after the other, then the watermark over all of them."""
    steps, last = [], "0:v:0"
    for number, region in enumerate(one for one in plan.regions if _meets(one.span, piece)):
        steps.append(_masked(region, piece, last, number))
        last = f"m{number}"
    even = "scale=trunc(iw/2)*2:trunc(ih/2)*2"
    return ";".join([*steps, f"[{last}]{even},{_stamp(watermark)}[v]"])


def _masked(region: Region, piece: Span, last: str, number: int) -> str:
    """Blurred beyond reading back, or plain black."""
    x, y, w, h = (
        f"{value}/1000" for value in (region.left, region.top, region.width, region.height)
    )
    when = _enabled(region.span, piece)
    if region.way is Way.COVER:
        box = f"drawbox=x=iw*{x}:y=ih*{y}:w=iw*{w}:h=ih*{h}:color=black:t=fill"
        return f"[{last}]{box}{when}[m{number}]"
    crop = f"crop=w=max(8\\,iw*{w}):h=max(8\\,ih*{h}):x=iw*{x}:y=ih*{y}:exact=1"
    # Three times over two fifths of the region itself: a large one hides as well as a small one.
    radius = "luma_radius=min(w\\,h)/2.5:chroma_radius=min(cw\\,ch)/2.5"
    blur = f"boxblur={radius}:luma_power=3:chroma_power=3"
    return (
        f"[{last}]split[a{number}][b{number}];[b{number}]{crop},{blur}[c{number}];"
        f"[a{number}][c{number}]overlay=x=main_w*{x}:y=main_h*{y}{when}[m{number}]"
    )


def _muted(plan: Plan, piece: Span) -> list[str]:
    found = [one for one in plan.mutes if _meets(one, piece)]
    if not found:
        return []
    return ["-af", ",".join(f"volume=volume=0{_enabled(one, piece)}" for one in found)]


def _enabled(span: Span, piece: Span) -> str:
    since = max(0, span.since - _MARGIN - piece.since) / 1000
    until = (span.until + _MARGIN - piece.since) / 1000
    return f":enable=between(t\\,{since:.3f}\\,{until:.3f})"


def _meets(span: Span, piece: Span) -> bool:
    return span.since - _MARGIN < piece.until and span.until + _MARGIN > piece.since


def _stamp(watermark: str) -> str:
    """Three times over the picture; the text comes from a file, so no character means anything."""
    size = f"fontsize=min(h/18\\,w*0.9/{max(1, len(watermark))})"
    look = "fontcolor=white@0.45:borderw=1:bordercolor=black@0.45"
    text = "drawtext=fontfile=/font:textfile=/text:expansion=none"
    return ",".join(
        f"{text}:{size}:{look}:x=(w-text_w)/2:y=h*{place}-text_h/2"
        for place in ("0.15", "0.5", "0.85")
    )


def _with_text(text: Path) -> dict[str, Path]:
    return {"/font": Path(sans_path()), "/text": text}
