"""The Django application of the page parts."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """页面公共件: no tables, only templates, static files and tags."""

    name = "mingjian.web"
    label = "web"
    verbose_name = "页面公共件"
