"""The access room."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "mingjian.access"
    label = "access"
    verbose_name = "账号权限"
