"""A small mail server (IMAP) in a thread: real sockets, and the commands that looking into a folder needs."""

import re
import socketserver
import threading
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Kept:
    """A message on the server."""

    content: bytes
    flags: set[str] = field(default_factory=set)


@dataclass
class MailServer:
    """What lies on it, and what was asked of it."""

    password: str = "geheim"
    uidvalidity: int = 7
    folders: dict[str, dict[int, Kept]] = field(default_factory=lambda: {"INBOX": {}})
    asked: list[str] = field(default_factory=list)
    port: int = 0

    def put(self, content: bytes, uid: int | None = None) -> int:
        inbox = self.folders["INBOX"]
        number = uid or max(inbox, default=0) + 1
        inbox[number] = Kept(content)
        return number

    @property
    def inbox(self) -> dict[int, Kept]:
        return self.folders["INBOX"]


def serve(server: MailServer) -> socketserver.ThreadingTCPServer:
    """Start it; the caller shuts it down."""

    class Session(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"* OK [CAPABILITY IMAP4rev1 ID MOVE UIDPLUS] ready\r\n")
            while line := self.rfile.readline():
                tag, _, command = line.decode().strip().partition(" ")
                server.asked.append(command)
                untagged, answer = answered(server, command)
                self.wfile.write(untagged + f"{tag} {answer}\r\n".encode())
                if command.upper() == "LOGOUT":
                    return

    listening = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session)
    listening.daemon_threads = True
    server.port = listening.server_address[1]
    threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    return listening


def answered(server: MailServer, command: str) -> tuple[bytes, str]:
    """Untagged lines, and the rest of the tagged one."""
    name, _, rest = command.removeprefix("UID ").partition(" ")
    answer = _ANSWERS.get(name.upper())
    if answer is None:
        return b"", "BAD unknown"
    untagged = answer(server, rest)
    if untagged is None:
        return b"", "NO [AUTHENTICATIONFAILED] wrong password"
    return untagged, "OK done"


def _login(server: MailServer, rest: str) -> bytes | None:
    return b"" if rest.rpartition(" ")[2].strip('"') == server.password else None


def _select(server: MailServer, rest: str) -> bytes:
    return f"* {len(server.inbox)} EXISTS\r\n* OK [UIDVALIDITY {server.uidvalidity}] ok\r\n".encode()


def _search(server: MailServer, rest: str) -> bytes:
    unseen = "UNSEEN" in rest
    uids = [str(uid) for uid, kept in server.inbox.items() if not (unseen and "\\Seen" in kept.flags)]
    return f"* SEARCH {' '.join(uids)}\r\n".encode()


def _store(server: MailServer, rest: str) -> bytes:
    for uid in _numbers(rest):
        server.inbox[uid].flags.add("\\Seen")
    return b""


def _list(server: MailServer, rest: str) -> bytes:
    return "".join(f'* LIST () "/" "{each}"\r\n' for each in server.folders if each in rest).encode()


def _create(server: MailServer, rest: str) -> bytes:
    server.folders[rest.strip('"')] = {}
    return b""


def _move(server: MailServer, rest: str) -> bytes:
    folder = rest.rpartition(" ")[2].strip('"')
    for uid in _numbers(rest):
        server.folders[folder][uid] = server.inbox.pop(uid)
    return b""


def _numbers(rest: str) -> list[int]:
    numbers = []
    for piece in rest.partition(" ")[0].split(","):
        first, _, last = piece.partition(":")
        numbers += range(int(first), int(last or first) + 1)
    return numbers


def _fetched(server: MailServer, rest: str) -> bytes:
    lines = b""
    for uid in _numbers(rest):
        kept = server.inbox.get(uid)
        if kept is None:
            continue
        told = f"UID {uid} RFC822.SIZE {len(kept.content)}".encode()
        if "INTERNALDATE" in rest:
            told += b' INTERNALDATE "22-Jan-2018 09:31:00 +0800"'
        body = re.search(r"BODY\.PEEK\[(HEADER)?\]", rest)
        if body:
            content = kept.content.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if body[1] else kept.content
            told += b" BODY[%s] {%d}\r\n%s" % ((body[1] or "").encode(), len(content), content)
        lines += b"* %d FETCH (%s)\r\n" % (uid, told)
    return lines


_ANSWERS: dict[str, Callable[[MailServer, str], bytes | None]] = {
    "CAPABILITY": lambda _server, _rest: b"* CAPABILITY IMAP4rev1 ID MOVE UIDPLUS\r\n",
    "LOGIN": _login,
    "ID": lambda _server, _rest: b"* ID NIL\r\n",
    "SELECT": _select,
    "SEARCH": _search,
    "FETCH": _fetched,
    "STORE": _store,
    "LIST": _list,
    "CREATE": _create,
    "MOVE": _move,
    "LOGOUT": lambda _server, _rest: b"* BYE\r\n",
}
