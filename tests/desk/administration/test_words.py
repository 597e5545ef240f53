"""Every kind of entry that the product writes has words for people."""

from __future__ import annotations

import re
from pathlib import Path

import mingjian
from mingjian.desk.administration.words import KINDS, kind_title, stream_title

SOURCE = Path(mingjian.__file__).parent
_KIND = re.compile(
    r'(?:^\s+kind="|_record\((?:row|user|duty|agency\.id|row\.id), "'
    r'|_replace_password\(user, new, ")([a-z_.]+)"',
    re.M,
)
_ROOMS = ("access", "registry", "dossier", "disclosure")


def test_what_the_rooms_write_is_named() -> None:
    written = {
        kind
        for room in _ROOMS
        for path in (SOURCE / room).glob("*.py")
        for kind in _KIND.findall(path.read_text(encoding="utf-8"))
    }

    known = KINDS.keys() | {kind.removeprefix("publication.") for kind in KINDS}
    assert len(written) > 20
    assert written - known == set()


def test_what_nobody_named_is_shown_as_it_stands() -> None:
    assert kind_title("unheard.of") == "unheard.of"
    assert stream_title("unheard") == "unheard"
