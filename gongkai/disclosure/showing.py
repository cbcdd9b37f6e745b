"""What the public sees of a row: personal columns masked or left out as declared."""

from collections.abc import Mapping
from typing import Any

from gongkai.core.disclosure.masking import public_content
from gongkai.core.disclosure.schema import DataSet, Shown


def shown(data_set: DataSet, content: Mapping[str, Any]) -> Mapping[str, Any]:
    """The content for everybody."""
    return public_content(data_set, content) if data_set.personal_columns else content


def key_is_public(data_set: DataSet) -> bool:
    """May everybody see the key? Not where a masked column is part of it."""
    return not any(
        column.name in data_set.key and column.shown is not Shown.WHOLE
        for column in data_set.personal_columns
    )
