"""Rows that stand for all tests of a module."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import transaction
from pytest_django import DjangoDbBlocker


@contextmanager
def standing[T](blocker: DjangoDbBlocker, build: Callable[[], T]) -> Iterator[T]:
    """What `build` makes, until the end. Each test undoes its own work and finds it as it was."""
    work = transaction.atomic()
    work._from_testcase = True  # so that a test's outermost transaction counts as one
    with blocker.unblock():
        work.__enter__()
        try:
            made = build()
        except BaseException as error:
            work.__exit__(type(error), error, error.__traceback__)
            raise
    try:
        yield made
    finally:
        with blocker.unblock():
            transaction.set_rollback(True)
            work.__exit__(None, None, None)
