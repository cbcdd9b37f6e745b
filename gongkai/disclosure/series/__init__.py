"""Large series of readings, and whatever else has grown large, beside the table of record: Parquet files
derived from it, asked by DuckDB.

What charts, broad counts and downloads of millions of rows read. They hold nothing that the table of record
does not: `rebuild` makes them anew at any time.
"""

from gongkai.disclosure.series.asking import ask, rows_in, to_parquet
from gongkai.disclosure.series.files import Manifest, exact, manifest, rebuild, update, wanted

__all__ = ["Manifest", "ask", "exact", "manifest", "rebuild", "rows_in", "to_parquet", "update", "wanted"]
