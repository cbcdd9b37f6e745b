"""A small field for tests: two data sets, one by the calendar, one by the event."""

from gongkai.core.declarations import Declaration
from gongkai.core.disclosure.reading import read_field
from gongkai.core.disclosure.schema import DataSet, Field

TEXT = """
field = "licensing"
title = "许可"
part = "S37"
in_force = 2017-01-01
legal_basis = ["某办法第一条"]
about = "许可和每月的件数，供测试用。"
why = "让测试有东西可查。"

[[data]]
name = "permits"
title = "许可决定"
key = ["number"]
owed_by = ["department", "county", "-quiet"]
column = [
  { name = "number", title = "文号", type = "string", required = true, max_length = 20 },
  { name = "party", title = "相对人", type = "string", required = true, personal = "name" },
  { name = "seal", title = "印章编号", type = "string", unique = true },
  { name = "fee", title = "费用", type = "money", unit = "元" },
  { name = "replaces", title = "替代的文号", type = "string", references = "permits.number" },
  { name = "issuer", title = "机关", type = "body" },
  { name = "decided_on", title = "决定日期", type = "date", required = true },
]
sample = [
  { number = "1号", party = "张样例", decided_on = 2017-10-09, fee = 35.5 },
  { number = "2号", party = "李样例", decided_on = 2017-10-10, replaces = "1号" },
  { number = "3号", party = "王样例", decided_on = "2017年10月11日", seal = "A1" },
]

[data.presentation]
list = ["number", "party", "decided_on"]
filters = ["decided_on"]
search = ["number"]
sort = "-decided_on,number"
page_title = "{party} {number}"
period = "decided_on"
chart = { kind = "bar", x = "month(decided_on)", y = "sum(fee)" }

[data.cadence]
text = "自作出决定之日起7个工作日"
from = "decided_on"
zero_return = "month"

[[data.example]]
about = "按时"
row = { decided_on = 2017-10-09 }
released_on = 2017-10-18
today = 2017-10-20
due = 2017-10-18
state = "fulfilled"

[[data]]
name = "permit_counts"
title = "每月件数"
key = ["month"]
owed_by = ["all"]
mode = "whole"
column = [
  { name = "month", title = "月份", type = "yearmonth", required = true },
  { name = "count", title = "件数", type = "integer", unit = "件", required = true, minimum = 0 },
]
sample = [
  { month = "2017-07", count = 1 },
  { month = "2017-08", count = 2 },
  { month = "2017-09", count = 0 },
]

[data.form]
groups = [{ title = "件数", columns = ["month", "count"] }]

[data.presentation]
list = ["month", "count"]
sort = "-month"
page_title = "{month}"
period = "month"

[data.cadence]
text = "每月15日前"

[[data.example]]
about = "九月的"
period = "2017-09"
today = 2017-10-16
due = 2017-10-15
state = "missing"
"""


def field(text: str = TEXT, file: str = "fields/licensing.toml") -> Field:
    return read_field(Declaration(text, file))


def permits() -> DataSet:
    return field().data[0]


def permit_counts() -> DataSet:
    return field().data[1]


def altered(before: str, after: str) -> str:
    """The text with one thing changed, which must be there."""
    assert before in TEXT
    return TEXT.replace(before, after, 1)
