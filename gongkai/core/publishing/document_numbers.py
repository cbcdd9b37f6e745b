"""发文字号: 机关代字〔年份〕序号, and the numbers of orders (令第N号).

《党政机关公文处理工作条例》第九条, GB/T 9704-2012: 六角括号〔〕, the full year, the serial without 第 and
without leading zeros. What the word of the body says about the paper is declared:
rules/publishing/document-numbers.toml.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.core.declarations import Declaration
from gongkai.core.messages import N_, Message

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BRACKETS = {ord(each): "〔" for each in "[(（【［〔﹝{<《〈"} | {
    ord(each): "〕" for each in "])）】］〕﹞}>》〉"
}
_DIGITS = {each: str(value) for value, each in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0"}

_STRICT = re.compile(r"([\u4e00-\u9fa5]{2,16})〔((?:19|20)\d{2})〕([1-9]\d{0,4})号", re.ASCII)
_LOOSE = re.compile(
    r"([\u4e00-\u9fa5]{2,16}?)〔?((?:19|20)\d{2})年?〕?[-–—_/·]?第?0*([1-9]\d{0,4})号?", re.ASCII
)
_ORDER = re.compile(r"([\u4e00-\u9fa5]{1,16}?令)第?0*([1-9]\d{0,4})号?", re.ASCII)
_WITHIN = re.compile(
    r"([\u4e00-\u9fa5]{2,16})\s?[〔\[(（【［﹝]\s?((?:19|20)\d{2})\s?[〕\])）】］﹞]\s?第?\s?0*([1-9]\d{0,4})\s?号"
)
_ORDER_WITHIN = re.compile(r"([\u4e00-\u9fa5]{2,16}令)\s?(?:第\s?)?0*([1-9]\d{0,4})\s?号")
_LEAD = re.compile(
    r".*(?:根据|依据|按照|依照|印发|转发|执行|废止|修改|下发|发布|参照|落实|以及|关于|文件|通知|现将|同意|撤销)(?=[\u4e00-\u9fa5]{2})"
    r"|.*[\u4e00-\u9fa5][和与及以由见将对按经附原该](?=[\u4e00-\u9fa5]{2})|(?<=[号》、])[和与及](?=[\u4e00-\u9fa5]{2})"
)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """`word`: 机关代字, e.g. 示政办发. `year` is None for orders, whose series runs through the years."""

    word: str
    year: int | None
    serial: int

    @property
    def key(self) -> str:
        """Equal for every way the number is written; what search compares."""
        return f"{self.word}{self.year or ''}-{self.serial}"

    def __str__(self) -> str:
        if self.year is None:
            return f"{self.word}第{self.serial}号"
        return f"{self.word}〔{self.year}〕{self.serial}号"


@dataclass(frozen=True, slots=True)
class Within:
    """A number in a running text, and its half-open span."""

    number: DocumentNumber
    start: int
    end: int


def document_number(word: str, year: int | None, serial: int) -> DocumentNumber:
    """The number a body gives. Raises ValueError with a Message when it would not be one."""
    made = DocumentNumber(word, year, serial)
    if parse(str(made)) != made:
        raise ValueError(Message(N_("机关代字“{word}”或者序号不对，不能组成发文字号"), {"word": word}))
    return made


def number_problem(text: str) -> Message | None:
    """What is wrong with a number as it is to be printed; None when nothing is."""
    if parse(text) is not None:
        return None
    meant = read_loosely(text)
    if meant is not None:
        return Message(N_("发文字号应写作“{meant}”"), {"meant": str(meant)})
    return Message(N_("发文字号应写作“机关代字〔年份〕序号”，如 示政办发〔2023〕12号"))


def parse(text: str) -> DocumentNumber | None:
    """A number exactly as the standard prints it; None otherwise."""
    if found := _STRICT.fullmatch(text):
        return DocumentNumber(found[1], int(found[2]), int(found[3]))
    order = _ORDER.fullmatch(text)
    if order and str(made := DocumentNumber(order[1], None, int(order[2]))) == text:
        return made
    return None


def read_loosely(text: str) -> DocumentNumber | None:
    """A number as people type it: any brackets or none, full-width figures, Chinese figures in the year,
    blanks, 第, leading zeros, 号 left out, a dash before the serial."""
    flat = folded(text)
    if found := _LOOSE.fullmatch(flat):
        return DocumentNumber(found[1], int(found[2]), int(found[3]))
    if order := _ORDER.fullmatch(flat):
        return DocumentNumber(order[1], None, int(order[2]))
    return None


def numbers_in(text: str) -> Iterator[Within]:
    """Every number written in a running text, in order, however it is bracketed. What leads up to the word
    of the body (“根据国办发〔…〕”) does not belong to it."""
    flat = _narrow(text)
    found = [(match, int(match[2]), int(match[3])) for match in _WITHIN.finditer(flat)]
    orders = [(match, None, int(match[2])) for match in _ORDER_WITHIN.finditer(flat)]
    for match, year, serial in sorted((*found, *orders), key=lambda each: each[0].start()):
        start = _start_of_word(flat, match.start(), match.end(1))
        word = flat[start : match.end(1)]
        yield Within(DocumentNumber(word, year, serial), start, match.end())


def folded(text: str) -> str:
    """Half-width, 〔〕 for every bracket, Arabic figures for the year and the serial, no blanks."""
    flat = "".join(text.translate(_WIDE).translate(_BRACKETS).split())
    flat = re.sub(r"(?<=〔)[〇○零一二三四五六七八九]{4}(?=年?〕)", _arabic, flat)
    return re.sub(r"(?<=〕)(第?)([一二三四五六七八九])(?=号?$)", lambda m: m[1] + _DIGITS[m[2]], flat)


def _arabic(match: re.Match[str]) -> str:
    return "".join(_DIGITS[each] for each in match[0])


def _narrow(text: str) -> str:
    """Full-width figures as half-width ones, every place kept."""
    return "".join(chr(ord(each) - 0xFEE0) if "０" <= each <= "９" else each for each in text)


def _start_of_word(text: str, start: int, end: int) -> int:
    """Where the word of the body begins within start..end. “和政发” at the head is a body's own word, and
    “和” behind another number joins."""
    while lead := _LEAD.match(text, start, end):
        start = lead.end()
    return start


@dataclass(frozen=True, slots=True)
class WordMark:
    """What the end of a 机关代字 says. `genre`: code of rules/publishing/genres.toml; `public`: whether such
    papers are made for the public at all, so that a person is asked before one is published."""

    ends: str
    title: str
    genre: str
    public: bool
    normative: bool = False


@dataclass(frozen=True, slots=True)
class WordMarks:
    title: str
    in_force: date
    legal_basis: str
    mark: tuple[WordMark, ...]

    def of(self, word: str) -> WordMark | None:
        """The longest ending that fits."""
        fitting = [each for each in self.mark if word.endswith(each.ends)]
        return max(fitting, key=lambda each: len(each.ends), default=None)


def read_word_marks(declaration: Declaration) -> WordMarks:
    """Raises DeclarationError with file and line."""
    return declaration.read(WordMarks)
