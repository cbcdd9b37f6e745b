"""Reading a table that somebody sent: workbook, CSV or pasted text.

Nothing is repaired in silence. What can't be taken is told by its cell, with what to do; what was passed over
(titles above the head, empty rows, other sheets) is told as a note. Workbooks are read in a process of their
own (`foundation.confinement`).
"""

from gongkai.disclosure.reading.apart import read_file
from gongkai.disclosure.reading.table import Problem, Table, Wanted
from gongkai.disclosure.reading.text import read_pasted

__all__ = ["Problem", "Table", "Wanted", "read_file", "read_pasted"]
