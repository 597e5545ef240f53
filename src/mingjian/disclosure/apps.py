"""The disclosure room."""

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    name = "mingjian.disclosure"
    label = "disclosure"
    verbose_name = "公示"
