"""Tags that show a record: stages, timeline, summary, status, comparison, print head."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.template import Library
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.template.library import SimpleNode  # noqa: F401  # placeholder removed below
from django.utils.html import format_html
from django.utils.safestring import SafeString

from mingjian.web.parts import DiffRow, Entry, Stage, StageState, SummaryRow

register = Library()
