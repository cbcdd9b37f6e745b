"""Rights of the application's database role: it may add to the ledger and read it, nothing else.

The tables belong to another role. So even a flaw in the application can't rewrite the past.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

APPEND_ONLY = (
    "ledger_event", "ledger_entry", "calendar_notices_loadednotice",
    "transparency_publicentry", "transparency_treenode", "transparency_treehead",
)  # fmt: skip
READ_ONLY = ("django_migrations",)


def grant(connection: BaseDatabaseWrapper, role: str) -> None:
    """Give `role` what it needs on every table there is. To be run by the owner after each migration."""
    name = sql.Identifier(role)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        if cursor.fetchone()[0] == role:
            return  # one role for everything: the triggers alone guard the ledger
        cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(name))
        cursor.execute(sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(name))
        cursor.execute(
            sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}").format(name)
        )
        for table in APPEND_ONLY:
            _withhold(cursor, name, table, "UPDATE, DELETE, TRUNCATE")
        for table in READ_ONLY:
            _withhold(cursor, name, table, "INSERT, UPDATE, DELETE, TRUNCATE")


def _withhold(cursor: Any, role: sql.Identifier, table: str, rights: str) -> None:
    statement = sql.SQL("REVOKE {rights} ON {table} FROM {role}").format(
        rights=sql.SQL(rights), table=sql.Identifier(table), role=role
    )
    cursor.execute(statement)
