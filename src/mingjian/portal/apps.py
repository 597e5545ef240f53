"""The portal room."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "mingjian.portal"
    label = "portal"
    verbose_name = "公示门户"
