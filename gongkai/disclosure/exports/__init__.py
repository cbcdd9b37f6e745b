"""Downloads of a data set as asked for: of now, of a day, of a filter. For everybody, masked as declared.

CSV and JSON are streamed; XLSX and Parquet are files on the disk that go when they are closed.
"""

from gongkai.disclosure.exports.files import MOST_SHEET_ROWS, TooManyRowsError, parquet_of, xlsx_of
from gongkai.disclosure.exports.streams import chosen, csv_of, json_of

__all__ = [
    "MOST_SHEET_ROWS",
    "TooManyRowsError",
    "chosen",
    "csv_of",
    "json_of",
    "parquet_of",
    "xlsx_of",
]
