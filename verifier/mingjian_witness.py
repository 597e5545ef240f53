#!/usr/bin/env python3
"""明鉴公开日志的见证程序。法学院、媒体、上级机关都可以运行；只用 Python 标准库。

  python mingjian_witness.py new-key  目录 --name 见证方名称
  python mingjian_witness.py serve    目录 --log 日志公钥 [--log …] [--host 地址] [--port 8100]

它只做一件事：日志送来新的检查点，证明旧的是新的开头，就记住新的并签名；给不出证明，就拒绝。
两个人看到的日志如果不同，其中至少一本得不到见证签名。先记住（写盘），后签名。

Witness of Mingjian's public log (C2SP tlog-witness, add-checkpoint). Needs mingjian_verify.py
beside it. The arithmetic is not constant in time: keep the key for this one purpose.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import os
import secrets
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from mingjian_verify import (
    BASE,
    Checkpoint,
    L,
    Mismatch,
    P,
    Unreadable,
    decode64,
    node_hash,
    read_key,
    split_note,
    times,
)

LARGEST_BODY, LONGEST_PROOF = 64 * 1024, 63
_TEXT, _SIZE = "text/plain; charset=utf-8", "text/x.tlog.size"


# ---------------------------------------------------------------- Ed25519 (RFC 8032), signing
def write_point(point):
    x, y, z, _ = point
    inverse = pow(z, P - 2, P)
    return ((y * inverse % P) | ((x * inverse % P & 1) << 255)).to_bytes(32, "little")


def secret_scalar(seed):
    hashed = hashlib.sha512(seed).digest()
    scalar = int.from_bytes(hashed[:32], "little") & ((1 << 254) - 8) | (1 << 254)
    return scalar, hashed[32:]


def public_key(seed):
    return write_point(times(secret_scalar(seed)[0], BASE))


def sign(seed, message):
    scalar, prefix = secret_scalar(seed)
    key = public_key(seed)
    r = int.from_bytes(hashlib.sha512(prefix + message).digest(), "little") % L
    point = write_point(times(r, BASE))
    h = int.from_bytes(hashlib.sha512(point + key + message).digest(), "little") % L
    return point + ((r + h * scalar) % L).to_bytes(32, "little")


# ---------------------------------------------------------------- consistency (RFC 6962, 2.1.2)
def is_consistent(old_size, new_size, old_root, new_root, path):
    """Whether the path shows that the old tree is the beginning of the new one."""
    if old_size == 0 or old_size == new_size:
        return not path and (old_size == 0 or old_root == new_root)
    node, last = old_size - 1, new_size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    steps = iter(path)
    first = next(steps, None) if node else old_root
    if first is None:
        return False
    old = new = first
    for step in steps:
        if last == 0:
            return False
        if node & 1 or node == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            new = node_hash(new, step)
        node, last = node >> 1, last >> 1
    return last == 0 and old == old_root and new == new_root


# ---------------------------------------------------------------- what the witness remembers
class Refused(Exception):
    """An answer other than a cosignature."""

    def __init__(self, status, text="", kind=_TEXT):
        super().__init__(text)
        self.status, self.text, self.kind = status, text, kind


class Witness:
    """Key, logs it knows, and the last checkpoint of each, on disk before it is cosigned."""

    def __init__(self, folder, logs):
        self.folder, self.lock = Path(folder), threading.Lock()
        name, encoded = (self.folder / "key").read_text("ascii").split()
        self.name, self.seed = name, base64.b64decode(encoded)
        self.logs = {read_key(log)[0]: log for log in logs}

    @property
    def vkey(self):
        return cosigning_key(self.name, self.seed)

    def add_checkpoint(self, body):
        """The cosignature line for the request's body, or Refused."""
        old, path, note = read_request(body)
        origin = note.split("\n", 1)[0]
        if origin not in self.logs:
            raise Refused(404, "unknown log\n")
        try:
            checkpoint = Checkpoint(note, self.logs[origin])
        except Mismatch as error:
            raise Refused(403, "no signature of the log\n") from error
        if old > checkpoint.size:
            raise Refused(400, "old size is larger than the checkpoint\n")
        with self.lock:
            self._remember(checkpoint, old, path)
        return self._cosign(note)

    def last(self, origin):
        """(size, root) seen last; nothing is size 0."""
        file = self._file(origin)
        if not file.exists():
            return 0, b""
        seen = Checkpoint(file.read_text("utf-8"), self.logs[origin])
        return seen.size, seen.root

    def _remember(self, checkpoint, old, path):
        size, root = self.last(checkpoint.origin)
        same_size = old == size == checkpoint.size != 0
        if old != size or (same_size and root != checkpoint.root):
            raise Refused(409, f"{size}\n", _SIZE)
        if not is_consistent(size, checkpoint.size, root, checkpoint.root, path):
            raise Refused(422, "the proof does not hold\n")
        write_durably(self._file(checkpoint.origin), checkpoint.note.encode())

    def _cosign(self, note):
        moment, text = int(time.time()), split_note(note)[0]
        signature = sign(self.seed, f"cosignature/v1\ntime {moment}\n{text}".encode())
        raw = read_key(self.vkey)[1] + moment.to_bytes(8, "big") + signature
        return f"— {self.name} {base64.b64encode(raw).decode()}\n"

    def _file(self, origin):
        return self.folder / f"seen-{hashlib.sha256(origin.encode()).hexdigest()[:32]}"


def cosigning_key(name, seed):
    """The vkey that the log's operator and the verifier are given."""
    raw = b"\x04" + public_key(seed)
    own = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
    return f"{name}+{own.hex()}+{base64.b64encode(raw).decode()}"


def read_request(body):
    """``old N``, proof lines, an empty line, the checkpoint."""
    try:
        head, blank, note = body.decode().partition("\n\n")
        first, *proof = head.split("\n")
        word, _, size = first.partition(" ")
        path = [decode64(line) for line in proof]
        split_note(note)
    except (UnicodeDecodeError, Unreadable) as error:
        raise Refused(400, "not a request\n") from error
    plain = size.isascii() and size.isdigit() and len(size) < 20 and str(int(size)) == size
    if not blank or word != "old" or not plain or len(path) > LONGEST_PROOF:
        raise Refused(400, "not a request\n")
    return int(size), path, note


def write_durably(path, data):
    """Whole or not at all, and on disk."""
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    with scratch.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    scratch.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


# ---------------------------------------------------------------- HTTP and command line
class Handler(BaseHTTPRequestHandler):
    """POST /add-checkpoint; nothing else."""

    witness = None
    timeout = 10

    def do_POST(self):
        length = int(self.headers.get("Content-Length") or 0)
        try:
            if self.path != "/add-checkpoint":
                raise Refused(404, "add-checkpoint only\n")
            if not 0 < length <= LARGEST_BODY:
                raise Refused(400, "too large\n")
            self._answer(200, self.witness.add_checkpoint(self.rfile.read(length)), _TEXT)
        except Unreadable:
            self._answer(400, "not a checkpoint\n", _TEXT)
        except Refused as refused:
            self._answer(refused.status, refused.text, refused.kind)

    def _answer(self, status, text, kind):
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def make_server(witness, host, port):
    """A server that is not running yet."""
    handler = type("WitnessHandler", (Handler,), {"witness": witness})
    return ThreadingHTTPServer((host, port), handler)


def make_key(folder, name):
    """The witness's key, in a file of its own; never overwritten."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if "+" in name or len(name.split()) != 1:
        raise Unreadable("名称不能含空格和加号")
    encoded = base64.b64encode(secrets.token_bytes(32)).decode()
    file = os.open(folder / "key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "w", encoding="ascii") as opened:
        opened.write(f"{name} {encoded}\n")


def main(given=None):
    parser = argparse.ArgumentParser(description="明鉴公开日志见证程序")
    commands = parser.add_subparsers(dest="command", required=True)
    new = commands.add_parser("new-key")
    new.add_argument("folder")
    new.add_argument("--name", required=True, help="例如 witness.example.edu.cn")
    serve = commands.add_parser("serve")
    serve.add_argument("folder")
    serve.add_argument("--log", action="append", required=True, help="日志公钥（vkey），可多次")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8100)
    arguments = parser.parse_args(given)
    if arguments.command == "new-key":
        make_key(arguments.folder, arguments.name)
        print(Witness(arguments.folder, []).vkey)
        return 0
    witness = Witness(arguments.folder, arguments.log)
    print(f"见证公钥 {witness.vkey}", flush=True)
    make_server(witness, arguments.host, arguments.port).serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main())
