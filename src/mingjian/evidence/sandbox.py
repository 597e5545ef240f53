"""Sandbox (隔离进程): programs that take files apart see one file, no network and no house.

bubblewrap: own namespaces, the system's programs read-only, the input as ``/in`` read-only, one
output as ``/out``, a small private ``/tmp``. Limits are the kernel's. Whatever a program does in
there, it can only leave bytes in ``/out`` and on its standard output, both cut off at a size.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

CPU_SECONDS = 10
WALL_SECONDS = 30
MEMORY = 512 << 20
LARGEST_OUT = 512 << 20
LARGEST_SAID = 16 << 20
_SCRATCH = 64 << 20
# What programs need of the system; nothing below /home, /root, /var or the data folder.
_SYSTEM = ("/usr", "/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts")
_LINKS = ("bin", "sbin", "lib", "lib64")


class NoSandbox(RuntimeError):
    """bubblewrap or the program itself is not installed; nothing is opened without it."""


class SandboxRefused(RuntimeError):
    """The program failed, or was ended by a limit: there is no result."""


@dataclass(frozen=True)
class Ran:
    """What came out: the file, and what was printed."""

    out: Path | None
    said: bytes


def has_sandbox(program: str) -> bool:
    """Whether this machine can run the program apart from everything else."""
    return all(shutil.which(one) for one in ("bwrap", "prlimit", program))


def run_apart(
    command: Sequence[str],
    *,
    given: Path,
    out: Path | None = None,
    wall: float = WALL_SECONDS,
    also: Mapping[str, Path] = MappingProxyType({}),
) -> Ran:
    """Run ``command``; it reads ``/in`` (``given``) and ``also``, and may fill ``/out``.

    ``out`` is made new and stays only if the program ends well.
    """
    if not has_sandbox(command[0]):
        raise NoSandbox(command[0])
    if out is not None:
        os.close(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        said = _run([*_walls(given, out, also), *command], wall)
        if out is not None and not out.stat().st_size:
            raise SandboxRefused("the result is empty")
    except BaseException:
        if out is not None:
            out.unlink(missing_ok=True)
        raise
    return Ran(out, said)


def _run(line: Sequence[str], wall: float) -> bytes:
    # To a file, not a pipe: nobody collects in memory what a program may print without end.
    with tempfile.TemporaryFile() as printed:
        try:
            done = subprocess.run(  # noqa: S603  # fixed tools, arguments from our own code
                line,
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=subprocess.DEVNULL,
                timeout=wall,
                env={"PATH": "/usr/bin:/bin"},
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise SandboxRefused(f"not done after {wall} s") from error
        if done.returncode:
            raise SandboxRefused(f"ended with {done.returncode}")
        printed.seek(0)
        return printed.read(LARGEST_SAID)


def _walls(given: Path, out: Path | None, also: Mapping[str, Path]) -> list[str]:
    limits = [
        *("prlimit", f"--cpu={CPU_SECONDS}", f"--as={MEMORY}", f"--fsize={LARGEST_OUT}"),
        *("--core=0", "--nofile=64"),
    ]
    links = [
        word
        for name in _LINKS
        if Path(f"/{name}").is_symlink()
        for word in ("--symlink", f"usr/{name}", f"/{name}")
    ]
    system = [word for path in _SYSTEM for word in ("--ro-bind-try", path, path)]
    room = [
        *("bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--clearenv"),
        *("--cap-drop", "ALL", "--setenv", "PATH", "/usr/bin:/bin", "--setenv", "LANG", "C.UTF-8"),
        *(*system, *links, "--dev", "/dev", "--proc", "/proc"),
        *("--size", str(_SCRATCH), "--tmpfs", "/tmp", "--ro-bind", str(given.resolve()), "/in"),  # noqa: S108  # inside the walls
    ]
    beside = [word for name, path in also.items() for word in ("--ro-bind", str(path), name)]
    result = ["--bind", str(out.resolve()), "/out"] if out is not None else []
    return [*limits, *room, *beside, *result, "--remount-ro", "/", "--chdir", "/tmp"]  # noqa: S108
