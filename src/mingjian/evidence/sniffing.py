"""Kind of content (内容识别): the first bytes say which one reader may open a file; never its name.

A reader is forced to this kind, so a playlist that calls itself a video is read as no video at all.
"""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.evidence.kinds import MediaKind

HEAD = 400


@dataclass(frozen=True)
class Content:
    """``reader`` is ffmpeg's demuxer, or "pdf"."""

    media: MediaKind
    reader: str


_VIDEO, _AUDIO, _PHOTO = MediaKind.VIDEO, MediaKind.AUDIO, MediaKind.PHOTO
_MARKS: tuple[tuple[int, bytes, Content], ...] = (
    (4, b"ftypM4A", Content(_AUDIO, "mov")),
    (4, b"ftyp", Content(_VIDEO, "mov")),
    (0, b"\x1a\x45\xdf\xa3", Content(_VIDEO, "matroska")),
    (8, b"AVI ", Content(_VIDEO, "avi")),
    (0, b"\x00\x00\x01\xba", Content(_VIDEO, "mpeg")),
    (8, b"WAVE", Content(_AUDIO, "wav")),
    (0, b"ID3", Content(_AUDIO, "mp3")),
    (0, b"\xff\xfb", Content(_AUDIO, "mp3")),
    (0, b"\xff\xf3", Content(_AUDIO, "mp3")),
    (0, b"\xff\xf1", Content(_AUDIO, "aac")),
    (0, b"\xff\xf9", Content(_AUDIO, "aac")),
    (0, b"OggS", Content(_AUDIO, "ogg")),
    (0, b"fLaC", Content(_AUDIO, "flac")),
    (0, b"#!AMR", Content(_AUDIO, "amr")),
    (0, b"\xff\xd8\xff", Content(_PHOTO, "jpeg_pipe")),
    (0, b"\x89PNG\r\n\x1a\n", Content(_PHOTO, "png_pipe")),
    (8, b"WEBP", Content(_PHOTO, "webp_pipe")),
    (0, b"GIF8", Content(_PHOTO, "gif")),
    (0, b"BM", Content(_PHOTO, "bmp_pipe")),
    (0, b"II*\x00", Content(_PHOTO, "tiff_pipe")),
    (0, b"MM\x00*", Content(_PHOTO, "tiff_pipe")),
    (0, b"%PDF-", Content(MediaKind.OTHER, "pdf")),
)
_RIFF = {b"AVI ", b"WAVE", b"WEBP"}
_PACKET = 188  # MPEG transport stream


def content_of(head: bytes) -> Content | None:
    """What the first bytes are, if a preview can be made of it."""
    for place, mark, content in _MARKS:
        if head[place : place + len(mark)] == mark and (
            mark not in _RIFF or head.startswith(b"RIFF")
        ):
            return content
    if head[:1] == head[_PACKET : _PACKET + 1] == head[2 * _PACKET : 2 * _PACKET + 1] == b"G":
        return Content(_VIDEO, "mpegts")
    return None
