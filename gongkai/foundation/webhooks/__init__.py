"""Telling other programs what was done, signed and retried."""
