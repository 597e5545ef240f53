"""The journal room."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "mingjian.journal"
    label = "journal"
    verbose_name = "全过程记录"
