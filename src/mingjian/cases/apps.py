"""The cases room."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "mingjian.cases"
    label = "cases"
    verbose_name = "案件"
