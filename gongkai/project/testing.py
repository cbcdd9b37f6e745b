"""pytest plug-in: gives the suite a PostgreSQL of its own before Django reads its settings.

With `GONGKAI_TEST_DATABASE_URL` set, that server is used instead (an owner who may create databases).
`GONGKAI_VAR_SUFFIX` keeps two runs on one machine apart.
"""

import hashlib
import os
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db.backends.postgresql.creation import DatabaseCreation
from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from gongkai.project import database, embedded

MIGRATED = "gongkai_migrated_"
_ONE_AT_A_TIME = 7_465_711  # a key of the server's advisory locks, ours alone
_KEPT = frozenset({"django_content_type", "auth_permission"})


def _let_the_suite_clean_up() -> None:
    """Between transactional tests Django empties all tables, which the ledger's triggers refuse. Only tables
    with rows are emptied: emptying all takes seconds. Django's rows about the models themselves stay."""

    def sql_flush(self: DatabaseOperations, style: Any, tables: list[str], **options: Any) -> list[str]:
        names = [self.quote_name(table) for table in tables if table not in _KEPT]
        asked = " UNION ALL ".join(f"(SELECT '{name}' FROM {name} LIMIT 1)" for name in names)
        with self.connection.cursor() as cursor:
            cursor.execute(asked)
            filled = [name for (name,) in cursor.fetchall()]
        return ["SET LOCAL session_replication_role = replica", *(f"DELETE FROM {name}" for name in filled)]

    DatabaseOperations.sql_flush = sql_flush  # type: ignore[method-assign, assignment]


def _let_databases_be_copied() -> None:
    """A test database is a copy of one that was migrated before, by another worker or an earlier run."""
    migrate: Any = DatabaseCreation.create_test_db

    def create_test_db(self: Any, *args: Any, keepdb: bool = False, **options: Any) -> str:
        name: str = self._get_test_db_name()
        migrated = f"{MIGRATED}{_digest_of_migrations()}"
        with self._nodb_cursor() as cursor:
            if keepdb and self._database_exists(cursor, name):
                return str(migrate(self, *args, keepdb=True, **options))
            cursor.execute("SELECT pg_advisory_lock(%s)", [_ONE_AT_A_TIME])
            cursor.execute(
                "SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{MIGRATED.replace('_', r'\_')}%"]
            )
            kept = {row[0] for row in cursor.fetchall()}
            if migrated in kept:
                _copy(cursor, migrated, name)
            else:
                migrate(self, *args, **options)
                self.connection.close()
                for old in kept:
                    cursor.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(old)))
                _copy(cursor, name, migrated)
        settings.DATABASES[self.connection.alias]["NAME"] = self.connection.settings_dict["NAME"] = name
        return name

    DatabaseCreation.create_test_db = create_test_db  # type: ignore[method-assign]


def _copy(cursor: Any, source: str, name: str) -> None:
    to, of = sql.Identifier(name), sql.Identifier(source)
    cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(to))
    cursor.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(to, of))


def _digest_of_migrations() -> str:
    """Another one as soon as any migration is, or any library."""
    digest = hashlib.sha256(Path("uv.lock").read_bytes())
    for key, migration in sorted(MigrationLoader(None).disk_migrations.items()):
        file = sys.modules[migration.__module__].__file__
        assert file, key
        digest.update(repr(key).encode() + Path(file).read_bytes())
    return digest.hexdigest()[:16]


def _let_passwords_be_cheap() -> None:
    """Argon2 with hardly any work: otherwise each person with a password costs a test a tenth of a second."""
    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost = 1, 8
    Argon2PasswordHasher.parallelism = 1


def _server() -> None:
    os.environ.setdefault("GONGKAI_SECRET_KEY", "for-tests-only")
    os.environ.setdefault("GONGKAI_FILES_KEY", "a key of files for the suite and nothing else")
    given = os.environ.get("GONGKAI_TEST_DATABASE_URL")
    if given:
        os.environ[database.URL] = os.environ[database.OWNER_URL] = given
    elif database.OWNER_URL not in os.environ:
        suffix = os.environ.get("GONGKAI_VAR_SUFFIX", "")
        embedded.start(Path.cwd() / "var" / f"test-postgres{suffix and '-' + suffix}", durable=False)
    os.environ[database.AS_OWNER] = "1"


_server()
_let_the_suite_clean_up()
_let_databases_be_copied()
_let_passwords_be_cheap()
