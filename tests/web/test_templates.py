"""Every template of the product obeys the content policy and stays readable."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import mingjian

SOURCE = Path(mingjian.__file__).parent
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html"))
FORBIDDEN = {
    "inline script": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>", re.I),
    "inline style sheet": re.compile(r"<style[\s>]", re.I),
    "style attribute": re.compile(r"\sstyle\s*=", re.I),
    "event attribute": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.I),
    "htmx script": re.compile(r"\shx-on|\shx-(?:vals|vars)=[\"']j", re.I),
    "javascript address": re.compile(r"javascript:", re.I),
    "address elsewhere": re.compile(
        r"<(?:script|link|img|iframe)[^>]*(?:src|href)=[\"']https?:", re.I
    ),
}


def name_of(template: Path) -> str:
    return str(template.relative_to(SOURCE))


def test_there_are_templates_to_look_at():
    assert len(TEMPLATES) > 30


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_a_template_obeys_the_content_policy(template: Path):
    text = template.read_text(encoding="utf-8")

    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(text)] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_a_template_stays_under_150_lines(template: Path):
    assert len(template.read_text(encoding="utf-8").splitlines()) <= 150


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_a_template_names_only_icons_that_exist(template: Path):
    sprite = (SOURCE / "web" / "static" / "web" / "icons.svg").read_text(encoding="utf-8")
    named = re.findall(r'\{% icon "([a-z-]+)"', template.read_text(encoding="utf-8"))

    assert [name for name in named if f'id="{name}"' not in sprite] == []
