"""Checking a stranger's file where it can harm nobody.

A small server process is started once and loads everything the check needs. For each file it forks a
child that gives up the network (where the system lets it), takes on limits of memory, time, file size and
open files, reads the file, writes the answer and ends. Whatever happens in the child, the caller gets an
answer in the JSON form: a child that was killed or ran out of time becomes a plain message.

    with Sandbox() as sandbox:
        answer = sandbox.check([Upload("report.pdf", data)])
"""

import json
import os
import select
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any, Self

from gongkai.core.messages import N_, Message
from gongkai.reporting.checking.language import translation_into
from gongkai.reporting.checking.result import FORMAT_VERSION, ReportResult, report_json

CHINESE = "zh-hans"
_CHUNK = 1 << 16
_CRASHED = Message(N_("这个文件无法处理，检查已中止。请换一种格式再试。"))
_TOO_SLOW = Message(N_("检查用时太长，已中止。请只上传年度报告本身。"))
_TOO_BIG = Message(N_("文件超过 {limit} MB。请只上传年度报告本身。"))
_BUSY = Message(N_("正在检查的文件太多，请稍后再试。"))


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. Sizes in bytes, times in seconds."""

    upload: int = 30 << 20
    memory: int = 2 << 30
    processor: int = 60
    wall: int = 90
    written: int = 64 << 20
    open_files: int = 256
    answer: int = 64 << 20
    at_once: int = 2
    waiting: int = 30  # how long a file may wait for its turn


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as it was sent."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """One report in the JSON form, and its document beside the findings as an HTML fragment if asked for."""

    report: dict[str, Any]
    html: str | None = None

    @property
    def readable(self) -> bool:
        return bool(self.report["readable"])


class Sandbox:
    """Checks files in limited processes. Safe to use from several threads; start one a process."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._places = threading.BoundedSemaphore(self.limits.at_once)
        self._lock = threading.Lock()
        self._server: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def check(
        self,
        uploads: Sequence[Upload],
        *,
        against: Upload | None = None,
        children: Sequence[Upload] = (),
        html: bool = False,
        language: str = CHINESE,
    ) -> list[Answer]:
        """An answer for each upload, in order. Never raises for what a file holds."""
        return [self._check_one(upload, against, children, html, language) for upload in uploads]

    def close(self) -> None:
        """End the server process."""
        with self._lock:
            if self._control is not None:
                self._control.close()
            if self._server is not None:
                self._server.terminate()
                self._server.wait(timeout=10)
            self._server = self._control = None

    def _check_one(
        self,
        upload: Upload,
        against: Upload | None,
        children: Sequence[Upload],
        html: bool,
        language: str,
    ) -> Answer:
        limit = self.limits.upload
        for sent in (upload, *children, *([against] if against else [])):
            if len(sent.data) > limit:
                said = replace(_TOO_BIG, values={"limit": limit >> 20})
                return _refused(upload.name, said, language)
        if not self._places.acquire(timeout=self.limits.waiting):
            return _refused(upload.name, _BUSY, language)
        try:
            return self._run(upload, against, children, html, language)
        finally:
            self._places.release()

    def _run(
        self,
        upload: Upload,
        against: Upload | None,
        children: Sequence[Upload],
        html: bool,
        language: str,
    ) -> Answer:
        with tempfile.TemporaryDirectory(prefix="check-") as folder:
            head = {
                "folder": folder,
                "html": html,
                "language": language,
                "upload": [upload.name, len(upload.data)],
                "against": [against.name, len(against.data)] if against else None,
                "children": [[child.name, len(child.data)] for child in children],
            }
            body = [upload.data, *([against.data] if against else []), *(child.data for child in children)]
            said = self._exchange(json.dumps(head).encode() + b"\n" + b"".join(body))
        if said is None:
            return _refused(upload.name, _TOO_SLOW, language)
        try:
            answer = json.loads(said)
        except ValueError:
            return _refused(upload.name, _CRASHED, language)
        return Answer(answer["report"], answer["html"])

    def _exchange(self, request: bytes) -> bytes | None:
        """Hand the request to a fresh child; its bytes, or None when the time is over."""
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                self._hand_over(theirs)
            deadline = time.monotonic() + self.limits.wall + 5
            return _converse(ours, request, deadline, self.limits.answer)

    def _hand_over(self, end: socket.socket) -> None:
        """Give one end of a connection to the server, starting the server if it is not there."""
        with self._lock:
            for _ in range(2):
                if self._control is None or self._server is None or self._server.poll() is not None:
                    self._start()
                try:
                    assert self._control is not None
                    socket.send_fds(self._control, [b"."], [end.fileno()])
                    return
                except OSError:  # the server is gone: start it again, once
                    self._control = None
            raise RuntimeError("the checking server does not start")

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        limits = self.limits
        numbers = [limits.memory, limits.processor, limits.wall, limits.written, limits.open_files]
        command = [sys.executable, "-m", "gongkai.reporting.checking.worker", str(theirs.fileno())]
        self._server = subprocess.Popen(
            [*command, *map(str, numbers)],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env={"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "PYTHONPATH": _python_path()},
        )
        theirs.close()
        self._control = ours


def _python_path() -> str:
    """Where this code was imported from, so that the server finds the same. No secrets go along."""
    return os.pathsep.join(path for path in sys.path if path)


def _converse(connection: socket.socket, request: bytes, deadline: float, most: int) -> bytes | None:
    """Send and receive at once until the other end closes; None when the deadline passes."""
    connection.setblocking(False)
    sending, size = memoryview(request), 0
    received: list[bytes] = []
    while True:
        left = deadline - time.monotonic()
        writers = [connection] if sending else []
        readable, writable, _ = select.select([connection], writers, [], max(0, left))
        if not readable and not writable:
            return None
        if writable:
            sending = _send(connection, sending)
        if readable:
            chunk = _receive(connection)
            size += len(chunk)
            if not chunk or size > most:
                return b"".join(received) if size <= most else b""
            received.append(chunk)


def _send(connection: socket.socket, sending: memoryview) -> memoryview:
    try:
        rest = sending[connection.send(sending[:_CHUNK]) :]
    except OSError:  # the child is gone; what it said before is read next
        return memoryview(b"")
    if not rest:
        connection.shutdown(socket.SHUT_WR)
    return rest


def _receive(connection: socket.socket) -> bytes:
    try:
        return connection.recv(_CHUNK)
    except ConnectionError:
        return b""


def _refused(name: str, message: Message, language: str) -> Answer:
    return Answer(report_json(ReportResult(name, message=message), translation_into(language)))


def as_json(answers: Sequence[Answer]) -> dict[str, Any]:
    """The whole answer in the JSON form."""
    return {"version": FORMAT_VERSION, "reports": [answer.report for answer in answers]}
