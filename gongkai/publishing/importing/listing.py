"""Items as a list in JSON beside their files: what another program sends in place of a workbook.

`items.json` at the top of a zip is a list of objects with the keys of the columns; lists of names and
keywords may be lists. The files they name stand in the zip under these names.
"""

import json
import zipfile
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from io import BytesIO

from gongkai.core.messages import N_, Message
from gongkai.publishing.importing.problems import NotImportableError

NAME = "items.json"
HTML = "html"
"""Beside the columns: the text with its structure, in place of plain text."""

_SEPARATORS = str.maketrans({";": "_", "；": "_", "\n": "_", "/": "_"})


def packed(items: Sequence[Mapping[str, object]], files: Mapping[str, bytes]) -> bytes:
    """A zip as it would have been sent: the list, and the files by the names that the items use."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr(NAME, json.dumps(list(items), ensure_ascii=False, default=_day))
        for name, content in files.items():
            container.writestr(name, content)
    return out.getvalue()


def name_in_list(number: int, name: str) -> str:
    """The name of an uploaded file within a zip: its number keeps two of one name apart."""
    return f"{number}/{name.translate(_SEPARATORS)}"


def rows_of(told: bytes, keys: Collection[str], most: int) -> list[tuple[int, Mapping[str, object]]]:
    """The items by their place in the list, from 1. Raises NotImportableError."""
    try:
        items = json.loads(told)
    except (ValueError, RecursionError) as error:
        raise NotImportableError(Message(N_("items.json 不是有效的 JSON。"))) from error
    if not isinstance(items, list) or not all(isinstance(each, dict) for each in items):
        raise NotImportableError(Message(N_("items.json 应当是一个列表，每一项是一条信息。")))
    if len(items) > most:
        raise NotImportableError(Message(N_("一次最多导入 {most} 行，请分成几个文件。"), {"most": most}))
    unknown = sorted({key for each in items for key in each} - {*keys, HTML})
    if unknown:
        values = {"keys": "、".join(unknown[:10])[:200]}
        raise NotImportableError(Message(N_("items.json 里有不认识的项：{keys}。"), values))
    return [
        (number, {key: _cell(each.get(key)) for key in (*keys, HTML)}) for number, each in enumerate(items, 1)
    ]


def _cell(value: object) -> object:
    """As a cell of the workbook would hold it."""
    if isinstance(value, list):
        return _storable("\n".join(str(each) for each in value))
    if isinstance(value, bool | dict):
        return json.dumps(value)
    return _storable(value) if isinstance(value, str) else "" if value is None else value


def _storable(text: str) -> str:
    """Without what no text of the database can hold."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} is no JSON")
