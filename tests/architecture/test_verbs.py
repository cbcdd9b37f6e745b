"""Every verb records: by reading the source; at run time the guard of the ledger sees to it again.

A verb's function must reach, through the functions it calls by name within the program, one of those that
append to the ledger.
"""

import ast
import importlib.util
import sys
from pathlib import Path

from gongkai.foundation.ledger import rows
from gongkai.foundation.ledger.verbs import REGISTRY

_spec = importlib.util.spec_from_file_location("sources_of_verbs", Path(__file__).with_name("sources.py"))
_module = importlib.util.module_from_spec(_spec)
sys.modules["sources_of_verbs"] = _module
_spec.loader.exec_module(_module)

RECORDING = {"record", "write", "write_recorded", "withdraw"}
"""Functions of the ledger that append an event."""


def _decorated(node: ast.FunctionDef) -> str | None:
    for each in node.decorator_list:
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id == "verb":
            return each.args[0].value if isinstance(each.args[0], ast.Constant) else None
    return None


def _called(node: ast.AST) -> set[str]:
    found = set()
    for each in ast.walk(node):
        if isinstance(each, ast.Call):
            if isinstance(each.func, ast.Name):
                found.add(each.func.id)
            elif isinstance(each.func, ast.Attribute):
                found.add(each.func.attr)
    return found


def _functions() -> dict[str, list[ast.AST]]:
    found: dict[str, list[ast.AST]] = {}
    for source in _module.sources():
        for node in ast.walk(source.tree):
            if isinstance(node, ast.FunctionDef):
                found.setdefault(node.name, []).append(node)
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, []).append(node)
    return found


def _records(node: ast.AST, functions: dict[str, list[ast.AST]], seen: set[str]) -> bool:
    names = _called(node)
    if names & RECORDING:
        return True
    new = names - seen
    seen |= new
    return any(_records(each, functions, seen) for name in new for each in functions.get(name, []))


def _verbs() -> dict[str, ast.FunctionDef]:
    return {
        name: node
        for source in _module.sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef) and (name := _decorated(node)) is not None
    }


def test_every_verb_in_the_source_is_registered_and_the_other_way_round():
    assert set(_verbs()) == set(REGISTRY)


def test_every_verb_reaches_the_ledger():
    functions = _functions()
    assert [name for name, node in _verbs().items() if not _records(node, functions, set())] == []


def test_a_verb_that_forgets_would_be_noticed():
    forgetful = ast.parse("def act(*, actor, now):\n    return save_something(actor)").body[0]
    assert not _records(forgetful, {}, set())


def test_every_verb_takes_actor_and_now_by_keyword_only():
    found = []
    for name, node in _verbs().items():
        keywords = {each.arg for each in node.args.kwonlyargs}
        if node.args.args or node.args.vararg or not {"actor", "now"} <= keywords:
            found.append(name)
    assert found == []


def test_a_verb_is_named_noun_dot_verb():
    assert [name for name in REGISTRY if name.count(".") != 1 or name != name.lower()] == []


def test_what_a_room_compares_with_the_ledger_is_asked_by_ledger_replay():
    declared = {
        source.name
        for source in _module.sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef)
        and any(isinstance(each, ast.Name) and each.id == "compares" for each in node.decorator_list)
    }
    assert declared == {each.__module__ for each in rows._comparisons}
