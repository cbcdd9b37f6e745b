"""The metadata of an item (信息的核心元数据) and what is wrong with it, in words.

主题分类 (22), 体裁分类 and the rules for title, summary and dates:
rules/publishing/{subjects,genres,metadata}.toml. What a kind must carry stands with the kind.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.core.declarations import Declaration
from gongkai.core.lifecycle import Denied
from gongkai.core.messages import N_, Message
from gongkai.core.publishing import document_numbers
from gongkai.core.publishing.kinds import Kind, Required
from gongkai.core.workdays import written


@dataclass(frozen=True, slots=True)
class Subject:
    """One of the 22 主题分类. `words`: what titles of the class often speak of; for a proposal only."""

    code: str
    title: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subjects:
    title: str
    legal_basis: str
    subject: tuple[Subject, ...]

    def __post_init__(self) -> None:
        _refuse_doubles(tuple(each.code for each in self.subject))

    def find(self, code: str) -> Subject | None:
        return next((each for each in self.subject if each.code == code), None)

    def proposed_for(self, text: str) -> tuple[Subject, ...]:
        """The classes whose words occur in a title, most words first. A person decides."""
        told = [(sum(word in text for word in each.words), each) for each in self.subject]
        return tuple(each for hits, each in sorted(told, key=lambda pair: -pair[0]) if hits)


@dataclass(frozen=True, slots=True)
class Genre:
    """体裁. `statutory`: one of the 15 kinds of official document of 2012. `ends`: how its titles end."""

    code: str
    title: str
    statutory: bool
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Genres:
    title: str
    legal_basis: str
    genre: tuple[Genre, ...]

    def __post_init__(self) -> None:
        _refuse_doubles(tuple(each.code for each in self.genre))

    def find(self, code: str) -> Genre | None:
        return next((each for each in self.genre if each.code == code), None)

    def proposed_for(self, title: str) -> Genre | None:
        """By the last words of the title, what stands in brackets at its end left out."""
        bare = re.sub(r"[（(][^（()）]{1,12}[）)]$", "", title.strip())
        fitting = [(end, each) for each in self.genre for end in each.ends if bare.endswith(end)]
        return max(fitting, key=lambda pair: len(pair[0]), default=(None, None))[1]


@dataclass(frozen=True, slots=True)
class MetadataRules:
    """Lengths in characters. `abbreviations`: short names of bodies a title may not use, and the full
    ones."""

    title: str
    in_force: date
    legal_basis: str
    title_length: int
    summary_length: int
    keywords_most: int
    keyword_length: int
    change_note_length: int
    first_day: date
    abbreviations: Mapping[str, str]
    required_words: Mapping[str, str]

    def __post_init__(self) -> None:
        if set(self.required_words) != set(Required):
            raise ValueError(Message(N_("每一项必备的元数据应当有且只有一个名称")))


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the drafter gave. `edition`: 1 for the first. `today` bounds dates: nothing was formed
    tomorrow."""

    title: str
    summary: str = ""
    subject: str = ""
    genre: str = ""
    keywords: tuple[str, ...] = ()
    formed_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    number: str = ""
    registration: str = ""
    edition: int = 1
    change_note: str = ""
    attachments: int = 0
    text_alternative: str = ""
    interprets: int = 0
    catalogue: str = ""


_NUMBERS_LATER = frozenset({Required.NUMBER, Required.REGISTRATION})
"""Given when signing, so not asked for before."""


def read_subjects(declaration: Declaration) -> Subjects:
    """Raises DeclarationError with file and line."""
    return declaration.read(Subjects)


def read_genres(declaration: Declaration) -> Genres:
    """Raises DeclarationError with file and line."""
    return declaration.read(Genres)


def read_metadata(declaration: Declaration) -> MetadataRules:
    """Raises DeclarationError with file and line."""
    return declaration.read(MetadataRules)


@dataclass(frozen=True, slots=True)
class MetadataLaw:
    """What metadata are judged by."""

    rules: MetadataRules
    subjects: Subjects
    genres: Genres


def metadata_problems(
    law: MetadataLaw, kind: Kind, given: Metadata, today: date, *, numbered: bool = False
) -> tuple[Denied, ...]:
    """What is missing or wrong, one sentence each. `numbered`: ask for 发文字号 and 登记号 too, before
    release."""
    said = (
        *_missing(law.rules, kind, given, numbered),
        *_title_problems(law.rules, given.title),
        *_text_problems(law.rules, given),
        *_class_problems(law, given),
        *_date_problems(law.rules, given, today),
        *_number_problems(given),
    )
    return tuple(Denied(each, law.rules.legal_basis) for each in said)


def _missing(rules: MetadataRules, kind: Kind, given: Metadata, numbered: bool) -> Iterator[Message]:
    held = {
        Required.SUMMARY: given.summary.strip(),
        Required.SUBJECT: given.subject,
        Required.GENRE: given.genre,
        Required.KEYWORDS: given.keywords,
        Required.FORMED_ON: given.formed_on,
        Required.EFFECTIVE_ON: given.effective_on,
        Required.EXPIRES_ON: given.expires_on,
        Required.NUMBER: given.number.strip(),
        Required.REGISTRATION: given.registration.strip(),
        Required.ATTACHMENT: given.attachments,
        Required.TEXT_ALTERNATIVE: given.text_alternative.strip(),
        Required.INTERPRETED: given.interprets,
        Required.CATALOGUE: given.catalogue,
    }
    for required in kind.requires:
        if not held[required] and (numbered or required not in _NUMBERS_LATER):
            values = {"kind": Message(kind.title), "field": Message(rules.required_words[required])}
            yield Message(N_("{kind}要填写{field}。"), values)
    if given.edition > 1 and not given.change_note.strip():
        yield Message(N_("新版本要用公众看得懂的话说明改了什么。"))


def _title_problems(rules: MetadataRules, title: str) -> Iterator[Message]:
    if not title.strip():
        yield Message(N_("请填写标题。"))
        return
    if len(title) > rules.title_length:
        values = {"most": rules.title_length, "length": len(title)}
        yield Message(N_("标题不超过 {most} 个字，现为 {length} 个。"), values)
    if title != " ".join(title.split()):
        yield Message(N_("标题前后和中间不要有多余的空格、换行。"))
    for short, full in rules.abbreviations.items():
        if short in title and full not in title:
            yield Message(N_("标题不用简称：“{short}”请写全称，如“{full}”。"), {"short": short, "full": full})
    if title.rstrip()[-1:] in "。，；：、,;":
        yield Message(N_("标题末尾不用标点。"))


def _text_problems(rules: MetadataRules, given: Metadata) -> Iterator[Message]:
    if len(given.summary) > rules.summary_length:
        values = {"most": rules.summary_length, "length": len(given.summary)}
        yield Message(N_("内容概述不超过 {most} 个字，现为 {length} 个。"), values)
    if len(given.change_note) > rules.change_note_length:
        values = {"most": rules.change_note_length, "length": len(given.change_note)}
        yield Message(N_("修改说明不超过 {most} 个字，现为 {length} 个。"), values)
    if len(given.keywords) > rules.keywords_most:
        yield Message(N_("关键词不超过 {most} 个。"), {"most": rules.keywords_most})
    for word in given.keywords:
        if len(word) > rules.keyword_length or word != word.strip() or not word:
            named = {"word": word, "most": rules.keyword_length}
            yield Message(N_("关键词“{word}”不超过 {most} 个字，不带空格。"), named)
    if len(set(given.keywords)) != len(given.keywords):
        yield Message(N_("关键词有重复。"))


def _class_problems(law: MetadataLaw, given: Metadata) -> Iterator[Message]:
    if given.subject and law.subjects.find(given.subject) is None:
        yield Message(N_("没有“{code}”这一主题分类。"), {"code": given.subject})
    if given.genre and law.genres.find(given.genre) is None:
        yield Message(N_("没有“{code}”这一体裁。"), {"code": given.genre})


def _date_problems(rules: MetadataRules, given: Metadata, today: date) -> Iterator[Message]:
    if given.formed_on and given.formed_on > today:
        yield Message(N_("成文日期不能在今天以后。"))
    if given.formed_on and given.formed_on < rules.first_day:
        yield Message(N_("成文日期“{day}”太早，请核对。"), {"day": written(given.formed_on)})
    if given.formed_on and given.effective_on and given.effective_on < given.formed_on:
        yield Message(N_("施行日期早于成文日期，请核对。"))
    start = given.effective_on or given.formed_on
    if given.expires_on and start and given.expires_on < start:
        yield Message(N_("有效期至早于施行日期，请核对。"))


def _number_problems(given: Metadata) -> Iterator[Message]:
    if given.number.strip():
        problem = document_numbers.number_problem(given.number)
        if problem is not None:
            yield problem
        number = document_numbers.parse(given.number)
        if number and number.year and given.formed_on and number.year != given.formed_on.year:
            values = {"number": str(number), "year": given.formed_on.year}
            yield Message(N_("发文字号“{number}”的年份与成文日期 {year} 年不同，请核对。"), values)


def iso_date(text: str) -> date | None:
    """YYYY-MM-DD as the catalogue writes dates; also 2017年3月1日, 2017/3/1, 2017.3.1 and 20170301. None
    when it is no day."""
    found = _DATE.fullmatch("".join(text.split()))
    try:
        return date(*(int(each) for each in found.groups() if each)) if found else None
    except ValueError:
        return None


_DATE = re.compile(r"(\d{4})(?:[-/.年])?(\d{1,2})(?:[-/.月])?(\d{1,2})日?", re.ASCII)


def _refuse_doubles(codes: tuple[str, ...]) -> None:
    if len(set(codes)) != len(codes):
        raise ValueError(Message(N_("标识重复")))
