"""The office of the handling tests."""

from tests.casework.handling.conftest import office

__all__ = ["office"]
