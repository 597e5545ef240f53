"""Kinds of the archive (归档用语): occasions of a check, why a dossier may not go."""

from __future__ import annotations

from mingjian.law.procedure.titles import Titled


class Occasion(Titled):
    """检测环节 (DA/T 70)."""

    FILING = "filing", "归档"
    HAND_OVER = "hand_over", "移交进馆"
    YEARLY = "yearly", "长期保存（每年）"


class HoldGround(Titled):
    """暂缓销毁的事由."""

    REMEDY = "remedy", "行政复议、行政诉讼或者国家赔偿"
    SUPERVISION = "supervision", "监督检查、评查或者责任追究"
    CRIME = "crime", "涉嫌犯罪移送或者协助调查"
    OTHER = "other", "其他法定事由"
