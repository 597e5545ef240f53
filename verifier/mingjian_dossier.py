#!/usr/bin/env python3
"""明鉴归档信息包的独立核验程序。只用 Python 标准库，不联网，不含明鉴的任何代码。

  python mingjian_dossier.py 信息包文件夹或者.zip [--seal 校验码] [--key 日志公钥] [--json]

校验码是归档登记上的“信息包校验码”（64 位），请从包以外的地方取得；给了它，整包重做也会被发现。
--key 核对公示存在证明上的日志签名，需要把 mingjian_verify.py 放在同一目录。
全部符合返回 0，有一处不符返回 1，读不懂返回 2。
Stand-alone verifier of Mingjian's filed dossiers (BagIt 1.0, DA/T 48 style XML). It shares no code
with the server, on purpose: an error there must not be repeated here.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import struct
import sys
import zipfile
import zlib
from pathlib import Path
from xml.etree import ElementTree

BLOCK = 1024 * 1024
ALGORITHMS = ("sha256", "sm3")
# SM3 in pure Python is slow: without OpenSSL's, larger files are checked by SHA-256 alone.
SM3_LIMIT = 4 * 1024 * 1024
TAGS = ("bag-info.txt", "bagit.txt", "manifest-sha256.txt", "manifest-sm3.txt")
SEALS = ("tagmanifest-sha256.txt", "tagmanifest-sm3.txt")
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


class Unreadable(Exception):
    """This is no package; the text is for people."""


# ---------------------------------------------------------------- SM3 (GB/T 32905-2016)
def rotate(word, count):
    count %= 32
    return ((word << count) | (word >> (32 - count))) & 0xFFFFFFFF


class PureSM3:
    """Small files only."""

    def __init__(self):
        self.data = bytearray()

    def update(self, block):
        self.data += block

    def hexdigest(self):
        data, state = bytes(self.data), list(SM3_START)
        padded = data + b"\x80" + bytes(-(len(data) + 9) % 64) + struct.pack(">Q", len(data) * 8)
        for start in range(0, len(padded), 64):
            state = sm3_block(state, struct.unpack(">16I", padded[start : start + 64]))
        return "".join(f"{word:08x}" for word in state)


SM3_START = (
    *(0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600),
    *(0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E),
)


def sm3_block(state, words):
    w = list(words)
    for j in range(16, 68):
        x = w[j - 16] ^ w[j - 9] ^ rotate(w[j - 3], 15)
        w.append(x ^ rotate(x, 15) ^ rotate(x, 23) ^ rotate(w[j - 13], 7) ^ w[j - 6])
    a, b, c, d, e, f, g, h = state
    for j in range(64):
        t = 0x79CC4519 if j < 16 else 0x7A879D8A
        ss1 = rotate((rotate(a, 12) + e + rotate(t, j)) & 0xFFFFFFFF, 7)
        ff = a ^ b ^ c if j < 16 else (a & b) | (a & c) | (b & c)
        gg = e ^ f ^ g if j < 16 else (e & f) | (~e & 0xFFFFFFFF & g)
        tt1 = (ff + d + (ss1 ^ rotate(a, 12)) + (w[j] ^ w[j + 4])) & 0xFFFFFFFF
        tt2 = (gg + h + ss1 + w[j]) & 0xFFFFFFFF
        a, b, c, d = tt1, a, rotate(b, 9), c
        e, f, g, h = tt2 ^ rotate(tt2, 9) ^ rotate(tt2, 17), e, rotate(f, 19), g
    return [x ^ y for x, y in zip(state, (a, b, c, d, e, f, g, h), strict=True)]


def new_hash(name, size):
    """A hasher, None where it would take too long here."""
    if name in hashlib.algorithms_available:
        return hashlib.new(name)
    return PureSM3() if size <= SM3_LIMIT else None


# ---------------------------------------------------------------- a folder, or one ZIP of it
class Folder:
    """The files of a package that lies in a folder."""

    def __init__(self, root):
        self.root = root
        self.names = sorted(
            path.relative_to(root).as_posix() for path in root.rglob("*") if not path.is_dir()
        )

    def size(self, name):
        return (self.root / name).stat().st_size

    def open(self, name):
        path = self.root / name
        if path.is_symlink():
            raise Unreadable(f"{name} 是链接，不是文件")
        return path.open("rb")

    def faults(self):
        """A folder has no container that could be altered."""
        return []


class Zip:
    """The same in one file; every byte between the files is fixed by their names and bytes."""

    def __init__(self, path):
        self.path = path
        self.zip = zipfile.ZipFile(path)
        infos = self.zip.infolist()
        self.top = infos[0].filename.partition("/")[0] + "/" if infos else ""
        if any(not info.filename.startswith(self.top) for info in infos):
            raise Unreadable("压缩包内不是一个信息包")
        self.infos = {info.filename[len(self.top) :]: info for info in infos}
        self.names = sorted(self.infos)

    def size(self, name):
        return self.infos[name].file_size

    def open(self, name):
        return self.zip.open(self.infos[name])

    def faults(self):
        with self.path.open("rb") as file:
            return [] if self._is_plain(file) else ["压缩包的结构被改动（文件之间的字节不符）"]

    def _is_plain(self, file):
        offset, central = 0, b""
        for name in self.names:
            crc, size = 0, self.size(name)
            with self.open(name) as opened:
                while block := opened.read(BLOCK):
                    crc = zlib.crc32(block, crc)
            path = (self.top + name).encode()
            head = local_header(path, crc, size)
            file.seek(offset)
            if file.read(len(head)) != head:
                return False
            central += central_header(path, crc, size, offset)
            offset += len(head) + size
        file.seek(offset)
        return file.read() == central + zip_end(len(self.names), len(central), offset)


WIDE, DAY = 0xFFFFFFFF, 33


def local_header(name, crc, size):
    extra = struct.pack("<HHQQ", 1, 16, size, size) if size >= WIDE else b""
    shown = WIDE if extra else size
    fixed = (0x04034B50, 45, 0x0800, 0, 0, DAY, crc, shown, shown, len(name), len(extra))
    return struct.pack("<IHHHHHIIIHH", *fixed) + name + extra


def central_header(name, crc, size, offset):
    wide = ([size, size] if size >= WIDE else []) + ([offset] if offset >= WIDE else [])
    extra = struct.pack(f"<HH{len(wide)}Q", 1, 8 * len(wide), *wide) if wide else b""
    shown, start = min(size, WIDE), min(offset, WIDE)
    head = (0x02014B50, 45, 45, 0x0800, 0, 0, DAY, crc, shown, shown, len(name), len(extra))
    return struct.pack("<IHHHHHHIIIHHHHHII", *head, 0, 0, 0, 0, start) + name + extra


def zip_end(count, length, offset):
    wide = b""
    if max(length, offset) >= WIDE or count >= 0xFFFF:
        record = (0x06064B50, 44, 45, 45, 0, 0, count, count, length, offset)
        wide = struct.pack("<IQHHIIQQQQ", *record)
        wide += struct.pack("<IIQI", 0x07064B50, 0, offset + length, 1)
    many = min(count, 0xFFFF)
    sizes = (min(length, WIDE), min(offset, WIDE), 0)
    return wide + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, many, many, *sizes)


# ---------------------------------------------------------------- manifests
def read_all(package, name, most=256 * 1024 * 1024):
    if name not in package.names:
        raise Unreadable(f"缺少 {name}")
    with package.open(name) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise Unreadable(f"{name} 过大")
    return data


def read_manifest(package, name):
    """path → hash, written in the one way that counts: sorted, lower case, two blanks."""
    data, found = read_all(package, name), {}
    for line in data.decode("utf-8").split("\n")[:-1]:
        digest, _, path = line.partition("  ")
        found[path] = digest
    if "".join(f"{found[path]}  {path}\n" for path in sorted(found)).encode() != data:
        raise Unreadable(f"{name} 的写法不规范")
    return found


def hash_of(package, name):
    """(size, {algorithm: hex or None})."""
    size = package.size(name)
    hashers = {each: new_hash(each, size) for each in ALGORITHMS}
    read = 0
    with package.open(name) as file:
        while block := file.read(BLOCK):
            read += len(block)
            for hasher in hashers.values():
                if hasher is not None:
                    hasher.update(block)
    return read, {each: hasher and hasher.hexdigest() for each, hasher in hashers.items()}


def check_manifests(package, seal):
    """Every file against both manifests; yields faults, returns what was hashed."""
    files = {}
    for name in package.names:
        files[name] = hash_of(package, name)
    present = set(package.names) - set(SEALS)
    for each in ALGORITHMS:
        tags = read_manifest(package, f"tagmanifest-{each}.txt")
        told = {**read_manifest(package, f"manifest-{each}.txt"), **tags}
        if sorted(tags) != sorted(TAGS):
            yield f"tagmanifest-{each}.txt 列的不是四个标签文件"
        for name in sorted(set(told) ^ present):
            yield f"{name}：{'清单中有，包内没有' if name in told else '不在清单中'}"
        for name in sorted(set(told) & present):
            found = files[name][1][each]
            if found is not None and found != told[name]:
                yield f"{name}：{each} 校验码不符"
    if read_all(package, "bagit.txt") != DECLARATION:
        yield "bagit.txt 不是 BagIt 1.0 的声明"
    yield from check_info(package, files)
    if seal and files[SEALS[0]][1]["sha256"] != seal:
        yield "信息包校验码与登记的不符：整包可能被重做"
    return files


def check_info(package, files):
    info = read_all(package, "bag-info.txt").decode("utf-8")
    payload = [size for name, (size, _) in files.items() if name.startswith("data/")]
    if f"Payload-Oxum: {sum(payload)}.{len(payload)}\n" not in info:
        yield "bag-info.txt 记载的字节数、文件数与包内不符"


# ---------------------------------------------------------------- XML against the files
def read_description(package):
    data = read_all(package, "data/dossier.xml")
    if b"<!" in data:
        raise Unreadable("dossier.xml 中有不该有的声明")
    return ElementTree.fromstring(data)  # noqa: S314  # no declarations, so no entities


def check_description(package, files):
    """Every file of the payload is described, and each is what the description says."""
    root = read_description(package)
    described = {}
    for block in root.iter("电子文件数据"):
        described[block.findtext("路径")] = block
    payload = {name for name in files if name.startswith("data/")} - {"data/dossier.xml"}
    for name in sorted(payload ^ set(described)):
        yield f"{name}：{'没有描述' if name in payload else '有描述，没有文件'}"
    for name in sorted(payload & set(described)):
        size, hashes = files[name]
        block = described[name]
        if block.findtext("字节数") != str(size) or block.findtext("SHA-256") != hashes["sha256"]:
            yield f"{name}：与 dossier.xml 的描述不符"
        if hashes["sm3"] not in (None, block.findtext("SM3")):
            yield f"{name}：SM3 与 dossier.xml 的描述不符"
    number = root.findtext("封装内容/案卷/档号") or ""
    if f"External-Identifier: {number}\n" not in read_all(package, "bag-info.txt").decode("utf-8"):
        yield "档号与 bag-info.txt 不符"
    yield from check_pages(package, root)
    yield from check_copies(root, described)


def check_copies(root, described):
    """A masked copy names the original it was made from, which is here, and its certificate."""
    for block in root.iter("文件"):
        said = {one.get("名称"): one.text for one in block.iter("元数据")}
        if "派生自" not in said:
            continue
        original, title = described.get(said["派生自"]), block.findtext("题名")
        if original is None or original.findtext("SHA-256") != said.get("派生自的SHA-256"):
            yield f"遮挡副本“{title}”所说的原件不在包内，或者校验码不符"
        if said.get("复制件证明") not in described:
            yield f"遮挡副本“{title}”没有复制件证明"


def check_pages(package, root):
    """Pages run through each volume without a gap, and each PDF has as many as it should."""
    last = {}
    for block in root.iter("文件"):
        if block.find("页数") is None:
            continue
        title, volume = block.findtext("题名"), block.findtext("卷")
        first, _, end = block.findtext("页次").partition("-")
        pages, path = int(block.findtext("页数")), block.findtext("电子文件数据/路径")
        if int(first) != last.get(volume, 0) + 1 or int(end) - int(first) + 1 != pages:
            yield f"{volume}“{title}”的页次不连续"
        last[volume] = int(end)
        if path in package.names and pages_of(read_all(package, path)) != pages:
            yield f"{volume}“{title}”的页数与文件不符"


STREAM = re.compile(rb"stream\r?\n")
COUNT = re.compile(rb"/Count\s+(\d+)")


def pages_of(pdf):
    """The largest /Count of a page tree, in the open or inside a compressed object stream."""
    parts, at = [pdf], 0
    while match := STREAM.search(pdf, at):
        at = match.end()
        if pdf[max(0, match.start() - 400) : match.start()].rpartition(b"obj")[2].count(b"ObjStm"):
            parts.append(inflate(pdf[at:]))
    found = []
    for part in parts:
        for match in re.finditer(rb"/Type\s*/Pages\b", part):
            start = max(part.rfind(b"<<", 0, match.start()), 0)
            piece = part[start : part.find(b">>", match.end()) + 2]
            found += [int(number) for number in COUNT.findall(piece)]
    return max(found, default=0)


def inflate(data):
    try:
        return zlib.decompressobj().decompress(data, 64 * 1024 * 1024)
    except zlib.error:
        return b""


# ---------------------------------------------------------------- chains, contents, proofs
def canonical(value):
    """JCS (RFC 8785) for what stands here: text, whole numbers, lists, objects."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def digest(domain, value, algorithm="sha256"):
    hasher = new_hash(algorithm, 0)
    hasher.update(b"mingjian:" + domain.encode() + b":1\n" + canonical(value))
    return hasher.hexdigest()


def check_chain(package, name):
    """Every entry has its hash and follows the one before; yields faults, returns the last hash."""
    previous, stream = "", None
    data = read_all(package, name)
    for number, line in enumerate(data.decode("utf-8").split("\n")[:-1], start=1):
        entry = json.loads(line)
        said = entry["content"]
        stream = stream or said["stream"]
        if canonical(entry).decode() != line:
            yield f"{name} 第 {number} 条的写法不规范"
        if digest("journal-entry", said, entry["algorithm"]) != entry["hash"]:
            yield f"{name} 第 {number} 条与其校验码不符"
        if (said["seq"], said["previous"], said["stream"]) != (number, previous, stream):
            yield f"{name} 第 {number} 条没有接在上一条之后"
        previous = entry["hash"]
    if stream is None:
        yield f"{name} 没有一条记录"
    return previous


def check_chains(package):
    last = yield from check_chain(package, "data/journal/case.jsonl")
    root = read_description(package)
    head = root.findtext("封装内容/案卷/全过程记录链首")
    lines = read_all(package, "data/journal/case.jsonl").decode("utf-8")
    if f'"hash":"{head}"' not in lines:
        yield "全过程记录中没有归档时的链首"
    if not last:
        yield "全过程记录是空的"
    yield from check_chain(package, "data/custody/dossier.jsonl")


def check_contents(package):
    """The data that each document was set from still has its hash."""
    for name in package.names:
        if name.startswith("data/contents/"):
            said = json.loads(read_all(package, name))
            if digest("document", said["content"]) != said["hash"]:
                yield f"{name} 的内容与其校验码不符"


def check_seals(package, files):
    """Every sealed file that is named is there."""
    known = {hashes["sha256"] for _, hashes in files.values()}
    for name in package.names:
        if re.fullmatch(r"data/seals/[0-9a-f]{64}\.json", name):
            said = json.loads(read_all(package, name))
            if said["sealed_sha256"] not in known:
                yield f"{name}：盖章文件不在包内"


def check_ledger(package, key):
    """The proof of publication leads to the checkpoint; its signature where a key is given."""
    if "data/ledger/proof.json" not in package.names:
        return
    proof = json.loads(read_all(package, "data/ledger/proof.json"))
    note = read_all(package, "data/ledger/checkpoint").decode("utf-8")
    if proof["checkpoint"] != note:
        yield "公示存在证明与检查点不符"
    try:
        import mingjian_verify as log  # noqa: PLC0415  # beside this file, or not at all
    except ImportError:
        return
    try:
        keys = [key] if key else read_all(package, "data/ledger/keys").decode().split()
        arguments = argparse.Namespace(key=keys[0], witness=[], need=0)
        log.check_proof(proof, arguments)
    except (log.Mismatch, log.Unreadable, KeyError, ValueError, IndexError) as error:
        yield f"公示存在证明：{error}"


# ---------------------------------------------------------------- command line
def open_package(path):
    if path.is_dir():
        return Folder(path)
    try:
        return Zip(path)
    except (zipfile.BadZipFile, OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"不是信息包：{error}") from error


def check_package(path, seal="", key=""):
    """Every fault, as sentences; raises Unreadable where it is no package at all."""
    package = open_package(Path(path))
    faults, files = [], {}

    def hashed():
        files.update((yield from check_manifests(package, seal)))

    for check in (
        package.faults,
        hashed,
        lambda: check_description(package, files),
        lambda: check_chains(package),
        lambda: check_contents(package),
        lambda: check_seals(package, files),
        lambda: check_ledger(package, key),
    ):
        try:
            faults += check()
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            faults.append(f"读不懂：{type(error).__name__} {error}"[:200])
        except (ElementTree.ParseError, zlib.error, zipfile.BadZipFile, OSError) as error:
            faults.append(f"读不懂：{type(error).__name__} {error}"[:200])
    unhashed = sum(1 for _, hashes in files.values() if hashes["sm3"] is None)
    size = sum(size for size, _ in files.values())
    return faults, {"files": len(files), "bytes": size, "without_sm3": unhashed}


def main(given=None):
    parser = argparse.ArgumentParser(description="明鉴归档信息包核验")
    parser.add_argument("package", help="信息包文件夹，或者下载的 .zip")
    parser.add_argument("--seal", default="", help="信息包校验码（SHA-256），从包外取得")
    parser.add_argument("--key", default="", help="公开日志的公钥（vkey）")
    parser.add_argument("--json", action="store_true", help="输出机器可读的结果")
    arguments = parser.parse_args(given)
    try:
        faults, read = check_package(arguments.package, arguments.seal, arguments.key)
    except (Unreadable, NotImplementedError, RuntimeError) as error:
        print(f"读不懂：{error}")
        return 2
    if arguments.json:
        print(json.dumps({"holds": not faults, "faults": faults, **read}, ensure_ascii=False))
        return 1 if faults else 0
    for fault in faults:
        print(f"不符合：{fault}")
    if not faults:
        print(f"符合：{read['files']} 个文件，{read['bytes']} 字节，逐一核对无误")
    if read["without_sm3"]:
        print(f"其中 {read['without_sm3']} 个较大的文件只核对了 SHA-256（本机没有 SM3）")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
