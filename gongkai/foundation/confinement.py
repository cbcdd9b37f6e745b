"""Work on a stranger's file in a process of its own, because such files are read by programs in C++.

The process is new for each file, has limits on memory, time and files, no network where the system allows
it, and none of our settings and keys. If it fails, one sentence says so; the caller lives on.

A room has a `__main__.py` that calls `serve`, and hands work there with `run`.
"""

import contextlib
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping

from gongkai.core.messages import Message

_MEMORY = 3 << 30  # bytes of addresses
_OPEN_FILES = 64
_NEEDED = ("PATH", "PYTHONPATH", "VIRTUAL_ENV", "LANG", "LD_LIBRARY_PATH")

type Parameters = Mapping[str, object]
type Work = Callable[[bytes, Parameters], bytes | Message]


def run(
    package: str, task: str, content: bytes, parameters: Parameters, *, seconds: int, unfinished: Message
) -> bytes | Message:
    """What `package`'s own process makes of the content; `unfinished` when it dies or takes too long."""
    command = [sys.executable, "-m", package, task, json.dumps(parameters)]
    environment = {name: os.environ[name] for name in _NEEDED if name in os.environ}
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, check=False, timeout=seconds, env=environment
        )
    except subprocess.TimeoutExpired:
        return unfinished
    head, line, rest = done.stdout.partition(b"\n")
    if done.returncode != 0 or not line:
        return unfinished
    told = json.loads(head)
    if told is None:
        return rest
    return Message(str(told["text"]), dict(told["values"]))


def confine(seconds: int) -> None:
    """From here on this process may do little."""
    with contextlib.suppress(OSError):
        os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)
    for what, most in (
        (resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, _OPEN_FILES), (resource.RLIMIT_CORE, 0),
    ):  # fmt: skip
        resource.setrlimit(what, (most, most))


def serve(work: Work, parameters: str, seconds: int) -> None:
    """What the process does: a file in, one line of JSON and the result out."""
    confine(seconds)
    result = work(sys.stdin.buffer.read(), json.loads(parameters))
    if isinstance(result, Message):
        head, rest = json.dumps({"text": result.text, "values": dict(result.values)}), b""
    else:
        head, rest = "null", result
    sys.stdout.buffer.write(head.encode() + b"\n")
    sys.stdout.buffer.write(rest)  # hundreds of megabytes: not copied once more
