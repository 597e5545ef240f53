"""The configuration is read whole or refused with a sentence that says what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingjian.ledger.notes import SigningKey
from mingjian.ops.cli import build_parser, main
from mingjian.ops.node.config import BadConfig, read_config

KEY = SigningKey("portal.example/log", bytes(32)).public.text
OTHER = SigningKey("other.example/log", bytes(32)).public.text
GOOD = f'[[origin]]\nname = "one"\nurl = "https://portal.example/"\nkeys = ["{KEY}"]\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "node.toml"
    path.write_text(text, "utf-8")
    return path


def test_several_origins_each_with_its_own_limits(tmp_path: Path) -> None:
    second = GOOD.replace('"one"', '"two"') + "port = 8001\nrefuse_after_seconds = 60\n"

    config = read_config(written(tmp_path, f'folder = "own"\n{GOOD}{second}'))

    first, other = config.origins
    assert config.folder == tmp_path / "own"
    assert (first.url, first.poll_seconds) == ("https://portal.example", 5)
    assert (first.warn_after, first.refuse_after) == (600, 14_400)
    assert (other.name, other.port, other.refuse_after) == ("two", 8001, 60)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "没有 [[origin]]"),
        ("[[origin]", "不是有效的 TOML"),
        (GOOD.replace("https:", "http:"), "应当以 https:// 开头"),
        (GOOD.replace("https:", "file:"), "应当以 https:// 开头"),
        (GOOD.replace('"one"', '"../x"'), "不能用"),
        (GOOD.replace(KEY, "nonsense"), "不是公钥"),
        (GOOD.replace(f'["{KEY}"]', "[]"), "没有写日志公钥"),
        (GOOD.replace(f'"{KEY}"', f'"{KEY}", "{OTHER}"'), "不同的日志"),
        (f"{GOOD}witnesses_needed = 1\n", "见证签名"),
        (GOOD + GOOD, "相同"),
    ],
)
def test_what_cannot_be_meant_is_refused(text: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match=sentence.replace("[[", r"\[\[").replace("]]", r"\]\]")):
        read_config(written(tmp_path, text))


def test_the_example_is_complete_but_for_the_key(tmp_path: Path) -> None:
    example = Path("deploy/node.toml").read_text("utf-8")

    config = read_config(
        written(tmp_path, example.replace("portal.example.gov.cn/log+00000000+请填写", KEY))
    )

    assert config.origins[0].name == "binxian"


def test_the_command_line_has_the_node(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = build_parser().parse_args(["node", "node.toml", "--once"])

    code = main(["node", str(tmp_path / "missing.toml")])

    assert (options.file, options.once, code) == ("node.toml", True, 2)
    assert "没有配置文件" in capsys.readouterr().err
