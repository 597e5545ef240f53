"""Places (条款项) as packs write them: "69..1" is 第六十九条第（一）项, "41.2" 第四十一条第二款."""

from __future__ import annotations

from mingjian.law.citation import Citation


def read_place(text: str, *, law: str) -> Citation:
    """The citation a pack means by article.paragraph.item; "水法:69" names another statute."""
    named, _, place = text.rpartition(":")
    parts = place.split(".")
    if len(parts) > 3 or not parts[0]:
        raise ValueError(f"place must be article[.paragraph[.item]]: {text!r}")
    article, paragraph, item = (*parts, "", "")[:3]
    return Citation(law=named or law, article=article, paragraph=paragraph, item=item)
