"""The office of the handling tests, with reconsiderations, lawsuits and complaints."""

from tests.casework.handling.conftest import office

__all__ = ["office"]
