"""The party room."""

from django.apps import AppConfig


class PartyConfig(AppConfig):
    name = "mingjian.party"
    label = "party"
    verbose_name = "当事人专属页面"
