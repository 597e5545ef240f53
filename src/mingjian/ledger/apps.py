"""The ledger room."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "mingjian.ledger"
    label = "ledger"
    verbose_name = "公开日志"
