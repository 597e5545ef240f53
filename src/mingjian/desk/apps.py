"""The desk room."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "mingjian.desk"
    label = "desk"
    verbose_name = "工作台"
