"""The usual spreadsheet of a catalogue: read in a process of its own, and written."""

from gongkai.publishing.catalogue.sheets.apart import NotACatalogueError, read
from gongkai.publishing.catalogue.sheets.written import workbook

__all__ = ["NotACatalogueError", "read", "workbook"]
