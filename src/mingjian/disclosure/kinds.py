"""Kinds (类别) of the disclosure room; slugs are stored, titles shown."""

from __future__ import annotations

from mingjian.law.procedure.titles import Titled


class RecordStatus(Titled):
    """公示状态."""

    PENDING = "pending", "待入日志"
    PUBLISHED = "published", "公示中"
    WITHDRAWN = "withdrawn", "已撤下"


class ApprovalKind(Titled):
    """公示前的两道审查: 内容审核 and 保密审查 (政府信息公开条例 art. 17)."""

    CONTENT = "content", "内容审核"
    SECRECY = "secrecy", "保密审查"


class Settlement(Titled):
    """公示义务的了结: published, withheld for a recorded reason, or nothing left to publish."""

    PUBLISHED = "published", "已公示"
    WITHHELD = "withheld", "决定不予公示"
    LAPSED = "lapsed", "决定已被撤销，不再公示"


class RowStatus(Titled):
    """导入行的状态."""

    GOOD = "good", "可以公示"
    BAD = "bad", "有问题"
    KNOWN = "known", "已公示过"


class RunState(Titled):
    """大文件导入办到哪一步."""

    MAPPING = "mapping", "等待核对列名"
    JUDGING = "judging", "正在逐行检查"
    STOPPED = "stopped", "检查已停下"
    FAILED = "failed", "检查没有完成"
    JUDGED = "judged", "检查完成，等待确认导入"
    IMPORTING = "importing", "正在导入"
    DONE = "done", "已导入"


class BatchWork(Titled):
    """在后台办理的批次事项."""

    CHECK = "check", "逐行核对"
    PUBLISH = "publish", "成批公示"


class BatchState(Titled):
    """批次事项办到哪一步."""

    WORKING = "working", "正在办理"
    STOPPED = "stopped", "已停下"
    DONE = "done", "已办完"
