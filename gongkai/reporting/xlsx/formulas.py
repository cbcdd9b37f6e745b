"""Formulas of the workbook: totals, and the form's rules as a checking sheet."""

from collections.abc import Mapping

from gongkai.core.cells import is_money
from gongkai.core.forms import Form, Rule, Scope, Severity, Term
from gongkai.reporting.xlsx.layout import Slot, coordinate

WRONG = "不符"
CHECK_HEADS = ("规则", "左边", "右边", "结果", "依据")


def total(parts: tuple[str, ...], slots: Mapping[str, Slot], sheet: str) -> str:
    """The sum of the parts; empty while one of them is blank, "/" when all are struck out."""
    refs = [reference(slots[part], sheet) for part in parts]
    filled = "+".join(f'({ref}<>"")' for ref in refs)
    counts = ",".join(refs)
    return f'=IF({filled}<{len(refs)},"",IF(COUNT({counts})=0,"/",SUM({counts})))'


def final(slot: Slot) -> str:
    """Count and entry of a cell together."""
    assert slot.counted is not None
    count, entry = coordinate(slot.counted[1]), coordinate(slot.entry)
    return (
        f'=IF({count}="",IF({entry}="","",{entry}),IF(AND({count}=0,{entry}="/"),"/",SUM({count},{entry})))'
    )


def reference(slot: Slot, sheet: str) -> str:
    """The final cell, with its sheet's name when seen from another."""
    place = coordinate(slot.final)
    return place if slot.sheet == sheet else f"'{slot.sheet}'!{place}"


def checks(form: Form, slots: Mapping[str, Slot]) -> list[tuple[str, str, str, str, str]]:
    """One row a rule of the return itself: name, both sides, verdict, basis. Rules that only define a derived
    total are left out: they hold by themselves."""
    rows = []
    for rule in form.rules:
        if rule.scope is not Scope.SAME or not all(cell in slots for cell in rule.cells):
            continue
        if (
            len(rule.left) == 1
            and slots[rule.left[0].cell].is_total
            and rule.op == "=="
            and len(rule.right) > 1
        ):
            continue
        rows.append((rule.key, _side(rule.left, form, slots), _side(rule.right, form, slots), "", rule.basis))
    return rows


def verdict(rule: Rule, row: int, slots: Mapping[str, Slot]) -> str:
    """What a row of the checking sheet says: holds, wrong, to be explained (warnings), or not yet filled."""
    filled = "+".join(f'({reference(slots[cell], "")}<>"")' for cell in dict.fromkeys(rule.cells))
    operator = {"==": "=", "<=": "<=", ">=": ">="}[rule.op]
    said = WRONG if rule.severity is Severity.ERROR else "需说明"
    wanted = len(dict.fromkeys(rule.cells))
    return f'=IF({filled}<{wanted},"待填",IF(B{row}{operator}C{row},"相符","{said}"))'


def _side(terms: tuple[Term, ...], form: Form, slots: Mapping[str, Slot]) -> str:
    """Struck cells are text and add nothing in SUM."""
    added = [reference(slots[term.cell], "") for term in terms if term.sign > 0]
    taken = [reference(slots[term.cell], "") for term in terms if term.sign < 0]
    places = 2 if is_money(form.cells[terms[0].cell].unit) else 0
    less = f"-SUM({','.join(taken)})" if taken else ""
    return f"=ROUND(SUM({','.join(added)}){less},{places})"
