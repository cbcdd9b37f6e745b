"""Asks for addresses in turn over one lasting connection for some seconds, and prints answers a second.

`reader.py PORT PIPELINE SECONDS ADDRESS…` (`@FILE`: one address a line). With a PIPELINE above 1 so many
requests for the first address are sent at once before their answers are read. In no SECONDS each is asked
for once.
"""

import itertools
import math
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

HEAD = (
    "GET {} HTTP/1.1\r\nHost: www.example.gov.cn\r\nX-Forwarded-Proto: https\r\n"
    "X-Gongkai-Reader: bench\r\n\r\n"
)


def main(port: int, pipeline: int, window: float, addresses: list[str]) -> float:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        if pipeline > 1:
            return _same(connection, addresses[0], pipeline, window)
        asked = itertools.cycle(addresses) if window else iter(addresses)
        return _in_turn(connection, asked, window or math.inf)


def _in_turn(connection: socket.socket, addresses: Iterator[str], window: float) -> float:
    """One after the other, each read to its end."""
    count, begun = 0, time.perf_counter()
    for each in addresses:
        _whole(connection, HEAD.format(each).encode())
        count += 1
        if time.perf_counter() - begun > window:
            break
    return count / (time.perf_counter() - begun)


def _same(connection: socket.socket, address: str, pipeline: int, window: float) -> float:
    """Many at once: every answer is as long as the first, so that what is measured is the server."""
    request = HEAD.format(address).encode()
    length = _whole(connection, request)
    count, begun = 0, time.perf_counter()
    while time.perf_counter() - begun < window:
        connection.sendall(request * pipeline)
        left = length * pipeline
        while left > 0:
            got = len(connection.recv(1 << 18))
            if not got:
                raise SystemExit("the server hung up")
            left -= got
        count += pipeline
    return count / (time.perf_counter() - begun)


def _whole(connection: socket.socket, request: bytes) -> int:
    """Ask once; the length of the whole answer."""
    connection.sendall(request)
    got = b""
    while b"\r\n\r\n" not in got:
        got += _some(connection)
    head, _, body = got.partition(b"\r\n\r\n")
    if b" 200 " not in head[:40]:
        raise SystemExit(head.decode(errors="replace"))
    at = head.lower().index(b"content-length:") + 15
    length, here = int(head[at:].split(b"\r\n", 1)[0]), len(body)
    while here < length:
        here += len(_some(connection))
    return len(head) + 4 + length


def _some(connection: socket.socket) -> bytes:
    got = connection.recv(1 << 18)
    if not got:
        raise SystemExit("the server hung up")
    return got


if __name__ == "__main__":
    asked = sys.argv[4:]
    if asked[0].startswith("@"):
        asked = Path(asked[0][1:]).read_text().split()
    print(main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), asked))
