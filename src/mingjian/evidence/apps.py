"""The evidence room."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "mingjian.evidence"
    label = "evidence"
    verbose_name = "证据与音像"
