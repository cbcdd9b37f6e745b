"""A parent's return against the returns below it (汇总核对)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gongkai.core.cells import Cell
from gongkai.core.crossfoot.judge import Difference, Kind
from gongkai.core.forms import Form, Rule, Scope, Term
from gongkai.core.rollup import Rolled, roll_up


def check_children(
    form: Form, cells: Mapping[str, Cell], children: Sequence[Mapping[str, Cell]]
) -> list[Difference]:
    """The cells in which `cells` is not the sum of `children`, under the form's rule of scope CHILDREN.

    A cell that some child leaves blank is judged only when the others already exceed the parent's figure.
    `Difference.right` is the children's sum. Nothing is judged without children.
    """
    rules = [rule for rule in form.rules if rule.scope is Scope.CHILDREN]
    rolled = roll_up(children, form.cells) if children else {}
    found = (_judge(rule, code, cells, sum_) for rule in rules for code, sum_ in rolled.items())
    return [difference for difference in found if difference is not None]


def _judge(rule: Rule, code: str, cells: Mapping[str, Cell], rolled: Rolled) -> Difference | None:
    own = cells.get(code)
    if own is None or own.value is None or rolled.cell.value is None:
        return None
    kind = Kind.EXCEEDS if rolled.open else Kind.UNEQUAL
    differs = rolled.cell.value > own.value if rolled.open else rolled.cell.value != own.value
    if not differs:
        return None
    instance = replace(rule, key=f"{rule.id}[{code}]", left=(Term(code),), right=(Term(code),))
    return Difference(instance, own.value, rolled.cell.value, (), kind, (own, rolled.cell))
