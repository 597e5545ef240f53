#!/usr/bin/env python3
"""明鉴公开日志的独立核验程序。只用 Python 标准库，不联网，不含公示平台的任何代码。

  python mingjian_verify.py checkpoint   检查点 --key 公钥 [--witness 见证方公钥 …] [--need 个数]
  python mingjian_verify.py consistency  旧检查点 新检查点 --log 目录 --key 公钥
  python mingjian_verify.py inclusion    决定.json --key 公钥
  python mingjian_verify.py bulk         decisions.jsonl --log 目录 --key 公钥 [--since 旧检查点]

目录里放公示平台 /log/ 下的文件：checkpoint 和 tile/…。日志公钥请从另外的渠道取得并自己保存。
全部符合时返回 0，有一处不符返回 1，文件读不懂返回 2。
Stand-alone verifier of Mingjian's public log (RFC 6962, C2SP tlog-tiles, signed notes). It shares
no code with the server, on purpose: an error there must not be repeated here.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import gc
import hashlib
import json
import re
import sys
from pathlib import Path

# ---------------------------------------------------------------- Ed25519 (RFC 8032), verify only
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)
ZERO = (0, 1, 1, 0)


def add_points(a, b):
    """Addition in extended coordinates."""
    m, n = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = n - m, d - c, d + c, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    """number · point; nothing here is secret, so time may vary."""
    result = ZERO
    while number:
        if number & 1:
            result = add_points(result, point)
        point, number = add_points(point, point), number >> 1
    return result


def read_point(data):
    """The point that 32 bytes stand for, or None."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    xx = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(xx, (P + 3) // 8, P)
    if (x * x - xx) % P:
        x = x * SQRT_M1 % P
    if (x * x - xx) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = read_point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def ed25519_holds(key, signature, message):
    """Whether the signature (64 bytes) of the message is that of the key (32 bytes)."""
    if len(key) != 32 or len(signature) != 64:
        return False
    a, r = read_point(key), read_point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    b, c = times(s, BASE), add_points(r, times(h, a))
    return (b[0] * c[2] - c[0] * b[2]) % P == 0 and (b[1] * c[2] - c[1] * b[2]) % P == 0


# ---------------------------------------------------------------- signed notes and checkpoints
class Unreadable(Exception):
    """The file is not what it should be; the text is for people."""


class Mismatch(Exception):
    """What was read does not hold."""


def require(holds, sentence):
    if not holds:
        raise Mismatch(sentence)


def decode64(text):
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unreadable(f"不是 base64：{text[:40]}") from error
    if base64.b64encode(raw).decode() != text:
        raise Unreadable(f"不是规范的 base64：{text[:40]}")
    return raw


def read_key(text):
    """vkey → (name, 4-byte hash, type byte, 32-byte key)."""
    parts = [*text.strip().split("+", 2), "", ""]
    raw = decode64(parts[2])
    own = hashlib.sha256(parts[0].encode() + b"\n" + raw).digest()[:4]
    if own.hex() != parts[1] or len(raw) != 33 or raw[0] not in (1, 4):
        raise Unreadable(f"不是公钥：{text[:40]}")
    return parts[0], own, raw[0], raw[1:]


def split_note(note):
    """Signed text, and [(name, key hash, signature)]."""
    (text, blank, tail), lines = note.rpartition("\n\n"), []
    for line in tail.split("\n")[:-1]:
        match = re.fullmatch(r"— (\S+) (\S+)", line)
        if not match:
            raise Unreadable("检查点的签名行格式不对")
        raw = decode64(match[2])
        lines.append((match[1], raw[:4], raw[4:]))
    if not blank or not lines or not tail.endswith("\n"):
        raise Unreadable("这不是检查点：没有签名行")
    return text + "\n", lines


class Checkpoint:
    """A signed size and root."""

    def __init__(self, note, key, witnesses=(), need=0):
        self.note = note
        text, lines = split_note(note)
        parts = text.split("\n")
        if len(parts) < 4 or not re.fullmatch(r"0|[1-9][0-9]{0,18}", parts[1], re.ASCII):
            raise Unreadable("这不是检查点：前三行应当是日志名、条数、根")
        self.origin, self.size, self.root = parts[0], int(parts[1]), decode64(parts[2])
        name, own, kind, public = read_key(key)
        require(self.origin == name and kind == 1, f"检查点是“{self.origin}”的，公钥是“{name}”的")
        mine = [sign for who, hashed, sign in lines if (who, hashed) == (name, own)]
        signed = any(ed25519_holds(public, sign, text.encode()) for sign in mine)
        require(signed, "检查点的签名不是这个日志的")
        self.cosigned = [who for who in witnesses if self._is_cosigned(text, lines, who)]
        require(len(self.cosigned) >= need, f"见证签名 {len(self.cosigned)} 个，要求 {need} 个")

    @staticmethod
    def _is_cosigned(text, lines, witness):
        name, own, kind, public = read_key(witness)
        for who, hashed, raw in lines:
            if (who, hashed, kind) == (name, own, 4) and len(raw) == 72:
                time = int.from_bytes(raw[:8], "big")
                said = f"cosignature/v1\ntime {time}\n{text}".encode()
                if ed25519_holds(public, raw[8:], said):
                    return True
        return False


# ---------------------------------------------------------------- Merkle tree (RFC 6962)
def leaf_hash(data):
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(hashes):
    """The root of a list of leaf hashes: pairs are joined level by level, an odd one goes up."""
    sha, level = hashlib.sha256, list(hashes) or [hashlib.sha256(b"").digest()]
    while len(level) > 1:
        nodes = [sha(b"\x01" + level[i - 1] + level[i]).digest() for i in range(1, len(level), 2)]
        level = nodes + (level[-1:] if len(level) % 2 else [])
    return level[0]


def root_by_path(hashed, index, size, path):
    """Where an inclusion path leads, None where it is too short or too long."""
    if not 0 <= index < size:
        return None
    last = size - 1
    for step in path:
        if last == 0:
            return None
        if index % 2 or index == last:
            hashed = node_hash(step, hashed)
            while index % 2 == 0 and index:
                index, last = index >> 1, last >> 1
        else:
            hashed = node_hash(hashed, step)
        index, last = index >> 1, last >> 1
    return hashed if last == 0 else None


# ---------------------------------------------------------------- the folder of log files
def tile_name(level, place, width):
    groups = [f"{place % 1000:03d}"]
    while place >= 1000:
        place //= 1000
        groups.insert(0, f"x{place % 1000:03d}")
    return f"tile/{level}/{'/'.join(groups)}" + (f".p/{width}" if width < 256 else "")


def read_leaves(folder, size):
    """All leaves of the first ``size``, from the entry bundles."""
    leaves = []
    for place in range((size + 255) // 256):
        width = min(256, size - place * 256)
        leaves += read_bundle(folder, place, width)
    return leaves


def read_bundle(folder, place, width):
    whole, part = (folder / tile_name("entries", place, each) for each in (256, width))
    found = part if part.exists() else whole
    if not found.exists():
        raise Unreadable(f"缺少日志文件 {tile_name('entries', place, width)}")
    data, leaves, start = found.read_bytes(), [], 0
    while start < len(data):
        length = int.from_bytes(data[start : start + 2], "big")
        leaves.append(data[start + 2 : start + 2 + length])
        require(len(leaves[-1]) == length, f"日志文件 {found.name} 不完整")
        start += 2 + length
    require(len(leaves) >= width, f"日志文件 {found.name} 不完整")
    require(found != part or len(leaves) == width, f"日志文件 {found.name} 多出内容")
    return leaves[:width]


def require_root(leaves, checkpoint):
    """Whether so many leaves have the root that was signed."""
    root = root_of([leaf_hash(leaf) for leaf in leaves[: checkpoint.size]])
    require(root == checkpoint.root, f"{checkpoint.size} 条日志叶算出的根与检查点不符")


def check_hash_tiles(folder, leaves):
    """Whatever hash tiles lie in the folder hold the hashes of these leaves."""
    level, hashes = 0, [leaf_hash(leaf) for leaf in leaves]
    while hashes:
        for place in range((len(hashes) + 255) // 256):
            part = hashes[place * 256 : place * 256 + 256]
            file = folder / tile_name(level, place, len(part))
            if file.exists():
                require(file.read_bytes() == b"".join(part), f"日志文件 {file.name} 与日志叶不符")
        whole = len(hashes) // 256
        hashes = [root_of(hashes[place * 256 : place * 256 + 256]) for place in range(whole)]
        level += 1


# ---------------------------------------------------------------- statements and commitments
LEAF = b"mingjian:leaf:1\n"
LEAF_KEYS = {"type", "id", "version", "commitments", "previous", "effective", "ground"}
FINAL = ("withdraw", "expire")
ALGORITHMS = hashlib.algorithms_available


ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value):
    """JCS (RFC 8785) for what stands here: text, whole numbers, lists, objects with ASCII keys."""
    return ENCODER.encode(value).encode()


def read_statement(leaf):
    if not leaf.startswith(LEAF):
        raise Mismatch("日志叶的格式不认识")
    said = json.loads(leaf[len(LEAF) :])
    require(set(said) == LEAF_KEYS and canonical(said) == leaf[len(LEAF) :], "日志叶不规范")
    return said


def opens(commitments, salt, content):
    """Whether (name, digest) commit to salt and content (SM3 too, where this Python has it)."""
    data = bytes.fromhex(salt) + b"mingjian:projection:1\n" + canonical(content)
    known = {name: digest for name, digest in commitments if name in ALGORITHMS}
    return "sha256" in known and all(hashlib.new(n, data).hexdigest() == known[n] for n in known)


class Chain:
    """What the log says of one record: the last published version, and the end if there is one."""

    __slots__ = ("ended", "is_list", "last", "last_hash", "shown")

    def __init__(self):
        self.last, self.shown, self.ended, self.last_hash = None, None, None, ""

    def follow(self, place, said, leaf):
        require(said["previous"] == self.last_hash, f"第 {place} 号没有接在同一条信息的上一号之后")
        require(self.ended is None, f"第 {place} 号在撤下之后")
        first = said["type"] in ("publish", "list") and said["version"] == 1
        require((self.last is None) == first, f"第 {place} 号的次序不对")
        self.is_list = said["type"] == "list" if first else self.is_list
        if said["type"] in FINAL:
            self.ended = (place, said["ground"], said["effective"])
        else:
            self.shown = (place, said["version"], tuple(said["commitments"].items()))
        self.last, self.last_hash = place, leaf_hash(leaf).hex()


def read_chains(leaves):
    """public id → Chain; raises Mismatch for a leaf that cannot stand where it stands."""
    chains = {}
    for place, leaf in enumerate(leaves):
        said = read_statement(leaf)
        chains.setdefault(said["id"], Chain()).follow(place, said, leaf)
    return chains


# ---------------------------------------------------------------- inclusion: one saved decision
PROOF_KEYS = {
    *("format", "public_id", "status", "algorithm", "domain", "content", "salt", "commitment"),
    *("checkpoint", "publication", "withdrawal"),
}
PART_KEYS = {"leaf_index", "leaf", "statement", "tree_size", "root", "path"}


def check_proof(proof, arguments):
    require(set(proof) == PROOF_KEYS, "存在证明的栏目不全或者多出栏目")
    fixed = (proof["format"], proof["algorithm"], proof["domain"])
    require(fixed == ("mingjian:proof:1", "sha256", "projection"), "存在证明的格式不认识")
    checkpoint = checkpoint_of(proof["checkpoint"], arguments)
    published = check_part(proof["publication"], checkpoint, proof["public_id"])
    require(published["type"] not in FINAL, "日志叶不是公示、更正或者清单")
    require(published["commitments"]["sha256"] == proof["commitment"], "承诺与日志叶不符")
    if proof["withdrawal"] is None:
        require(proof["status"] == "published", "没有撤下的日志叶，状态却不是公示中")
        said = published["commitments"].items()
        require(opens(said, proof["salt"], proof["content"]), "公示内容与日志中的承诺不符")
        return checkpoint, f"公示内容记在日志第 {proof['publication']['leaf_index']} 号，没有改动"
    ended = check_part(proof["withdrawal"], checkpoint, proof["public_id"])
    require(proof["status"] == "withdrawn" and ended["type"] in FINAL, "撤下的日志叶不对")
    previous = leaf_hash(proof["publication"]["leaf"].encode()).hex()
    require(ended["previous"] == previous, "撤下的不是这一版")
    require(proof["content"] is None and proof["salt"] is None, "已撤下，却仍有内容或者盐")
    where = f"记在日志第 {proof['withdrawal']['leaf_index']} 号"
    return checkpoint, f"已撤下（{ended['ground']}），{where}"


def check_part(part, checkpoint, public_id):
    require(set(part) == PART_KEYS, "日志叶的栏目不全或者多出栏目")
    said = read_statement(part["leaf"].encode())
    require(said == part["statement"] and said["id"] == public_id, "日志叶写的不是这一条")
    require(part["tree_size"] == checkpoint.size, "路径不是到这个检查点的")
    require(part["root"] == checkpoint.root.hex(), "根与检查点不符")
    path = [bytes.fromhex(step) for step in part["path"]]
    require([step.hex() for step in path] == part["path"], "路径不规范")
    hashed = leaf_hash(part["leaf"].encode())
    reached = root_by_path(hashed, part["leaf_index"], checkpoint.size, path)
    require(reached == checkpoint.root, "日志叶不在公布的根之下")
    return said


# ---------------------------------------------------------------- bulk: the whole open-data file
BOTH = {"public_id", "status", "version", "leaf_index"}
BULK_KEYS = {
    "published": BOTH | {"salt", "content"},
    "withdrawn": BOTH | {"withdrawn_leaf_index", "ground", "effective"},
}


def check_record(record, chains):
    """One line of the file against the log; returns its public id."""
    status = record["status"]
    require(status in BULK_KEYS and set(record) == BULK_KEYS[status], "栏目不全或者多出栏目")
    chain = chains.get(record["public_id"])
    require(chain is not None, "日志中没有这一条")
    require(chain.shown is not None, "日志中没有公示这一条")
    place, version, commitments = chain.shown
    require((record["leaf_index"], record["version"]) == (place, version), "日志编号不符")
    require((status == "withdrawn") == (chain.ended is not None), "公示状态与日志不符")
    if status == "published":
        require(opens(commitments, record["salt"], record["content"]), "内容与日志中的承诺不符")
        return
    stub = (record["withdrawn_leaf_index"], record["ground"], record["effective"])
    require(stub == chain.ended, "撤下存根与日志不符")


def check_bulk(path, chains, checkpoint, start):
    """Every leaf accounted for, every line right, in the order of the log, none twice."""
    seen, last = set(), -1
    with path.open(encoding="utf-8", newline="\n") as file:
        count = check_head(file.readline(), checkpoint)
        for number, line in enumerate(file, start=2):
            try:
                record = json.loads(line)
                require(line == ENCODER.encode(record) + "\n", "不规范")
                check_record(record, chains)
                require(record["leaf_index"] > last, "次序不对或者重复")
            except (Mismatch, ValueError, KeyError, TypeError) as error:
                raise Mismatch(f"第 {number} 行：{error}") from error
            last = record["leaf_index"]
            seen.add(record["public_id"])
    require(count == len(seen), f"应有 {count} 条，实有 {len(seen)} 条")
    owed = [k for k, c in chains.items() if not c.is_list and c.last >= start and k not in seen]
    require(not owed, f"日志中有 {len(owed)} 条不在文件里，例如 {owed[:3]}")
    return count


def check_head(line, checkpoint):
    """The first line of the file; how many records it promises."""
    head = json.loads(line)
    require(ENCODER.encode(head) + "\n" == line, "第 1 行不规范")
    require(set(head) == {"format", "checkpoint", "count"}, "第 1 行的栏目不对")
    require(head["format"] == "mingjian:bulk:1", "文件格式不认识")
    require(head["checkpoint"] == checkpoint.note, "文件不是按这个检查点生成的")
    return head["count"]


# ---------------------------------------------------------------- command line
def checkpoint_of(note, arguments):
    return Checkpoint(note, arguments.key, arguments.witness, arguments.need)


def run_checkpoint(arguments):
    found = checkpoint_of(Path(arguments.file).read_text("utf-8"), arguments)
    cosigned = f"，{len(found.cosigned)} 个见证方签名" if arguments.witness else ""
    return f"{found.origin}：{found.size} 条，根 {found.root.hex()}{cosigned}"


def run_consistency(arguments):
    notes = [Path(each).read_text("utf-8") for each in (arguments.old, arguments.new)]
    old, new = (checkpoint_of(note, arguments) for note in notes)
    require(old.size <= new.size, f"日志从 {old.size} 条变成了 {new.size} 条")
    leaves = read_leaves(Path(arguments.log), new.size)
    require_root(leaves, new)
    require_root(leaves, old)
    check_hash_tiles(Path(arguments.log), leaves)
    return f"前 {old.size} 条一字未改，其后增加 {new.size - old.size} 条"


def run_inclusion(arguments):
    given = json.loads(Path(arguments.file).read_text("utf-8"))
    proof = given.get("proof", given)
    checkpoint, sentence = check_proof(proof, arguments)
    if proof is not given:
        for name in ("public_id", "status", "commitment"):
            require(given[name] == proof[name], f"{name} 与存在证明不符")
        require(given.get("content") == proof["content"], "内容与存在证明不符")
        require(given["leaf_index"] == proof["publication"]["leaf_index"], "日志编号与存在证明不符")
    return f"{sentence}（日志共 {checkpoint.size} 条）"


def run_bulk(arguments):
    folder = Path(arguments.log)
    checkpoint = checkpoint_of((folder / "checkpoint").read_text("utf-8"), arguments)
    leaves = read_leaves(folder, checkpoint.size)
    require_root(leaves, checkpoint)
    start = 0
    if arguments.since:
        old = checkpoint_of(Path(arguments.since).read_text("utf-8"), arguments)
        require(old.size <= checkpoint.size, "旧检查点比新的还大")
        require_root(leaves, old)
        start = old.size
    count = check_bulk(Path(arguments.file), read_chains(leaves), checkpoint, start)
    return f"日志第 {start} 号至第 {checkpoint.size - 1} 号都有着落，文件 {count} 条全部符合"


def build_parser():
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--key", required=True, help="日志公钥（vkey）")
    shared.add_argument("--witness", action="append", default=[], help="见证方公钥，可多次")
    shared.add_argument("--need", type=int, default=0, help="至少要有几个见证签名")
    folder = argparse.ArgumentParser(add_help=False)
    folder.add_argument("--log", required=True, help="放日志文件的目录")
    folder.add_argument("--since", help="旧检查点：只要求其后的日志叶都有着落")
    parser = argparse.ArgumentParser(description="明鉴公开日志核验")
    commands = parser.add_subparsers(dest="command", required=True)
    for run, files, parents in (
        (run_checkpoint, ["file"], [shared]),
        (run_consistency, ["old", "new"], [shared, folder]),
        (run_inclusion, ["file"], [shared]),
        (run_bulk, ["file"], [shared, folder]),
    ):
        command = commands.add_parser(run.__name__[len("run_") :], parents=parents)
        command.set_defaults(run=run)
        for each in files:
            command.add_argument(each)
    return parser


def main(given=None):
    arguments = build_parser().parse_args(given)
    gc.disable()  # nothing here points in circles; looking for them takes a third of the time
    try:
        print("符合：" + arguments.run(arguments))
    except Mismatch as error:
        print(f"不符合：{error}")
        return 1
    except (Unreadable, OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"读不懂：{error}")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
