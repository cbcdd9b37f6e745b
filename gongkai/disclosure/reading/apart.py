"""Reading in a process of its own."""

import io
from typing import cast

from gongkai.core.messages import N_, Message
from gongkai.disclosure.reading import table as tables
from gongkai.disclosure.reading.table import NotATableError, Table, Wanted
from gongkai.disclosure.reading.text import read_csv
from gongkai.disclosure.reading.workbook import read_workbook
from gongkai.foundation import confinement
from gongkai.foundation.confinement import Parameters

_TASK = "table"
_SECONDS = 600
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def read_file(content: bytes, wanted: Wanted) -> Table:
    """The table in the file. Raises NotATableError."""
    parameters = {
        "heads": dict(wanted.heads), "required": dict(wanted.required), "sheet": wanted.sheet,
    }  # fmt: skip
    told = confinement.run(
        __package__, _TASK, content, parameters, seconds=_SECONDS, unfinished=_unfinished()
    )
    if isinstance(told, Message):
        raise NotATableError(told)
    return tables.taken(io.BytesIO(told))


def _unfinished() -> Message:
    return Message(N_("文件过大或者过于复杂，没有读完。请删去格式和空行另存一次，或者分成几个文件。"))


def _work(content: bytes, parameters: Parameters) -> bytes | Message:
    heads, required = cast(dict[str, str], parameters["heads"]), cast(dict[str, str], parameters["required"])
    wanted = Wanted(heads, required, str(parameters["sheet"]))
    try:
        read = read_workbook if content.startswith(_WORKBOOKS) else read_csv
        return _packed(read(content, wanted))
    except NotATableError as error:
        return error.message


def _packed(table: Table) -> bytes:
    """Line by line, so that a table of hundreds of megabytes is held twice and not four times."""
    held = io.BytesIO()
    for line in tables.written(table):
        held.write(line.encode() + b"\n")
    return held.getvalue()


def main(task: str, parameters: str) -> None:
    """What the process does."""
    assert task == _TASK
    confinement.serve(_work, parameters, _SECONDS)
