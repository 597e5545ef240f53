"""The registry room."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "mingjian.registry"
    label = "registry"
    verbose_name = "名录"
