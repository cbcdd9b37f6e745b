"""From the text of rules/fields/*.toml to fields.

Whatever does not fit is refused with file and line: unknown keys, a key that may be blank, a form or chart
that names no column, a cadence from which no date can be computed, a reference to nothing.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from gongkai.core.declarations import Declaration
from gongkai.core.disclosure.at import At
from gongkai.core.disclosure.cadence import CadenceError, read_stay, read_timing
from gongkai.core.disclosure.declared_columns import DAYS, NAME, read_columns, refuse_blank
from gongkai.core.disclosure.declared_looks import read_form, read_presentation
from gongkai.core.disclosure.logic import Logic
from gongkai.core.disclosure.logic.columns import lacking
from gongkai.core.disclosure.periods import Period, read_period
from gongkai.core.disclosure.schema import Cadence, Column, ColumnType, DataSet, Example, Field, Fields
from gongkai.core.disclosure.timing import Every, Timing, TimingKind
from gongkai.core.disclosure.translated import words_of
from gongkai.core.disclosure.validating import Checker, Content
from gongkai.core.disclosure.written import CadenceText, DataText, FieldText
from gongkai.core.messages import N_

_OWING = re.compile(r"-?[A-Za-z0-9_-]+")
_FEWEST_SAMPLES = 3
_NO_KEY = frozenset({ColumnType.TEXT, ColumnType.PLACE, ColumnType.GEOJSON})
_HOLE = re.compile(r"\{[^{}]*\}|[{}]")
_PART = re.compile(r"S\d{2}|")
_ADDRESSES = frozenset({"view", "subscriptions", "ocds", "openapi", "catalogue"})
"""Pages beside those of the data sets stand at these addresses."""


def read_field(declaration: Declaration) -> Field:
    """The field declared. Raises DeclarationError."""
    at = At(declaration)
    text = declaration.read(FieldText)
    if not NAME.fullmatch(text.field):
        raise (at / "field").refused(N_("“{name}”不能作领域的代号"), name=text.field)
    if not text.data:
        raise at.refused(N_("领域没有数据集"))
    for key, said in (("title", text.title), ("about", text.about), ("why", text.why)):
        refuse_blank(said, at / key, lines=key != "title")
    if not _PART.fullmatch(text.part):
        raise (at / "part").refused(N_("part 写 S29 这样的代号，没有对应的写空串"))
    if not any(each.strip() for each in text.legal_basis):
        raise (at / "legal_basis").refused(N_("至少写一项依据"))
    data = tuple(_data_set(each, at / "data" / place) for place, each in enumerate(text.data))
    _refuse_twice([each.name for each in data], "name", at)
    _refuse_twice([each.title for each in data], "title", at)
    digest = hashlib.sha256(declaration.text.encode()).hexdigest()
    field = Field(
        text.field, text.title, text.part, text.in_force, text.legal_basis, text.about, text.why, data,
        declaration.file, digest,
    )  # fmt: skip
    _check_english(text.english, frozenset(words_of(field)), at / "english")
    spoken = tuple(replace(each, english=text.english) for each in data)
    return replace(field, data=spoken, english=text.english) if text.english else field


def read_fields(declarations: Iterable[Declaration]) -> Fields:
    """Every version of every field, together: data sets unique in the city, references that lead somewhere.
    Raises DeclarationError."""
    read = [(At(each), read_field(each)) for each in declarations]
    versions: dict[tuple[str, date], Field] = {}
    homes: dict[str, str] = {}
    for at, field in read:
        known = versions.setdefault((field.field, field.in_force), field)
        if known is not field:
            raise (at / "in_force").refused(
                N_("领域“{field}”自同一天起施行的版本已经在 {file} 中"), field=field.field, file=known.file
            )
        for place, data_set in enumerate(field.data):
            if homes.setdefault(data_set.name, field.field) != field.field:
                raise (at / "data" / place / "name").refused(
                    N_("数据集“{name}”已属于领域“{field}”"), name=data_set.name, field=homes[data_set.name]
                )
    fields = Fields(tuple(field for _, field in read))
    for at, field in read:
        _refuse_dangling(field, fields, at)
        _refuse_changed_ground(field, fields, at)
    return fields


def _data_set(text: DataText, at: At) -> DataSet:
    if not NAME.fullmatch(text.name):
        raise (at / "name").refused(N_("“{name}”不能作数据集的代号"), name=text.name)
    if text.name in _ADDRESSES:
        raise (at / "name").refused(N_("“{name}”是系统用的网址，不能作数据集的代号"), name=text.name)
    refuse_blank(text.title, at / "title")
    columns = read_columns(text.column, at / "column")
    by_name = {column.name: column for column in columns}
    _check_key(text.key, by_name, at / "key")
    _check_counted_by(text.counted_by, text.key, at / "counted_by")
    _check_owing(text.owed_by, at / "owed_by")
    _check_logic(text.logic, frozenset(by_name), at / "logic")
    cadence = _cadence(text.cadence, by_name, at / "cadence")
    data_set = DataSet(
        text.name, text.title, text.key, text.owed_by, columns,
        read_form(text.form, by_name, at / "form"),
        read_presentation(text.presentation, by_name, at / "presentation"),
        cadence, text.series, text.mode, text.logic, text.about, text.sample,
        text.example, text.counted_by, text.summed,
    )  # fmt: skip
    for place, example in enumerate(text.example):
        _check_example(example, cadence, by_name, at / "example" / place)
    _check_summed(data_set, by_name, at / "summed")
    if not text.example:
        raise at.refused(N_("至少写一个公开时限的算例（[[data.example]]）"))
    return replace(data_set, samples=_samples(data_set, at))


def _samples(data_set: DataSet, at: At) -> tuple[Content, ...]:
    """The sample rows, canonical; a row the declaration itself would refuse is refused here."""
    if len(data_set.samples) < _FEWEST_SAMPLES:
        raise at.refused(N_("至少写 {count} 行示例数据（[[data.sample]]）"), count=_FEWEST_SAMPLES)
    table = Checker(data_set).table(enumerate(data_set.samples, start=1))
    for row in table.refused:
        problem = row.problems[0]
        title = next((each.title for each in data_set.columns if each.name == problem.column), problem.column)
        raise (at / "sample" / (row.place - 1) / problem.column).refused(
            N_("示例数据第 {place} 行“{column}”：{problem}"),
            place=row.place, column=title, problem=problem.message,
        )  # fmt: skip
    for place, earlier in table.repeated.items():
        raise (at / "sample" / (place - 1)).refused(
            N_("示例数据第 {place} 行与第 {earlier} 行重复"), place=place, earlier=earlier
        )
    return tuple(row.content for row in table.accepted)


def _check_key(key: tuple[str, ...], columns: Mapping[str, Column], at: At) -> None:
    if not key:
        raise at.refused(N_("没有写明用哪些列区分各行"))
    for place, name in enumerate(key):
        if name in key[:place]:
            raise (at / place).refused(N_("列“{name}”写了两次"), name=name)
        if name not in columns:
            raise at.refused(N_("没有名为“{name}”的列"), name=name)
        if not columns[name].required:
            raise at.refused(N_("列“{name}”用来区分各行，应当必填"), name=name)
        if columns[name].type in _NO_KEY:
            raise at.refused(N_("类型为 {type} 的列不能用来区分各行"), type=columns[name].type.value)


def _check_counted_by(counted_by: tuple[str, ...], key: tuple[str, ...], at: At) -> None:
    for name in counted_by:
        if name not in key:
            raise at.refused(N_("列“{name}”不在区分各行的列（key）中，不能用来计件"), name=name)


def _check_summed(data_set: DataSet, columns: Mapping[str, Column], at: At) -> None:
    name = data_set.summed
    if name and (name not in columns or columns[name].type is not ColumnType.MONEY):
        raise at.refused(N_("没有名为“{name}”的金额列，不能按它合计"), name=name)
    if name and not data_set.year_column:
        raise at.refused(N_("写明 presentation 的 period，才知道“{name}”合计到哪一年"), name=name)


def _check_owing(owed_by: tuple[str, ...], at: At) -> None:
    if not any(not each.startswith("-") for each in owed_by):
        raise at.refused(N_("没有写明由谁公开"))
    for each in owed_by:
        if not _OWING.fullmatch(each):
            raise at.refused(N_("“{name}”应为机关代码、机关类别或者 all，例外的前面加“-”"), name=each)


def _check_logic(logic: tuple[Logic, ...], names: frozenset[str], at: At) -> None:
    for place, each in enumerate(logic):
        missing = lacking(each, names)
        if missing:
            raise (at / place).refused(
                N_("算法“{name}”还要用到这些列：{columns}"),
                name=each.value,
                columns="、".join(sorted(missing)),
            )


def _cadence(text: CadenceText, columns: Mapping[str, Column], at: At) -> Cadence:
    try:
        timing = read_timing(text.text, text.covers)
    except CadenceError as error:
        raise (at / "text").refused_for(error) from None
    try:
        stay = read_stay(text.stays)
    except CadenceError as error:
        raise (at / "stays").refused_for(error) from None
    _check_start(text, timing, columns, at)
    return Cadence(
        text.text, _with_setting(text, timing, at), text.stays, stay, text.from_, text.legal_basis,
        text.level, text.channels, text.ways, text.audience, text.zero_return,
    )  # fmt: skip


def _check_start(text: CadenceText, timing: Timing, columns: Mapping[str, Column], at: At) -> None:
    if timing.kind is TimingKind.CALENDAR:
        for key, given in (("from", text.from_), ("zero_return", text.zero_return)):
            if given:
                raise (at / key).refused(N_("按日历公开的，不写 {key}"), key=key)
        return
    if text.zero_return and timing.kind is TimingKind.LIVE:
        raise (at / "zero_return").refused(N_("实时公开的，不作零报告"))
    if not text.from_:
        raise at.refused(N_("“{text}”从某日起算，应当用 from 写明起算日期所在的列"), text=text.text)
    if text.from_ not in columns:
        raise (at / "from").refused(N_("没有名为“{name}”的列"), name=text.from_)
    if columns[text.from_].type not in DAYS:
        raise (at / "from").refused(N_("列“{name}”不是日期，不能从它起算"), name=text.from_)


def _with_setting(text: CadenceText, timing: Timing, at: At) -> Timing:
    """及时 and 实时 with the number this city has set for the data set."""
    if text.within is None:
        return timing
    if timing.kind not in (TimingKind.AT_ONCE, TimingKind.LIVE):
        raise (at / "within").refused(N_("只有“及时”（工作日数）、“实时”（分钟数）才写 within"))
    if text.within < 1:
        raise (at / "within").refused(N_("within 应为正整数"))
    return Timing(timing.kind, timing.every, timing.covers, count=text.within, moved=timing.moved)


def _check_example(text: Example, cadence: Cadence, names: Collection[str], at: At) -> None:
    if bool(text.period) == bool(text.row):
        raise at.refused(N_("算例写 period（哪一期）或者 row（哪一行），只写其中一个"))
    if text.row and not cadence.starts:
        raise (at / "row").refused(N_("按日历公开的，算例写 period"))
    if text.row and cadence.starts not in text.row:
        raise (at / "row").refused(N_("算例的行应有起算日期“{name}”"), name=cadence.starts)
    for name in text.row:
        if name not in names:
            raise (at / "row" / name).refused(N_("没有名为“{name}”的列"), name=name)
    if text.period:
        _check_period(text.period, cadence, at / "period")


def _check_period(label: str, cadence: Cadence, at: At) -> None:
    """A period of the length the cadence goes by."""
    every = cadence.timing.every
    if cadence.starts and cadence.timing.kind is not TimingKind.LIVE:
        if cadence.zero_return is None:
            raise at.refused(N_("从事项起算、又没有零报告的，算例写 row"))
        every = cadence.zero_return
    period = read_period(label)
    if period is None or period.every is not (Every.DAY if every is Every.WORKDAY else every):
        sample = Period.of(every, date(2017, 10, 9)).label
        raise at.refused(N_("“{label}”不是这里的一期；应写成 {sample} 这样"), label=label, sample=sample)


def _check_english(english: Mapping[str, str], words: frozenset[str], at: At) -> None:
    """Each for a word that people read in this file, patterns with the same holes."""
    for word, said in english.items():
        if word not in words:
            raise (at / word).refused(N_("这个文件里没有给人看的“{word}”"), word=word)
        if not said.strip():
            raise (at / word).refused(N_("“{word}”的英文空着"), word=word)
        if sorted(_HOLE.findall(word)) != sorted(_HOLE.findall(said)):
            raise (at / word).refused(N_("“{word}”的英文里，花括号应当和中文的一样"), word=word)


def _refuse_twice(names: list[str], key: str, at: At) -> None:
    for place, name in enumerate(names):
        if name in names[:place]:
            raise (at / "data" / place / key).refused(N_("数据集“{name}”写了两次"), name=name)


def _refuse_dangling(field: Field, fields: Fields, at: At) -> None:
    """References are judged by the versions in force together with `field`, on its first day and whenever
    another field changes; a data set that comes into force later still counts, because rows of it may be
    referred to from then on."""
    for day in sorted({each.in_force for each in fields.versions if each.in_force >= field.in_force}):
        if any(each is field for each in fields.on(day)):
            _refuse_dangling_on(day, field, fields, at)


def _refuse_dangling_on(day: date, field: Field, fields: Fields, at: At) -> None:
    known = {each.name: each for version in fields.versions for each in version.data}
    known.update((each.name, each) for each in fields.data_sets(day))
    for place, data_set in enumerate(field.data):
        for index, column in enumerate(data_set.columns):
            if column.references is None:
                continue
            here = at / "data" / place / "column" / index / "references"
            target = known.get(column.references.data_set)
            if target is None:
                raise here.refused(N_("没有名为“{name}”的数据集"), name=column.references.data_set)
            _check_target(column, target, here)


def _refuse_changed_ground(field: Field, fields: Fields, at: At) -> None:
    """What a later version must keep: the key, because a row's address belongs to it for good, and the type
    of a column, because rows of both versions stand in one list."""
    earlier = [
        each for each in fields.versions if each.field == field.field and each.in_force < field.in_force
    ]
    before = {each.name: each for version in earlier for each in version.data}
    for place, data_set in enumerate(field.data):
        old = before.get(data_set.name)
        if old is None:
            continue
        here = at / "data" / place
        if old.key != data_set.key:
            raise (here / "key").refused(N_("新版本不能改变用来区分各行的列；要改，请另立一个数据集"))
        types = {column.name: column.type for column in old.columns}
        for index, column in enumerate(data_set.columns):
            if types.get(column.name, column.type) is not column.type:
                raise (here / "column" / index / "type").refused(
                    N_("列“{name}”原来的类型是 {type}，新版本不能改变；要改，请另立一列"),
                    name=column.name, type=types[column.name].value,
                )  # fmt: skip


def _check_target(column: Column, target: DataSet, at: At) -> None:
    reference = column.references
    if reference is None or reference.column not in target.names:
        raise at.refused(
            N_("数据集“{data_set}”没有名为“{name}”的列"),
            data_set=target.name, name=reference.column if reference else "",
        )  # fmt: skip
    aimed = target.column(reference.column)
    if not aimed.unique and target.key != (aimed.name,):
        raise at.refused(
            N_("“{data_set}.{name}”不能区分各行（不是唯一的键，也没有标明 unique），不能被引用"),
            data_set=target.name, name=aimed.name,
        )  # fmt: skip
    if aimed.type is not column.type:
        raise at.refused(
            N_("类型不同：这一列是 {own}，被引用的是 {other}"), own=column.type.value, other=aimed.type.value
        )
