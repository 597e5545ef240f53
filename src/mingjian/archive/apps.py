from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "mingjian.archive"
    label = "archive"
