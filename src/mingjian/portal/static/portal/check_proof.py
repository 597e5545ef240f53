"""核验一条公示信息: 用法 python check_proof.py proof.json [记下的根]

只用 Python 标准库，不需要联网。proof.json 在每条公示信息的“核验”栏中下载。
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def leads_to_root(proof: dict[str, Any]) -> bool:
    """从日志叶出发，沿路径逐层合并，应当得到公布的根（RFC 6962）。"""
    node = sha256(b"\x00" + proof["leaf"].encode())
    index, last = proof["leaf_index"], proof["tree_size"] - 1
    for step in map(bytes.fromhex, proof["path"]):
        if index % 2 or index == last:
            node = sha256(b"\x01" + step + node)
            while not index % 2 and index:
                index, last = index >> 1, last >> 1
        else:
            node = sha256(b"\x01" + node + step)
        index, last = index >> 1, last >> 1
    return bool(last == 0 and node.hex() == proof["root"])


def statement_of(part: dict[str, Any]) -> dict[str, Any]:
    """日志叶所写的内容。"""
    return dict(json.loads(part["leaf"].partition("\n")[2]))


def opens_commitment(proof: dict[str, Any]) -> bool:
    """盐和公示内容合在一起求摘要，应当等于日志叶中的承诺。"""
    content = json.dumps(
        proof["content"], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    data = bytes.fromhex(proof["salt"]) + f"mingjian:{proof['domain']}:1\n{content}".encode()
    in_leaf = statement_of(proof["publication"])["commitments"]
    return bool(sha256(data).hex() == proof["commitment"] == in_leaf[proof["algorithm"]])


def main(name: str, known_root: str = "") -> int:
    proof = json.loads(Path(name).read_text(encoding="utf-8"))
    parts = [part for part in (proof["publication"], proof["withdrawal"]) if part]
    checks = {
        "日志叶在公布的根之下": leads_to_root(proof["publication"]),
        "日志叶写的是这一条": all(statement_of(part)["id"] == proof["public_id"] for part in parts),
    }
    if proof["status"] == "published":
        checks["内容与日志中的承诺一致"] = opens_commitment(proof)
    if proof["withdrawal"]:
        checks["撤下的记录在公布的根之下"] = leads_to_root(proof["withdrawal"])
    if known_root:
        checks["根与您记下的一致"] = proof["publication"]["root"] == known_root
    for sentence, holds in checks.items():
        print("符合" if holds else "不符合", sentence)
    return 0 if all(checks.values()) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
