"""Structured disclosure: declared data sets, their rows, cadences and obligations."""
