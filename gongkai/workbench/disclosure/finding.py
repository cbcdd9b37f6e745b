"""Data sets in the search of the workbench."""

from gongkai.core.disclosure.schema import DataSet
from gongkai.disclosure import declared
from gongkai.foundation.look.declared import translated
from gongkai.workbench.disclosure.desk import SEEING
from gongkai.workbench.shell import Staff


def found_data_sets(staff: Staff, text: str, most: int) -> list[DataSet]:
    """Declared today, with every word typed in title, name or what it is about; for who has a data desk."""
    words = text.casefold().split()
    if not words or not staff.acts_as(*SEEING):
        return []
    found = []
    for field in declared.fields().on(staff.today):
        for each in field.data:
            shown = translated(each)
            said = (each.name, each.title, shown.title, each.about or field.about, field.title)
            if all(any(word in part.casefold() for part in said) for word in words):
                found.append(shown)
    return found[:most]
