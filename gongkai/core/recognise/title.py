"""Whose report it is and of which year: from its title, else from what its first paragraphs say."""

import re
from collections.abc import Iterator

from gongkai.core.document import Document, Grid
from gongkai.core.recognise.text import plain

_YEAR = r"(?:(?:20|２０)\d\d|二[〇零○oO0][〇零○一二三四五六七八九oO0]{2})"
_REPORT = (
    r"(?:政府信息|政务信息|信息|政务)(?:与政务|和政务)?公开"
    r"(?:工作)?(?:情况)?的?(?:年度)?(?:工作)?(?:报告|年报|总结报告)"
)
_BODY = r"(?P<body>[^。，,;:!?《》<>|]{2,40}?)"
_TITLES = (
    re.compile(rf"^{_BODY}(?:关于)?(?P<year>{_YEAR})年?度?的?{_REPORT}"),
    re.compile(rf"^(?P<year>{_YEAR})年?度?{_BODY}(?:关于)?(?:年度)?{_REPORT}"),
    re.compile(rf"^{_BODY}(?:关于)?{_REPORT}\(?(?P<year>{_YEAR})?"),
    re.compile(rf"^(?P<body>)(?P<year>{_YEAR})年?度?{_REPORT}"),
)
_SAID = (
    re.compile(rf"(?:现公布|现公开|现将|公布|公开|编制|发布|制作){_BODY}(?P<year>{_YEAR})年?度?的?{_REPORT}"),
    re.compile(rf"(?:公布|公开|发布)(?P<year>{_YEAR})年?度?{_BODY}{_REPORT}"),
    re.compile(rf"(?P<body>[^。，,;:!?《》<>|]{{2,30}}?)(?P<year>{_YEAR})年?度?的?{_REPORT}"),
    re.compile(
        r"(?:本(?:年度)?报告(?:是|系)?|^|[。，,;])由(?P<body>[^。，,;:!?《》<>|]{2,30}?)"
        r"(?:根据|按照|依据|编制|组织编制|综合|负责)"
    ),
    re.compile(r"(?:与|向|联系)(?P<body>[^。，,;:!?《》<>|]{2,30}?(?:办公室|办|局|委员会))联系"),
)
_PERIOD = re.compile(
    rf"(?P<year>{_YEAR})年1月1日(?:起)?[,，]?(?:至|到|-|—|~|－)+(?:(?:{_YEAR})年|当年|本年|同年)?12月31日"
)
_DIGITS = str.maketrans("〇零○oO一二三四五六七八九", "00000123456789")
_LEADS = re.compile(
    r"^(?:#+|\*+|Page\d*-?|第\d+页|附件\d*:?|关于|中共|现公开|现公布|现向社会公布|现向社会公开|现将|索引号.*|标题:?|名称:?|当前位置.*[>»])+"
)
_ENDS = "府局办室厅委会处院站所心镇乡道街区县市省州盟旗队馆校司团部署社库台园场行关旅"
_NO_BODY = (
    "政府",
    "人民政府",
    "本机关",
    "本单位",
    "我局",
    "我市",
    "我区",
    "我县",
    "我镇",
    "本局",
    "本级政府",
)
_NOT_A_NAME = re.compile(r"我[镇乡市区县局委办校院]|本[镇乡市区县局委办校院]|现将|如下|各县|各市|社会公")
TOP = 60


def _year(text: str) -> int | None:
    digits = text.translate(_DIGITS)
    return int(digits) if digits.isdigit() and 2003 <= int(digits) <= 2099 else None


def _tops(document: Document) -> list[str]:
    texts: list[str] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            texts.extend(row.cells[0].text for row in block.rows[:3] if len({c.text for c in row.cells}) == 1)
        else:
            texts.append(block.text)
        if len(texts) >= TOP:
            break
    return [plain(text) for text in texts]


def _windows(tops: list[str]) -> Iterator[str]:
    """Lines, and up to four together, as a title may be set: the earliest end first, short ones first."""
    for end in range(1, len(tops) + 1):
        for size in range(1, min(4, end) + 1):
            parts = tops[end - size : end]
            if all(len(part) <= 60 for part in parts):
                yield "".join(parts)


def _clean(body: str | None) -> str | None:
    shape = _LEADS.sub("", body or "").strip("-_.、· ")
    shape = re.sub(r"(?:的|年度|年)$", "", shape)
    if len(shape) < 2 or shape[-1] not in _ENDS or shape in _NO_BODY or _NOT_A_NAME.search(shape):
        return None
    return shape


def _from_titles(texts: Iterator[str]) -> tuple[str | None, int | None]:
    body: str | None = None
    year: int | None = None
    for text in texts:
        for pattern in _TITLES:
            found = pattern.match(_LEADS.sub("", text))
            if not found:
                continue
            named, dated = _clean(found["body"]), _year(found["year"] or "")
            if named and dated:
                return named, dated
            body, year = body or named, year or dated
            break
    return body, year


def body_and_year(document: Document, filename: str = "") -> tuple[str | None, int | None]:
    """The body and the year of the report; each None where nothing says it."""
    tops = _tops(document)
    body, year = _from_titles(_windows(tops))
    opening = "".join(tops)[:3000]
    if body is None or year is None:
        said_body, said_year = _from_opening(opening)
        named, dated = _from_titles(iter([plain(re.sub(r"\.\w{2,5}$", "", filename))]))
        body, year = body or said_body or named, year or said_year or dated
    if year is None:
        year = _loose_year(filename) or _loose_year(opening[:200])
    return body, year


def _from_opening(opening: str) -> tuple[str | None, int | None]:
    period = _PERIOD.search(opening)
    year = _year(period["year"]) if period else None
    for pattern in _SAID:
        for found in pattern.finditer(opening):
            body = _clean(found["body"])
            if body:
                return body, year or _year(found.groupdict().get("year") or "")
    return None, year


def _loose_year(text: str) -> int | None:
    found = re.search(r"(?<!\d)(20[0-2]\d)(?!\d)", text)
    return int(found[1]) if found else None
