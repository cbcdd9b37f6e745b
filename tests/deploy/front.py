"""The shipped nginx configuration, run without root on ports of the loopback, before a site that may stop."""

import http.client
import os
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.wsgi import get_wsgi_application
from django.test.testcases import QuietWSGIRequestHandler

SHIPPED = Path(__file__).parents[2] / "deploy" / "nginx"
NAME = "www.example.gov.cn"
SECRET = "a word for tests"
PATIENCE = 20  # seconds


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class Site:
    """The application in a thread of this process; it can go down and come back at the same port."""

    port: int = field(default_factory=free_port)
    _server: ThreadedWSGIServer | None = None

    def start(self) -> None:
        self._server = ThreadedWSGIServer(("127.0.0.1", self.port), QuietWSGIRequestHandler)
        self._server.daemon_threads = False  # their connections are closed before the database is emptied
        self._server.set_app(get_wsgi_application())
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}).start()

    def stop(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


@dataclass(frozen=True)
class Answer:
    """What came back. Names of headers in small letters."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def cache(self) -> str:
        return self.headers.get("x-cache", "")

    @property
    def text(self) -> str:
        return self.content.decode()


@dataclass
class Front:
    """A running nginx. `secure`, `plain` and `worker` are its ports."""

    folder: Path
    secure: int
    plain: int
    worker: int

    def ask(self, address: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        """Ask as a reader does, by TLS. `accept_language` is written Accept-Language."""
        context = ssl.create_default_context(cafile=str(self.folder / "site.pem"))
        context.check_hostname = False
        connection = http.client.HTTPSConnection("127.0.0.1", self.secure, timeout=PATIENCE, context=context)
        return _asked(connection, address, method, body, headers)

    def ask_plainly(self, address: str, port: int = 0, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", port or self.plain, timeout=PATIENCE)
        return _asked(connection, address, "GET", None, headers)

    @property
    def log(self) -> str:
        return (self.folder / "error.log").read_text(encoding="utf-8")


def _asked(
    connection: http.client.HTTPConnection,
    address: str,
    method: str,
    body: bytes | None,
    headers: Mapping[str, str],
) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request(method, address, body=body, headers={"Host": NAME, **named})
        answer = connection.getresponse()
        told = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, told, answer.read())
    finally:
        connection.close()


@contextmanager
def fronting(folder: Path, site: int, *, static: Path, files: Path, limited: bool = True) -> Iterator[Front]:
    """nginx before the site at port `site`, with everything it writes in `folder`. Not `limited`: for a
    bench, whose requests all come from one address."""
    front = Front(folder, free_port(), free_port(), free_port())
    _certify(folder)
    shutil.copytree(SHIPPED / "gongkai", folder / "gongkai")
    if not limited:
        _unlimited(folder / "gongkai")
    (folder / "gongkai" / "secret.conf").write_text(f'"{SECRET}" 1;\n')
    (folder / "gongkai.conf").write_text(_placed(front, site, static, files), encoding="utf-8")
    (folder / "nginx.conf").write_text(_around(folder), encoding="utf-8")
    command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        _wait_for(front.secure, running)
        yield front
    finally:
        running.terminate()
        running.wait(PATIENCE)


def _placed(front: Front, site: int, static: Path, files: Path) -> str:
    """The shipped file with this machine's ports and places. Each must be there to be replaced."""
    text = (SHIPPED / "gongkai.conf").read_text(encoding="utf-8")
    places = {
        "server 127.0.0.1:8000;": f"server 127.0.0.1:{site};",
        "listen 80 default_server;": f"listen 127.0.0.1:{front.plain} default_server;",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{front.secure} ssl http2;",
        "listen 127.0.0.1:8081;": f"listen 127.0.0.1:{front.worker};",
        "/var/cache/nginx/": f"{front.folder}/cache-",
        "/etc/nginx/gongkai/": f"{front.folder}/gongkai/",
        "/etc/ssl/gongkai.pem": f"{front.folder}/site.pem",
        "/etc/ssl/private/gongkai.key": f"{front.folder}/site.key",
        "/var/lib/gongkai/static": str(static),
        "/var/lib/gongkai/files": str(files),
    }
    for shipped, here in places.items():
        assert shipped in text, shipped
        text = text.replace(shipped, here)
    return text


def _unlimited(folder: Path) -> None:
    for name, limit, wide in (
        ("http.conf", "rate=50r/s", "rate=1000000r/s"),
        ("locations.conf", "keepalive_requests 10000;", "keepalive_requests 100000000;"),
    ):
        text = (folder / name).read_text(encoding="utf-8")
        assert limit in text, limit
        (folder / name).write_text(text.replace(limit, wide), encoding="utf-8")


def _around(folder: Path) -> str:
    kept = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    own = "user root;\n" if os.geteuid() == 0 else ""  # else its workers may not enter the folder
    return (
        f"{own}daemon off; pid {folder}/nginx.pid; worker_processes 2;\n"
        "events { worker_connections 1024; }\n"
        "http { include /etc/nginx/mime.types; sendfile on; access_log off;\n"
        f"{kept}include {folder}/gongkai.conf; }}\n"
    )


def _certify(folder: Path) -> None:
    """A certificate of a day for NAME, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1)).sign(key, hashes.SHA256())
    )  # fmt: skip
    (folder / "site.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "site.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )


def _wait_for(port: int, running: subprocess.Popen[str]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if running.poll() is not None:
            raise RuntimeError(running.stderr.read() if running.stderr else "nginx ended")
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError("nginx does not answer")
