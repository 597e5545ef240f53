"""The supervision room."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "mingjian.supervision"
    label = "supervision"
    verbose_name = "执法监督"
