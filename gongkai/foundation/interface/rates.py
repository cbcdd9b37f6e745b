"""How often somebody may call. One statement a call, right under concurrency."""

from datetime import datetime, timedelta

from django.db import connection

WINDOW = timedelta(minutes=1)

_CALL = """
INSERT INTO interface_rate (caller, since, calls) VALUES (%(caller)s, %(now)s, 1)
ON CONFLICT (caller) DO UPDATE SET
    calls = CASE WHEN interface_rate.since > %(begin)s THEN interface_rate.calls + 1 ELSE 1 END,
    since = CASE WHEN interface_rate.since > %(begin)s THEN interface_rate.since ELSE %(now)s END
RETURNING since, calls
"""


def wait(caller: str, limit: int, now: datetime, window: timedelta = WINDOW) -> int:
    """Count one call; 0 when it may go on, else the seconds to wait."""
    with connection.cursor() as cursor:
        cursor.execute(_CALL, {"caller": caller[:80], "now": now, "begin": now - window})
        since, calls = cursor.fetchone()
    return 0 if calls <= limit else max(1, int((since + window - now).total_seconds()) + 1)
