"""Tables of the gazette."""

from gongkai.publishing.gazette.models.figures import Copies, PrintedItem, PublishedIssue
from gongkai.publishing.gazette.models.issues import Entry, Gazette, Issue, Omission, Paper, PaperForm
from gongkai.publishing.gazette.models.scans import ScanPage, ScanReading

__all__ = [
    "Copies",
    "Entry",
    "Gazette",
    "Issue",
    "Omission",
    "Paper",
    "PaperForm",
    "PrintedItem",
    "PublishedIssue",
    "ScanPage",
    "ScanReading",
]
