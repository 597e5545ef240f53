"""Small packs for tests: a national folder and one jurisdiction, written as TOML."""

from __future__ import annotations

from pathlib import Path

NATIONAL = """
[pack]
id = "national"
name = "全国"
version = "1"
since = 2020-01-01

[parameters]
"staff.ratio" = { title = "人员比例", unit = "ratio", stricter = "higher" }
"report.on" = { title = "报送日期", unit = "month_day" }

[[value]]
key = "staff.ratio"
value = 0.05
unit = "ratio"
floor = true
cite = { law = "甲法", article = "1" }
since = 2020-01-01
quality = "sourced"

[[time_limit]]
id = "T-1"
act = "withdraw"
title = "撤回"
length = 3
unit = "workday"
from = "overturned"
bearer = "organ"
floor = true
effect = "应当立即撤回。"
cite = { law = "甲法", article = "2" }
since = 2020-01-01
quality = "sourced"

[[redaction]]
id = "R-1"
element = "person_name"
title = "姓名"
party_kind = "person"
action = "keep_family_name"
internal = "按职责查看"
cite = { law = "甲法", article = "3" }
since = 2020-01-01
quality = "sourced"
"""

JURISDICTION = """
[pack]
id = "somewhere"
name = "某县"
version = "1"
since = 2021-01-01
document = "某县方案"
document_number = "某政发〔2021〕1号"

[[value]]
key = "staff.ratio"
value = 0.07
unit = "ratio"
cite = { place = "二（一）" }
since = 2021-01-01
quality = "sourced"
"""

LOCAL_LIMIT = """
[[time_limit]]
id = "L-1"
act = "withdraw"
title = "撤回"
length = 1
unit = "day"
from = "overturned"
bearer = "organ"
effect = "应当立即撤回。"
cite = { place = "三" }
since = 2021-01-01
quality = "sourced"
"""

LOCAL_REDACTION = """
[[redaction]]
id = "LR-1"
element = "person_name"
title = "姓名"
party_kind = "person"
action = "remove"
internal = "按职责查看"
cite = { place = "四" }
since = 2021-01-01
quality = "sourced"
"""


def write_packs(
    folder: Path, *, national: str | None = NATIONAL, jurisdiction: str = JURISDICTION
) -> Path:
    """A folder as ``read_pack_folder`` wants it; ``national=None`` leaves that part out."""
    if national is not None:
        (folder / "national").mkdir()
        (folder / "national" / "law.toml").write_text(national, encoding="utf-8")
    (folder / "jurisdictions").mkdir()
    (folder / "jurisdictions" / "somewhere.toml").write_text(jurisdiction, encoding="utf-8")
    return folder
