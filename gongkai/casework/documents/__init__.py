"""Documents of a case as PDF and DOCX: replies, notices, and the bundle that is archived."""

from gongkai.casework.documents.letter import Letter
from gongkai.casework.documents.pdf import letter_pdf
from gongkai.casework.documents.word import letter_docx

__all__ = ["Letter", "letter_docx", "letter_pdf"]
