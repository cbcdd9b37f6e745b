"""pytest plug-in: gives the suite a PostgreSQL of its own before Django reads its settings.

With `GONGKAI_TEST_DATABASE_URL` set, that server is used instead (an owner who may create databases).
`GONGKAI_VAR_SUFFIX` keeps two runs on one machine apart.
"""

import os
from pathlib import Path
from typing import Any

from django.db.backends.postgresql.operations import DatabaseOperations

from gongkai.project import database, embedded


def _let_the_suite_clean_up() -> None:
    """Between transactional tests Django empties all tables, which the ledger's triggers refuse."""
    flush = DatabaseOperations.sql_flush

    def sql_flush(self: DatabaseOperations, *args: Any, **options: Any) -> list[str]:
        statements = flush(self, *args, **options)
        return ["SET LOCAL session_replication_role = replica", *statements] if statements else []

    DatabaseOperations.sql_flush = sql_flush  # type: ignore[method-assign, assignment]


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
