"""门牌: the number behind a road, a village or an estate, and what follows it inside: 号、楼、单元、层、室.

The road itself stays; only from the number on is it somebody's home. Numbers of documents, projects, lines
and plots are written alike: what follows tells them apart.
"""

import re

from gongkai.core.personal_numbers.rule import Kind, Rule

_NUMBER = r"(?:[甲乙丙丁附]?\d{1,5}(?:-\d{1,4})?|[一二三四五六七八九十]{1,3}|[A-Z]\d{0,2})"
_PART = r"(?:#楼|#|号楼|号院|号|栋|幢|座|单元|楼|层|室|户)"
_INSIDE = rf"(?: ?(?:{_NUMBER}|[东西南北中]) ?{_PART})"
_TAIL = r"(?: ?\d{2,5}(?!\d))?"  # a room without its word: 3栋2单元501

_NO_DOOR = re.compile(
    r"建设|改造|加固|维修|修缮|文件|文$|公告|令|决定|通知|线|桥|井|地块|宗地|标段|工程|项目|公报|文号|文[，。、]"
)


def _is_door(text: str, _start: int, end: int) -> bool:
    """No number of a document, a line or a plot of land."""
    return not _NO_DOOR.match(text, end)


DOOR = Rule(
    kind=Kind.ADDRESS,
    name="路、街、村、小区等名称后面的门牌号和楼、单元、室",
    before=r"(?:(?<=[路街巷弄村庄屯组里园苑区寓厦城])|(?<=大道)|(?<=胡同))",
    lead=" ?",
    number=(
        rf"{_NUMBER} ?(?:(?:#楼|号楼|号院|号|弄){_INSIDE}*{_TAIL}"
        rf"|(?:栋|幢|座)(?:{_INSIDE}+{_TAIL}| ?\d{{2,5}}(?!\d)))"
    ),
    holds=_is_door,
    found=("住示例市示例路【12号3号楼2单元501室】", "住示例小区【3栋2单元501】", "住人民大道【88号】"),
    left=("示例路3号地块", "厂区1号楼建设工程", "新建厂区2栋", "第12号令"),
)

HOUSE = Rule(
    kind=Kind.ADDRESS,
    name="楼号和单元、室，前面没有路名",
    number=(
        rf"{_NUMBER} ?(?:#楼|#|号楼|栋|幢|座)(?:{_INSIDE}+{_TAIL}|\d{{1,2}}-\d{{2,4}})"
        rf"|{_NUMBER} ?单元{_INSIDE}+"
    ),
    holds=_is_door,
    found=("住址：【5#楼2单元301室】", "在【A座1203室】", "家住【12栋3-502】"),
    left=("新建公园3座", "共2单元", "2栋3层改造"),
)

SHORT_HOUSE = Rule(
    kind=Kind.ADDRESS,
    name="小区、村名称后面用短横或者“排”写的楼、单元、室",
    before=r"(?<=[园苑区寓厦城府村院庄湾里])",
    number=r"\d{1,3}-\d{1,2}-\d{2,4}(?![\d-])|\d{1,3}排\d{1,3}号",
    found=("住示例花园【5-2-301】", "住示例村东区【15排3号】"),
    left=("示例区2019-05-15", "示例区1-2-3", "第5-2-301期"),
)
