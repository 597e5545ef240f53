"""Words of the room (证据与音像): states of a file, kinds of media, kinds of receipt."""

from __future__ import annotations

from mingjian.law.procedure.titles import Titled


class FileState(Titled):
    """状态: only forward. ``RECEIVED`` is an upload under way, no row of evidence yet."""

    RECEIVED = "received", "正在接收"
    DURABLE = "durable", "已落盘"
    VAULTED = "vaulted", "已入库"
    VERIFIED = "verified", "已复核"


class MediaKind(Titled):
    """载体: what a file is, by its name only; nothing here opens it."""

    VIDEO = "video", "视频"
    AUDIO = "audio", "录音"
    PHOTO = "photo", "照片"
    OTHER = "other", "文件"


class ReceiptKind(Titled):
    """回执: what the vault puts its signature to."""

    DURABLE = "durable", "已落盘回执"
    VAULTED = "vaulted", "已入库回执"


class DerivativeKind(Titled):
    """副本: what is made from a file to look at it; neither is evidence."""

    THUMBNAIL = "thumbnail", "缩略图"
    PREVIEW = "preview", "预览副本"


_ENDINGS = {
    MediaKind.VIDEO: ("mp4", "mov", "avi", "mkv", "webm", "m4v", "3gp", "ts", "mpg", "mpeg"),
    MediaKind.AUDIO: ("mp3", "wav", "m4a", "aac", "ogg", "opus", "amr", "flac", "wma"),
    MediaKind.PHOTO: ("jpg", "jpeg", "png", "heic", "heif", "gif", "bmp", "tif", "tiff", "webp"),
}


def media_kind_of(name: str) -> MediaKind:
    """What the ending of the name says."""
    ending = name.rpartition(".")[2].lower()
    return next((kind for kind, known in _ENDINGS.items() if ending in known), MediaKind.OTHER)
