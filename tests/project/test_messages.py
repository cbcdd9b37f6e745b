"""The English catalogue: complete against the sources, with the same holes, in English, and told in use."""

import re
from datetime import date
from functools import cache
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import read_po
from django.utils.translation import gettext, ngettext, override, pgettext

from gongkai.core.messages import Message
from gongkai.core.workdays import written
from gongkai.foundation.look import writing
from gongkai.foundation.look.templatetags.look import term, words
from gongkai.project import messages
from gongkai.reporting.checking.language import translation_into

CHINESE = re.compile(r"[\u4e00-\u9fff]+")
PERCENT = re.compile(r"%\((\w+)\)[sd]")
NAMED = re.compile(r"《[^》]*》|〔\d{4}〕\d+号|“[^”]*”|国办\w*")
"""Titles and numbers of documents, and words quoted from forms: these stay as they are in print."""
LEFT_IN_CHINESE = {
    "简体中文": "a language is named in itself",
    "手机上已有的就能用：微信小程序“腾讯身份验证器”、华为和小米手机自带的验证器、"
    "Microsoft Authenticator 等，任何支持 TOTP 的都可以。": "the app goes by this name only",
}

OLD = """msgid ""
msgstr "Content-Type: text/plain; charset=utf-8"

msgid "公布"
msgstr "Publish"

msgid "早已没有的一句"
msgstr "Gone"
"""


@cache
def english() -> Catalog:
    return messages.catalogue("en")


@cache
def pairs() -> tuple[tuple[str, str], ...]:
    return tuple(
        (source, said)
        for entry in english()
        if entry.id
        for source, said in zip(_strings(entry.id), _strings(entry.string), strict=True)
    )


def _strings(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, (list, tuple)) else (str(value),)


def holes(text: str) -> set[str]:
    """Names in `{…}` and `%(…)s`. Braces that no format reads ({3.1}, JSON shown as it is) are text."""
    try:
        braces = {name for _, name, _, _ in Formatter().parse(text) if name}
    except ValueError:
        braces = set()
    return {f"{{{name}}}" for name in braces} | {f"%({name})s" for name in PERCENT.findall(text)}


def test_every_message_of_the_sources_is_in_the_catalogue():
    known = {(entry.context, entry.id) for entry in english() if entry.id}
    wanted = {(entry.context, entry.id) for entry in messages.gathered() if entry.id}
    assert sorted(map(str, wanted - known)) == [], (
        "run `python -m gongkai.project.messages update` and translate these"
    )


def test_the_catalogue_holds_nothing_the_sources_no_longer_say():
    wanted = {entry.id for entry in messages.gathered() if entry.id}
    assert sorted(str(entry.id) for entry in english() if entry.id and entry.id not in wanted) == []


def test_no_translation_is_empty():
    assert messages.untranslated(english()) == []


def test_both_languages_have_the_same_holes():
    assert [(source, said) for source, said in pairs() if holes(source) != holes(said)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{year} 年度", {"{year}"}),
        ("{size:.1f} MB", {"{size}"}),
        ("{year}-{month:02}-{day:02}", {"{year}", "{month}", "{day}"}),
        ("第 %(number)s 版", {"%(number)s"}),
        ('出错时返回 {"message": "……"}', {'{"message"}'}),
        ("100% 相符", set()),
    ],
)
def test_holes_are_found(text, found):
    assert holes(text) == found


def test_english_is_english():
    left = [
        (source, said)
        for source, said in pairs()
        if CHINESE.search(NAMED.sub("", said)) and source not in LEFT_IN_CHINESE
    ]
    assert left == [], "translate it, or say in LEFT_IN_CHINESE why not"


def test_a_missing_translation_is_told():
    catalog = Catalog(locale="en")
    catalog.add("公布", "Publish")
    catalog.add("定稿")
    assert messages.untranslated(catalog) == ["定稿"]


def test_the_compiled_catalogue_says_what_the_written_one_says():
    with override("en"):
        assert [
            entry.id for entry in english() if entry.id and _in_use(entry) != _strings(entry.string)
        ] == []


def _in_use(entry: Entry) -> tuple[str, ...]:
    if isinstance(entry.id, tuple):
        one, many = entry.id
        return ngettext(one, many, 1), ngettext(one, many, 2)
    return (pgettext(entry.context, entry.id) if entry.context else gettext(entry.id),)


def test_the_check_speaks_english_without_django():
    translate = translation_into("en")
    message = Message(
        "“{label}”：正文写 {text}，统计表为 {table}，相差 {gap}",
        {"label": "收到申请数", "text": 9, "table": 8, "gap": 1},
    )
    assert (
        message.in_language(translate)
        == "“收到申请数”: the text says 9, the statistical table 8; they differ by 1"
    )
    assert translate("") == ""


@pytest.mark.parametrize("language", ["zh-hans", "fr"])
def test_the_check_speaks_chinese_where_there_is_no_catalogue(language):
    assert translation_into(language)("公布") == "公布"


def test_an_update_keeps_translations_and_drops_what_is_gone(tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "LOCALE", tmp_path)
    path = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(OLD, encoding="utf-8")
    messages.update("en")
    with path.open("rb") as file:
        written = read_po(file)
    assert written["公布"].string == "Publish"
    assert "早已没有的一句" not in written
    assert len(written) == len(messages.gathered())


@pytest.mark.parametrize(
    ("language", "day", "year", "state", "sum_"),
    [
        ("zh-hans", "2017年10月9日", "2018年", "已报送", "甲（上年）等 5 项"),
        ("en", "2017-10-09", "2018", "Submitted", "甲 (last year) and others, 5 in all"),
    ],
)
def test_what_stands_inside_a_sentence_is_in_its_language(language, day, year, state, sum_):
    first = Message("{label}（上年）", {"label": "甲"})
    with override(language):
        assert words(written(date(2017, 10, 9))) == day
        assert writing.year(2018) == year
        assert term("已报送") == state
        assert words(Message("{first}等 {count} 项", {"first": first, "count": 5})) == sum_
