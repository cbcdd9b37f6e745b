"""CSV files and pasted tables, in UTF-8 or in GB18030 as old spreadsheet programs write."""

import csv
import io

from gongkai.core.messages import N_, Message
from gongkai.disclosure.reading.table import NotATableError, Table, Wanted, table_of

_MARK = b"\xef\xbb\xbf"
_SEPARATORS = (",", "\t", ";")
_LONGEST_CELL = 1 << 20  # characters


def read_csv(content: bytes, wanted: Wanted) -> Table:
    """Raises NotATableError."""
    text, encoding = _decoded(content)
    table = read_pasted(text, wanted)
    if encoding == "gb18030":
        table.notes.append(Message(N_("文件按 GB18030（中文 Windows 的编码）读取。")))
    return table


def read_pasted(text: str, wanted: Wanted) -> Table:
    """What was copied out of a spreadsheet, or a CSV. Raises NotATableError."""
    if "\x00" in text:
        raise NotATableError(Message(N_("文件不是文本。请另存为 UTF-8 编码的 CSV，或者上传 .xlsx。")))
    text = text.lstrip("\ufeff")
    if text.lstrip().startswith(("<", "%PDF")):
        raise NotATableError(
            Message(N_("文件其实是网页或者 PDF，不是表格。请用电子表格程序打开，另存为 .xlsx 后再上传。"))
        )
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        return table_of(map(_as_meant, reader), wanted)
    except csv.Error as error:
        values = {"row": reader.line_num}
        raise NotATableError(
            Message(N_("第 {row} 行附近的引号不成对，或者一格太长，没有读懂。请检查这一行。"), values)
        ) from error


def _as_meant(cells: list[str]) -> list[str]:
    """Programs write ="0012" so that a spreadsheet keeps the text as it is."""
    return [
        each[2:-1] if each.startswith('="') and each.endswith('"') and len(each) > 2 else each
        for each in cells
    ]


def _decoded(content: bytes) -> tuple[str, str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16"), "utf-16"
        except UnicodeDecodeError as error:
            raise NotATableError(_unknown()) from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise NotATableError(_unknown())


def _unknown() -> Message:
    return Message(
        N_("文件的文字编码既不是 UTF-8 也不是 GB18030。请另存为 UTF-8 编码的 CSV，或者上传 .xlsx。")
    )


def _separator(text: str) -> str:
    """What the first line with any of them has most of."""
    for line in text.splitlines()[:20]:
        counts = {each: line.count(each) for each in _SEPARATORS}
        if any(counts.values()):
            return max(counts, key=lambda each: counts[each])
    return ","
