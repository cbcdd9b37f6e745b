"""Telling a body's clerks that their return is awaited."""

from datetime import datetime

from gongkai.reporting.models import Reminder, Return


def tell_clerks(of: Return, reminder: Reminder, now: datetime) -> None:
    """Queue a mail."""
