"""Declared lifecycles: what they may name, and how a verb is decided."""

from enum import StrEnum

import pytest

from gongkai.core.declarations import Declaration, DeclarationError
from gongkai.core.lifecycle import Allowed, Denied, decide, read
from gongkai.core.messages import Message


class Role(StrEnum):
    CLERK = "clerk"


class Condition(StrEnum):
    FULL = "full"


TEXT = """
title = "例"
subject = "thing"
in_force = 2008-05-01
legal_basis = "某法"
initial = "open"
[states]
open = "待办"
shut = "办结"
[[transition]]
verb = "thing.shut"
label = "办结"
when = ["open"]
becomes = "shut"
by = ["clerk@own"]
requires = ["full"]
article = "第三条"
[[example]]
verb = "thing.shut"
state = "open"
by = "clerk@own"
allowed = true
"""


def lifecycle(text=TEXT):
    return read(Declaration(text, "例.toml"), roles=Role, conditions=Condition)


def always(_):
    return None


def test_allowed():
    assert decide(lifecycle(), "open", "thing.shut", {"clerk@own"}, always) == Allowed("shut", "第三条")


def test_denied_by_state_before_role():
    denied = decide(lifecycle(), "shut", "thing.shut", set(), always)
    assert isinstance(denied, Denied)
    assert str(denied.reason) == "现处于“办结”状态，不能办结。"


def test_denied_by_role_before_conditions():
    denied = decide(lifecycle(), "open", "thing.shut", {"clerk@above"}, lambda _: Message("不该问"))
    assert str(denied.reason) == "您的岗位不能办结。"
    assert denied.article == "第三条"


def test_denied_by_condition_in_its_words():
    denied = decide(lifecycle(), "open", "thing.shut", {"clerk@own"}, lambda name: Message(f"{name}未满"))
    assert str(denied.reason) == "full未满"


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('by = ["clerk@own"]\nrequires', 'by = ["boss@own"]\nrequires', 15, "boss@own"),
        ('by = ["clerk@own"]\nrequires', 'by = ["clerk@moon"]\nrequires', 15, "clerk@moon"),
        ('requires = ["full"]', 'requires = ["empty"]', 16, "empty"),
        ('becomes = "shut"', 'becomes = "gone"', 1, "gone"),
        ('when = ["open"]', 'when = ["open", "open"]', 1, "两次"),
        ('label = "办结"', 'label = "办结"\nsurprise = 1', 13, "surprise"),
    ],
)
def test_unknown_names_are_refused_with_the_line(old, new, line, said):
    with pytest.raises(DeclarationError) as refused:
        lifecycle(TEXT.replace(old, new))
    assert refused.value.line == line
    assert said in str(refused.value.message)
