"""Looking for viruses with a clamd, if GONGKAI_CLAMD names one (a socket's path, or host:port)."""

import socket
import struct
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from gongkai.core.messages import N_, Message

_TIMEOUT_SECONDS = 30
_CHUNK = 1 << 16


class Scanner(Protocol):
    """Anything that looks into a content: why it can't be accepted, or None."""

    def __call__(self, content: bytes) -> Message | None: ...


def problem(content: bytes) -> Message | None:
    """What the installation's scanner says; None without one."""
    if not settings.FILES_SCANNER:
        return None
    scanner: Scanner = import_string(settings.FILES_SCANNER)
    return scanner(content)


def clamd(content: bytes) -> Message | None:
    """Ask clamd (INSTREAM). A scanner that does not answer lets nothing pass."""
    try:
        said = _ask(content)
    except OSError:
        return Message(N_("病毒检查服务没有应答，文件未接收，请稍后再试或联系管理员"))
    if said.endswith("OK"):
        return None
    if said.endswith("FOUND"):
        virus = said.partition(":")[2].removesuffix("FOUND").strip()
        return Message(N_("文件带有病毒（{virus}），未接收"), {"virus": virus})
    return Message(N_("病毒检查未能完成，文件未接收：{said}"), {"said": said})


def _ask(content: bytes) -> str:
    with _connected() as connection:
        connection.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), _CHUNK):
            chunk = content[start : start + _CHUNK]
            connection.sendall(struct.pack("!L", len(chunk)) + chunk)
        connection.sendall(struct.pack("!L", 0))
        return connection.recv(4096).rstrip(b"\0").decode(errors="replace").strip()


def _connected() -> socket.socket:
    host, _, port = settings.CLAMD.rpartition(":")
    if port.isdigit():
        return socket.create_connection((host, int(port)), _TIMEOUT_SECONDS)
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(_TIMEOUT_SECONDS)
    connection.connect(settings.CLAMD)
    return connection
