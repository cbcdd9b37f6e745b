"""The other side of the sandbox: a server that forks one limited child for each file.

Started as `python -m gongkai.reporting.checking.worker FD MEMORY CPU WALL WRITTEN OPEN_FILES`, where FD is
the socket over which connections are handed in. It is a single thread, so that forking is safe.
"""

import contextlib
import gc
import json
import os
import resource
import signal
import socket
import sys
from collections.abc import Sequence
from typing import Any

from gongkai.core.messages import N_, Message
from gongkai.core.reading import Reading
from gongkai.foundation.rulebook import forms
from gongkai.reporting.checking.declared import narratives, scope_words, text_words
from gongkai.reporting.checking.engine import check_file, read_report
from gongkai.reporting.checking.language import translation_into
from gongkai.reporting.checking.page import fragment
from gongkai.reporting.checking.result import ReportResult, report_json
from gongkai.reporting.readers import Unreadable

_CHUNK = 1 << 16


def serve(control: socket.socket, limits: Sequence[int]) -> None:
    """Fork a child for every connection handed in, until the other side closes."""
    _warm_up()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # ended children need no waiting for
    while True:
        _, handed, _, _ = socket.recv_fds(control, 1, 1)
        if not handed:
            return
        with socket.socket(fileno=handed[0]) as connection:
            if os.fork() == 0:
                control.close()
                _child(connection, limits)


def _warm_up() -> None:
    """Load the rules before the first fork, and keep the pages of memory shared after it."""
    compiled = [(narrative.patterns, narrative.topic_pattern) for narrative in narratives()]
    loaded = compiled, forms(), scope_words().compiled, text_words().period_pattern
    assert all(loaded)
    gc.freeze()


def _child(connection: socket.socket, limits: Sequence[int]) -> None:
    """Check one file and end the process, whatever happens."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _confine(limits)
        answer = _answer(connection)
        connection.sendall(json.dumps(answer, ensure_ascii=False).encode())
    except BaseException:  # nothing to say: the caller takes silence for a crash
        os._exit(1)
    os._exit(0)


def _confine(limits: Sequence[int]) -> None:
    """No network, and no more than the limits. The alarm's default action ends the process."""
    memory, processor, wall, written, open_files = limits
    with contextlib.suppress(OSError, AttributeError):
        os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor))
    resource.setrlimit(resource.RLIMIT_FSIZE, (written, written))
    resource.setrlimit(resource.RLIMIT_NOFILE, (open_files, open_files))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(wall)


def _answer(connection: socket.socket) -> dict[str, Any]:
    head, files = _request(connection)
    os.environ["TMPDIR"] = os.environ["HOME"] = head["folder"]
    os.chdir(head["folder"])
    remaining = iter(files)
    data, name = next(remaining), head["upload"][0]
    try:
        previous = _relative(next(remaining), head["against"][0]) if head["against"] else None
        children = [_relative(next(remaining), child) for child, _ in head["children"]]
        result = check_file(data, name, previous, children)
    except Unreadable as error:
        result = ReportResult(name, message=error.message)
    translate = translation_into(head["language"])
    html = fragment(result, translate) if head["html"] else None
    return {"report": report_json(result, translate), "html": html}


def _relative(data: bytes, name: str) -> Reading:
    """Last year's report or one from below. Raises Unreadable with its name in the message."""
    try:
        return read_report(data, name)
    except Unreadable as error:
        raise Unreadable(
            Message(N_("对照文件“{name}”：{why}"), {"name": name, "why": error.message})
        ) from error


def _request(connection: socket.socket) -> tuple[dict[str, Any], list[bytes]]:
    """The head line, and the files that follow it one after the other."""
    received = bytearray()
    while chunk := connection.recv(_CHUNK):
        received += chunk
    line, _, body = bytes(received).partition(b"\n")
    head = json.loads(line)
    sizes = [head["upload"][1], *([head["against"][1]] if head["against"] else [])]
    sizes += [size for _, size in head["children"]]
    files, start = [], 0
    for size in sizes:
        files.append(body[start : start + size])
        start += size
    return head, files


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])), [int(number) for number in sys.argv[2:]])
