"""Every setting stands in the table the two engineers read, and the table names no other."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
READ_IN = (
    "project/settings.py",
    "project/pages_settings.py",
    "project/database.py",
    "foundation/rulebook/fields.py",
)
TABLE = ROOT / "docs" / "operate" / "settings.md"
NAME = re.compile(r"GONGKAI_[A-Z_]*[A-Z]")
NOT_SET_BY_HAND = {"GONGKAI_AS_OWNER", "GONGKAI_TEST_DATABASE_URL", "GONGKAI_VAR_SUFFIX"}


def test_the_table_of_settings_is_whole():
    files = [(ROOT / "gongkai" / file).read_text(encoding="utf-8") for file in READ_IN]
    read = {name for file in files for name in NAME.findall(file)}
    told = set(NAME.findall(TABLE.read_text(encoding="utf-8")))
    assert read - NOT_SET_BY_HAND == told
