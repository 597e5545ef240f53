"""The operations room."""

from django.apps import AppConfig


class OpsConfig(AppConfig):
    name = "mingjian.ops"
    label = "ops"
    verbose_name = "运维"
