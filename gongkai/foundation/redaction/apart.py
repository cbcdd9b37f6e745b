"""The same work in a process of its own, because a stranger's PDF is read by programs in C++.

The process is new for each document, has limits on memory, time and files, no network where the system
allows it, and none of our settings and keys. If it fails, one sentence says so; the caller lives on.
"""

import contextlib
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

from gongkai.core.messages import N_, Message
from gongkai.foundation.redaction import redacting
from gongkai.foundation.redaction.boxes import Box

_MEMORY = 3 << 30  # bytes of addresses
_OPEN_FILES = 64
_SECONDS = {"redact": 900, "page_image": 60, "characters": 300}
_NEEDED = ("PATH", "PYTHONPATH", "VIRTUAL_ENV", "LANG", "LD_LIBRARY_PATH")

type Parameters = Mapping[str, object]
type Work = Callable[[bytes, Parameters], bytes | Message]


def redact(content: bytes, boxes: Sequence[Box]) -> bytes | Message:
    """`redacting.redact`, apart."""
    return _apart("redact", content, {"boxes": [asdict(box) for box in boxes]})


def page_image(content: bytes, page: int, dpi: float = 100) -> bytes | Message:
    """`redacting.page_image`, apart."""
    return _apart("page_image", content, {"page": page, "dpi": dpi})


def characters_of(content: bytes) -> bytes | Message:
    """The characters of every page, as JSON that `redacting.characters_from` reads."""
    return _apart("characters", content, {})


def _apart(task: str, content: bytes, parameters: Parameters) -> bytes | Message:
    command = [sys.executable, "-m", __package__, task, json.dumps(parameters)]
    environment = {name: os.environ[name] for name in _NEEDED if name in os.environ}
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, check=False, timeout=_SECONDS[task], env=environment
        )
    except subprocess.TimeoutExpired:
        return _unfinished()
    head, line, rest = done.stdout.partition(b"\n")
    if done.returncode != 0 or not line:
        return _unfinished()
    told = json.loads(head)
    if told is None:
        return rest
    return Message(str(told["text"]), dict(told["values"]))


def _unfinished() -> Message:
    return Message(N_("PDF 文件过于复杂，处理没有完成，请打印为新的 PDF 后再试"))


def _redact(content: bytes, parameters: Parameters) -> bytes | Message:
    boxes = parameters["boxes"]
    assert isinstance(boxes, list)
    return redacting.redact(content, [Box(**box) for box in boxes])


def _page_image(content: bytes, parameters: Parameters) -> bytes | Message:
    return redacting.page_image(content, int(str(parameters["page"])), float(str(parameters["dpi"])))


def _characters(content: bytes, parameters: Parameters) -> bytes | Message:
    return redacting.characters_told(content)


_WORK: Mapping[str, Work] = {"redact": _redact, "page_image": _page_image, "characters": _characters}


def _confine(seconds: int) -> None:
    """From here on this process may do little."""
    with contextlib.suppress(OSError):
        os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)
    for what, most in (
        (resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, _OPEN_FILES), (resource.RLIMIT_CORE, 0),
    ):  # fmt: skip
        resource.setrlimit(what, (most, most))


def main(task: str, parameters: str) -> None:
    """What the process does: a document in, one line of JSON and the result out."""
    _confine(_SECONDS[task])
    result = _WORK[task](sys.stdin.buffer.read(), json.loads(parameters))
    if isinstance(result, Message):
        head, rest = json.dumps({"text": result.text, "values": dict(result.values)}), b""
    else:
        head, rest = "null", result
    sys.stdout.buffer.write(head.encode() + b"\n" + rest)
