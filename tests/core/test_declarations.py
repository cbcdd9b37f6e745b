"""Declarations are refused with file and line for whatever does not fit."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

import pytest

from gongkai.core.declarations import Declaration, DeclarationError
from gongkai.core.messages import N_, Message
from gongkai.core.toml_lines import lines_of
from gongkai.foundation import rulebook


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Part:
    name: str
    weight: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        if self.weight < 0:
            raise ValueError(Message(N_("“{name}”的重量为负"), {"name": self.name}))


@dataclass(frozen=True)
class Whole:
    title: str
    part: tuple[Part, ...]
    since: date | None = None
    colour: Colour = Colour.RED
    names: Mapping[str, int] | None = None
    closed: bool = False


RIGHT = """# a comment
title = "名 # not a comment"
since = 2019-05-15
colour = "blue"

[names]
"甲.乙" = 1
"丙" = 2

[[part]]
name = "a"
weight = 1.5

[[part]]
name = "b"
weight = 2
"""


def test_a_right_text_becomes_frozen_values() -> None:
    assert Declaration(RIGHT, "whole.toml").read(Whole) == Whole(
        title="名 # not a comment",
        part=(Part("a", Decimal("1.5")), Part("b", Decimal(2))),
        since=date(2019, 5, 15),
        colour=Colour.BLUE,
        names={"甲.乙": 1, "丙": 2},
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'colour = "blue"',
            'color = "blue"',
            "第 4 行：不认识的键“color”，此处只能写：title、part、since、colour",
        ),
        ('colour = "blue"', 'colour = "green"', "第 4 行：“colour”应为red、blue 之一"),
        ("since = 2019-05-15", "since = 2019-05-15T10:00:00", "第 3 行：“since”应为日期"),
        ("since = 2019-05-15", "since = true", "第 3 行：“since”应为日期"),
        ('"丙" = 2', '"丙" = true', "第 8 行：“丙”应为整数"),
        ('"丙" = 2', '"丙" = "2"', "第 8 行：“丙”应为整数"),
        ("weight = 2", "wieght = 2", "第 16 行：不认识的键“wieght”"),
        ("weight = 2", "weight = -2", "第 14 行：“b”的重量为负"),
        ('name = "b"\n', "", "第 14 行：缺少键“name”"),
        ('title = "名 # not a comment"\n', "", "第 1 行：缺少键“title”"),
        ("weight = 2", "weight = ", "第 16 行：不是正确的 TOML 文本"),
        ("weight = 2", 'weight = "', "不是正确的 TOML 文本"),
        ("[names]", "[names", "第 6 行：不是正确的 TOML 文本"),
        ("[[part]]", "[part]", "不是正确的 TOML 文本"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_line(old: str, new: str, said: str) -> None:
    assert old in RIGHT
    with pytest.raises(DeclarationError) as refused:
        Declaration(RIGHT.replace(old, new), "whole.toml").read(Whole)
    assert str(refused.value.message).startswith("whole.toml ")
    assert said in str(refused.value.message)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('title = "t"\npart = { name = "a" }', "第 2 行：“part”应为一个列表"),
        ('title = "t"\npart = [\n  "a",\n]', "第 3 行：“part”的第 1 项应为一张表"),
        ('title = "t"\npart = []\nnames = 3', "第 3 行：“names”应为一张表"),
    ],
)
def test_shapes_are_refused_with_their_line(text: str, said: str) -> None:
    with pytest.raises(DeclarationError) as refused:
        Declaration(text, "whole.toml").read(Whole)
    assert str(refused.value.message) == "whole.toml " + said


def test_lines_of_arrays_over_several_lines() -> None:
    text = 'rows = [\n  { code = "a", label = "x}" }, # ]\n  { code = "b",\n    label = """y\n]""" },\n]\n'
    text += "[[a.b]]\nend = 1\n"
    lines = lines_of(text)
    assert lines[("rows", 0, "label")] == 2
    assert lines[("rows", 1)] == 3
    assert lines[("rows", 1, "label")] == 4
    assert lines[("a",)] == 7
    assert lines[("a", "b", 0, "end")] == 8


def paths_in(value: object, path: tuple = ()) -> set[tuple]:
    found = {path}
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        found |= paths_in(item, (*path, key))
    return found


@pytest.mark.parametrize("path", sorted(rulebook.RULES.rglob("*.toml")), ids=lambda path: path.name)
def test_every_key_of_every_declaration_has_a_line(path: Path) -> None:
    """The walk over the text finds exactly the keys that the parser finds."""
    text = path.read_text(encoding="utf-8")
    assert set(lines_of(text)) == paths_in(tomllib.loads(text))
