"""A bag (BagIt 1.0, RFC 8493) written as a zip, piece by piece: payload first, manifests last."""

import hashlib
import zipfile
from collections.abc import Mapping
from datetime import date
from types import TracebackType
from typing import BinaryIO, Self

_EARLIEST = (1980, 1, 1, 0, 0, 0)


class Bag:
    """`name` is the folder at the top of the zip. Nothing but the content decides the bytes: no clock."""

    def __init__(self, out: BinaryIO, name: str) -> None:
        self.name = name
        self._zip = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED)
        self._payload: dict[str, str] = {}
        self._size = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def add(self, path: str, content: bytes) -> None:
        """A file of the payload. Raises ValueError for a path that leaves the bag or is there already."""
        parts = path.split("/")
        if any(part in ("", ".", "..") for part in parts) or any(each in path for each in "\\\r\n\0"):
            raise ValueError(f"not a path within a bag: {path!r}")
        inside = f"data/{path}"
        if inside in self._payload:
            raise ValueError(f"twice in the bag: {path!r}")
        self._payload[inside] = hashlib.sha256(content).hexdigest()
        self._size += len(content)
        self._write(inside, content)

    def finish(self, info: Mapping[str, str], on: date) -> None:
        """Declaration, bag-info and manifests."""
        told = {
            **info, "Bagging-Date": on.isoformat(), "Payload-Oxum": f"{self._size}.{len(self._payload)}",
        }  # fmt: skip
        tags = {
            "bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
            "bag-info.txt": "".join(f"{name}: {' '.join(said.split())}\n" for name, said in told.items()),
            "manifest-sha256.txt": _manifest(self._payload),
        }
        sums = {}
        for path, text in tags.items():
            sums[path] = hashlib.sha256(text.encode()).hexdigest()
            self._write(path, text.encode())
        self._write("tagmanifest-sha256.txt", _manifest(sums).encode())

    def _write(self, path: str, content: bytes) -> None:
        entry = zipfile.ZipInfo(f"{self.name}/{path}", _EARLIEST)
        entry.compress_type = zipfile.ZIP_DEFLATED
        self._zip.writestr(entry, content)


def _manifest(sums: Mapping[str, str]) -> str:
    return "".join(f"{sums[path]}  {path.replace('%', '%25')}\n" for path in sorted(sums))
