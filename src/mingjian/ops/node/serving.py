"""Running a node (运行节点): for each origin a follower, a site and the keeper of its index.

The processes know the node's own database only: whatever names another is taken out of their
environment. The site logs in as the portal's role, the follower as the owner of these few tables.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import FrameType

from mingjian.ops.node.config import BadConfig, NodeConfig, Origin, read_config
from mingjian.ops.postgres import OWNER, PORTAL, EmbeddedServer

_WSGI = "mingjian.config.wsgi:application"
# 节点不接触办案系统：这些变量即使设置了也不带入。
_FOREIGN = ("DATABASE_URL", "MINGJIAN_APP_DATABASE_URL", "MINGJIAN_PORTAL_DATABASE_URL")
_RESTART_SECONDS = 2.0


def run_node(path: Path, *, once: bool) -> int:
    """Follow and serve until stopped; with ``once`` take in one round and end."""
    try:
        config = read_config(path)
    except BadConfig as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2
    server = EmbeddedServer(config.folder)
    try:
        for origin in config.origins:
            server.ensure_database(database_of(origin))
        return _once(config, path, server) if once else _serve(config, path, server)
    finally:
        server.stop()


def database_of(origin: Origin) -> str:
    """Its own database in the node's own cluster."""
    return f"node_{origin.name.replace('-', '_')}"


def environment_of(
    config: NodeConfig, origin: Origin, *, url: str, role: str, outside: Mapping[str, str]
) -> dict[str, str]:
    """What one process is told; ``url`` is the node's own database for this role."""
    kept = {name: value for name, value in outside.items() if name not in _FOREIGN}
    site = "owner" if role == OWNER else "portal"
    variable = "DATABASE_URL" if role == OWNER else "MINGJIAN_PORTAL_DATABASE_URL"
    told = {
        "DJANGO_SETTINGS_MODULE": "mingjian.config.settings",
        "MINGJIAN_NODE": "1",
        "MINGJIAN_SITE": site,
        variable: url,
        "MINGJIAN_DATA_DIR": str(config.folder / origin.name),
        "MINGJIAN_PORTAL_URL": origin.public_url,
        "MINGJIAN_HOSTS": config.hosts,
        "MINGJIAN_LOG_WITNESSES_NEEDED": str(origin.trust.needed),
        **({"MINGJIAN_INSECURE_HTTP": "1"} if config.insecure_http else {}),
        **({"MINGJIAN_TLS_AT_PROXY": "1"} if config.tls_at_proxy else {}),
    }
    slots = {_variable(slot): text for slot, text in origin.site}
    return {**kept, **told, **slots}


def _variable(slot: str) -> str:
    return f"MINGJIAN_{slot.upper()}"


def _once(config: NodeConfig, path: Path, server: EmbeddedServer) -> int:
    codes = [
        subprocess.run(  # noqa: S603  # our own program
            [*_follow(path, origin), "--once"], env=_environment(config, origin, server, OWNER)
        ).returncode
        for origin in config.origins
    ]
    return max(codes)


def _serve(config: NodeConfig, path: Path, server: EmbeddedServer) -> int:
    wanted = [each for origin in config.origins for each in _commands(config, path, origin, server)]
    for origin in config.origins:
        print(f"公示节点 {origin.public_url}（源站 {origin.url}）", flush=True)
    print("按 Ctrl-C 停止。", flush=True)
    signal.signal(signal.SIGTERM, _as_interrupt)
    running = [_start(*each) for each in wanted]
    try:
        while True:
            time.sleep(_RESTART_SECONDS)
            for place, process in enumerate(running):
                if process.poll() is not None:
                    # 任何一个进程都可以随时重来：先前收取的都已核对保存。
                    print(f"进程 {process.args!r} 已结束（{process.returncode}），重新启动。")
                    running[place] = _start(*wanted[place])
    except KeyboardInterrupt:
        return 0
    finally:
        _stop(running)


def _commands(
    config: NodeConfig, path: Path, origin: Origin, server: EmbeddedServer
) -> list[tuple[list[str], dict[str, str]]]:
    site = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", origin.host]
    site += ["--port", str(origin.port), "--workers", "1", "--blocking-threads", "4"]
    site += ["--no-ws", "--log-level", "warning", _WSGI]
    public = _environment(config, origin, server, PORTAL)
    return [
        (_follow(path, origin), _environment(config, origin, server, OWNER)),
        (site, public),
        ([sys.executable, "-m", "django", "keep_search"], public),
    ]


def _follow(path: Path, origin: Origin) -> list[str]:
    return [sys.executable, "-m", "django", "follow_origin", str(path.resolve()), origin.name]


def _environment(
    config: NodeConfig, origin: Origin, server: EmbeddedServer, role: str
) -> dict[str, str]:
    url = server.url(role, database_of(origin))
    return environment_of(config, origin, url=url, role=role, outside=os.environ)


def _start(command: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()


def _as_interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
