"""Screens of the report's text."""
