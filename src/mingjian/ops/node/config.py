"""The node's configuration (节点配置): a TOML file; an example stands in ``deploy/node.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mingjian.ledger.notes import BadNote, PublicKey, read_public_key
from mingjian.ledger.trust import Trust
from mingjian.ops.serving import address_of

_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
_SITE_SLOTS = (
    *("portal_name", "owner", "division_name", "contact", "site_code", "icp"),
    *("police_filing", "data_licence", "data_licence_url"),
)
# 见 trust.md 4.3：联系不上时最多再继续四个小时。
WARN_AFTER, REFUSE_AFTER, POLL = 600, 4 * 3600, 5


class BadConfig(ValueError):
    """The file cannot be used; the sentence says where and what to write."""


@dataclass(frozen=True)
class Origin:
    """源站: one log that is followed, and the site that shows it."""

    name: str
    url: str
    trust: Trust
    host: str
    port: int
    public_url: str
    poll_seconds: float
    warn_after: int
    refuse_after: int
    site: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class NodeConfig:
    """节点配置: the folder of its own, and the origins it follows."""

    folder: Path
    hosts: str
    insecure_http: bool
    tls_at_proxy: bool
    origins: tuple[Origin, ...]


def read_config(path: Path) -> NodeConfig:
    """Read and check; raises BadConfig with a sentence for the operator."""
    try:
        said = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise BadConfig(f"没有配置文件 {path}。请照 deploy/node.toml 写一份。") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadConfig(f"配置文件 {path} 不是有效的 TOML：{error}") from error
    origins = tuple(_origin(each) for each in said.get("origin", []))
    if not origins:
        raise BadConfig("配置中没有 [[origin]]：请写明至少一个源站。")
    for what in ("name", "port"):
        if len({getattr(each, what) for each in origins}) != len(origins):
            raise BadConfig(f"两个源站的 {what} 相同，请改成不同的。")
    return NodeConfig(
        folder=(path.parent / str(said.get("folder", ".node"))).resolve(),
        hosts=",".join(said.get("hosts", ["localhost", "127.0.0.1", "[::1]"])),
        insecure_http=bool(said.get("insecure_http", False)),
        tls_at_proxy=bool(said.get("tls_at_proxy", False)),
        origins=origins,
    )


def _origin(said: dict[str, Any]) -> Origin:
    name = str(said.get("name", ""))
    if not _NAME.fullmatch(name):
        raise BadConfig(f"源站名称 {name!r} 不能用：请用小写字母、数字和短横，字母开头。")
    host, port = str(said.get("host", "127.0.0.1")), int(said.get("port", 8000))
    return Origin(
        name=name,
        url=_url(said, name),
        trust=_trust(said, name),
        host=host,
        port=port,
        public_url=str(said.get("public_url", address_of(host, port))).rstrip("/"),
        poll_seconds=float(said.get("poll_seconds", POLL)),
        warn_after=int(said.get("warn_after_seconds", WARN_AFTER)),
        refuse_after=int(said.get("refuse_after_seconds", REFUSE_AFTER)),
        site=tuple((slot, str(said[slot])) for slot in _SITE_SLOTS if slot in said),
    )


def _url(said: dict[str, Any], name: str) -> str:
    url = str(said.get("url", "")).rstrip("/")
    parts = urlsplit(url)
    is_here = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    if parts.scheme == "https" or (parts.scheme == "http" and (is_here or said.get("plain_http"))):
        return url
    raise BadConfig(
        f"源站 {name} 的 url 应当以 https:// 开头；内网确需 http 的，请写 plain_http = true。"
    )


def _trust(said: dict[str, Any], name: str) -> Trust:
    keys, witnesses = _keys(said, "keys", name), _keys(said, "witnesses", name)
    needed = int(said.get("witnesses_needed", 0))
    if not keys:
        raise BadConfig(
            f"源站 {name} 没有写日志公钥 keys。请在源站的 /log/keys 查看，"
            "并用别的途径（公报、电话）核对后填写。"
        )
    if len({key.name for key in keys}) != 1:
        raise BadConfig(f"源站 {name} 的 keys 属于不同的日志。")
    if not 0 <= needed <= len(witnesses):
        raise BadConfig(
            f"源站 {name} 要求 {needed} 个见证签名，却只写了 {len(witnesses)} 个见证方。"
        )
    return Trust(keys, witnesses, needed)


def _keys(said: dict[str, Any], what: str, name: str) -> tuple[PublicKey, ...]:
    try:
        return tuple(read_public_key(str(text)) for text in said.get(what, []))
    except BadNote as error:
        raise BadConfig(f"源站 {name} 的 {what} 中有不是公钥的内容：{error}") from error
