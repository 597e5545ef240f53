"""The dossier room."""

from django.apps import AppConfig


class DossierConfig(AppConfig):
    name = "mingjian.dossier"
    label = "dossier"
    verbose_name = "案卷"
