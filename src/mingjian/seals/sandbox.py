"""Checking strangers' files (核验上传的文件) in a process of its own, with little to spend.

The child gets the file on its standard input, no environment, no database and no keys; time, memory
and files are limited, so that a hostile PDF costs seconds and nothing else.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

from mingjian.seals.checking import SealReport, Verdict, check_seal, read_trusted

SECONDS = 10
_MEMORY = 1024 * 1024 * 1024
_LONGEST_ANSWER = 10_000


def check_upload(*, pdf: bytes, trust: Path) -> SealReport:
    """The report on a file that anybody may have made."""
    command = [sys.executable, "-m", "mingjian.seals.sandbox", str(trust)]
    try:
        done = subprocess.run(  # noqa: S603  # our own interpreter and module, no shell
            command,
            input=pdf,
            capture_output=True,
            timeout=SECONDS + 5,
            env={"PYTHONPATH": ":".join(sys.path), "LC_ALL": "C.UTF-8"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return SealReport(Verdict.UNREADABLE, detail="too slow")
    if done.returncode != 0:
        return SealReport(Verdict.UNREADABLE, detail=f"checker ended with {done.returncode}")
    answer = json.loads(done.stdout[:_LONGEST_ANSWER])
    return SealReport(**{**answer, "verdict": Verdict(answer["verdict"])})


def main(trust: str) -> None:
    """The child: limit oneself, read, check, print one line."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    trusted = read_trusted(Path(trust))
    report = check_seal(pdf=sys.stdin.buffer.read(), trusted=trusted)
    print(json.dumps(report.as_dict(), ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1])
