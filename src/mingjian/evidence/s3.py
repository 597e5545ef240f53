"""An object store as a place of the vault (对象存储): any S3 interface, through obstore.

A key is written once: what is there already is not written over, and the bucket should keep
versions and lock objects (docs/operating.md). The gateway answers a PUT before its disks do, so the
held copy stays for 72 hours and every copy is read again before it goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

import obstore
from obstore.store import S3Store

from mingjian.evidence.replicas import Replicas

if TYPE_CHECKING:
    from obstore.store import S3Config

_PART = 8 << 20
_PIECE = 1 << 20


class ObjectStore:
    """A bucket of files under ``ab/abcdef…``."""

    def __init__(self, *, name: str, bucket: S3Store, replicas: Replicas | None = None) -> None:
        self.name, self.bucket, self.replicas = name, bucket, replicas

    def put(self, *, sha256: str, pieces: Iterable[bytes], size: int) -> None:
        """Sent in parts with a checksum each, unless the key is there already."""
        key = key_of(sha256)
        try:
            obstore.head(self.bucket, key)
        except FileNotFoundError:
            obstore.put(self.bucket, key, iter(pieces), chunk_size=_PART, max_concurrency=2)

    def read(self, *, sha256: str, offset: int = 0, length: int | None = None) -> Iterator[bytes]:
        """From the store; raises OSError where it is missing."""
        key = key_of(sha256)
        if length is not None:
            length = min(length, obstore.head(self.bucket, key)["size"] - offset)
            if length > 0:
                yield bytes(obstore.get_range(self.bucket, key, start=offset, length=length))
            return
        found = obstore.get(self.bucket, key, options={"range": {"offset": offset}})
        for piece in found.stream(min_chunk_size=_PIECE):
            yield bytes(piece)

    def readings(self, *, sha256: str) -> list[Iterator[bytes]]:
        """What the gateway gives out, and every replica by itself where they can be asked."""
        found = [self.read(sha256=sha256)]
        return found + (self.replicas.readings(key=key_of(sha256)) if self.replicas else [])


def s3_store(
    *,
    name: str,
    address: str,
    key: str = "",
    secret: str = "",
    filer: str = "",
    master: str = "",
    replicas: str = "2",
) -> ObjectStore:
    """The store at ``http(s)://host:port/bucket``; without a key requests are not signed.

    With ``filer`` and ``master`` (SeaweedFS) at least ``replicas`` copies are read one by one.
    """
    parts = urlsplit(address)
    signing = {"access_key_id": key, "secret_access_key": secret} if key else {}
    bucket = S3Store(
        parts.path.strip("/"),
        endpoint=f"{parts.scheme}://{parts.netloc}",
        region="us-east-1",
        virtual_hosted_style_request=False,
        skip_signature=not key,
        client_options={"allow_http": parts.scheme == "http", "timeout": "300s"},
        config=cast("S3Config", signing),
    )
    behind = Replicas(filer, master, parts.path.strip("/"), int(replicas)) if filer else None
    return ObjectStore(name=name, bucket=bucket, replicas=behind)


def key_of(sha256: str) -> str:
    """Where a file lies in the bucket."""
    return f"{sha256[:2]}/{sha256}"
