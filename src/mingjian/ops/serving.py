"""Running the two sites: portal and desk are separate processes with separate roles."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from types import FrameType

IMPORTS = "imports"
_WSGI = "mingjian.config.wsgi:application"
_URL_OF_SITE = {
    "portal": "MINGJIAN_PORTAL_DATABASE_URL",
    "desk": "MINGJIAN_APP_DATABASE_URL",
    "party": "MINGJIAN_APP_DATABASE_URL",
}


def serve_sites(*, host: str, portal_port: int, desk_port: int, party_port: int) -> int:
    """Start the three sites, jobs, search keeper; return when one of the first five ends."""
    urls = {
        "MINGJIAN_PORTAL_URL": address_of(host, portal_port),
        "MINGJIAN_DESK_URL": address_of(host, desk_port),
        "MINGJIAN_PARTY_URL": address_of(host, party_port),
    }
    for name, url in urls.items():
        os.environ.setdefault(name, url)
    processes = [
        _start_site("portal", host, portal_port),
        _start_site("desk", host, desk_port),
        _start_site("party", host, party_port),
        _start_jobs("default"),
        _start_jobs(IMPORTS),
    ]
    # Without it the database searches: slower, with the same results. No reason to stop.
    keeper = _start_search_keeper()
    print(f"公示平台 {os.environ['MINGJIAN_PORTAL_URL']}", flush=True)
    print(f"工作台   {os.environ['MINGJIAN_DESK_URL']}", flush=True)
    print(f"当事人页 {os.environ['MINGJIAN_PARTY_URL']}", flush=True)
    print("按 Ctrl-C 停止。", flush=True)
    signal.signal(signal.SIGTERM, _as_interrupt)
    try:
        return _wait(processes)
    except KeyboardInterrupt:
        return 0
    finally:
        _stop([*processes, keeper])


def address_of(host: str, port: int) -> str:
    """The address of a site that listens there; an IPv6 address stands in brackets."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _start_site(site: str, host: str, port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host]
    command += ["--port", str(port), "--workers", "1", "--blocking-threads", "4"]
    command += ["--no-ws", "--log-level", "warning", _WSGI]
    return _start(command, site)


def _start_jobs(queue: str) -> subprocess.Popen[bytes]:
    """A worker for each queue: an import of a million rows keeps no other job waiting."""
    return _start([sys.executable, "-m", "django", "run_jobs", "--queues", queue], "desk")


def _start_search_keeper() -> subprocess.Popen[bytes]:
    return _start([sys.executable, "-m", "django", "keep_search"], "portal")


def _start(command: list[str], site: str) -> subprocess.Popen[bytes]:
    environment = environment_of(site, os.environ)
    return subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603


def environment_of(site: str, environment: Mapping[str, str]) -> dict[str, str]:
    """Sites share nothing but code: each gets only the database URL of its own role."""
    own = _URL_OF_SITE[site]
    hidden = {"DATABASE_URL", *_URL_OF_SITE.values()} - {own} if own in environment else set()
    kept = {name: value for name, value in environment.items() if name not in hidden}
    return {**kept, "MINGJIAN_SITE": site}


def _wait(processes: list[subprocess.Popen[bytes]]) -> int:
    while True:
        for process in processes:
            code = process.poll()
            if code is not None:
                print(f"进程 {process.args!r} 已结束（{code}），全部停止。", file=sys.stderr)
                return code or 1
        time.sleep(0.5)


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()


def _as_interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
