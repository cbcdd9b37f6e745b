"""The report as a DOCX an office can go on working with (layout of GB/T 9704)."""

from gongkai.reporting.printing.docx.document import to_docx

__all__ = ["to_docx"]
