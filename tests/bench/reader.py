"""Asks one address over one lasting connection for some seconds, and prints answers a second.

`reader.py PORT ADDRESS PIPELINE SECONDS`: so many requests are sent at once before their answers are read.
"""

import socket
import sys
import time


def main(port: int, address: str, pipeline: int, window: float) -> float:
    request = (
        f"GET {address} HTTP/1.1\r\nHost: www.example.gov.cn\r\nX-Forwarded-Proto: https\r\n"
        "X-Gongkai-Reader: bench\r\n\r\n"
    ).encode()
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(request)
        length = _first(connection)
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


def _first(connection: socket.socket) -> int:
    """The length of a whole answer; all are alike."""
    got = b""
    while b"\r\n\r\n" not in got:
        got += connection.recv(1 << 16)
    head, _, body = got.partition(b"\r\n\r\n")
    if b" 200 " not in head.split(b"\r\n")[0]:
        raise SystemExit(head.decode(errors="replace"))
    told = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    length = int(told.split(b":")[1])
    while len(body) < length:
        body += connection.recv(1 << 16)
    return len(head) + 4 + length


if __name__ == "__main__":
    print(main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), float(sys.argv[4])))
