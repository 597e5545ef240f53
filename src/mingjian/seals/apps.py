from django.apps import AppConfig


class SealsConfig(AppConfig):
    name = "mingjian.seals"
    verbose_name = "印章"
