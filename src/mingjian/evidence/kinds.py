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


class ClipState(Titled):
    """遮挡副本: ended once, then for good."""

    WAITING = "waiting", "正在制作"
    DONE = "done", "已入库"
    CANCELLED = "cancelled", "已取消"
    FAILED = "failed", "未能制作"


# 保管事项 in the words of the record.
CUSTODY_STEPS = {
    "evidence.durable": "收到并落盘",
    "evidence.vaulted": "入库，各处读回一致",
    "evidence.verified": "复核，各处再次读回一致",
    "evidence.joined": "归入案件",
    "evidence.noted": "填写说明",
    "evidence.marked": "标记时点",
    "evidence.late": "说明迟延",
    "evidence.alarm": "巡检告警",
    "evidence.viewed": "查看",
    "evidence.covert_confirmed": "确认隐蔽录制经过批准",
    "evidence.covert_denied": "对隐蔽录制不予确认",
    "evidence.export_asked": "申请导出原件",
    "evidence.export_approved": "同意导出原件",
    "evidence.export_denied": "不同意导出原件",
    "evidence.exported": "导出",
    "evidence.copied": "复制",
    "evidence.clip_ordered": "登记制作遮挡副本",
    "evidence.clip_made": "遮挡副本制作完成并入库",
    "evidence.clip_cancelled": "取消制作遮挡副本",
    "evidence.clip_failed": "遮挡副本未能制作",
}

_ENDINGS = {
    MediaKind.VIDEO: ("mp4", "mov", "avi", "mkv", "webm", "m4v", "3gp", "ts", "mpg", "mpeg"),
    MediaKind.AUDIO: ("mp3", "wav", "m4a", "aac", "ogg", "opus", "amr", "flac", "wma"),
    MediaKind.PHOTO: ("jpg", "jpeg", "png", "heic", "heif", "gif", "bmp", "tif", "tiff", "webp"),
}


def media_kind_of(name: str) -> MediaKind:
    """What the ending of the name says."""
    ending = name.rpartition(".")[2].lower()
    return next((kind for kind, known in _ENDINGS.items() if ending in known), MediaKind.OTHER)
