"""数据项: what each column of a data set holds, for people."""

from collections.abc import Mapping, Sequence
from typing import Any

from gongkai.core.disclosure.masking import public_columns
from gongkai.core.disclosure.names import PERSONAL, SHOWN, TYPES
from gongkai.core.disclosure.schema import DataSet
from gongkai.disclosure.wording import unit_of
from gongkai.foundation.look.declared import word


def described(data_set: DataSet) -> Sequence[Mapping[str, Any]]:
    """Columns in order, each with its kind, unit, help; words to be translated by the page."""
    return [
        {
            "name": each.name, "title": each.title, "type": TYPES[each.type], "unit": word(unit_of(each)),
            "help": each.help, "required": each.required, "options": [option.title for option in each.enum],
            "personal": PERSONAL[each.personal] if each.personal else "",
            "shown": SHOWN[each.shown] if each.personal else "",
        }
        for each in public_columns(data_set)
    ]  # fmt: skip


def explained(each: Mapping[str, Any]) -> bool:
    """Is there more to say of the column than its kind?"""
    return bool(each["help"] or each["options"] or each["personal"])
