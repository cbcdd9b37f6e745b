"""预决算查询: a body's budget or accounts from the class down to the item, against the year before."""

from gongkai.core.disclosure.logic.budgets import BudgetClasses, By, Node, path_of, tree
from gongkai.core.disclosure.logic.columns import budget_line
from gongkai.disclosure.queries.asking import EVERYTHING
from gongkai.disclosure.queries.rows import values_of
from gongkai.disclosure.wording import money_of
from gongkai.foundation.look.declared import word
from gongkai.foundation.rulebook.disclosure_logic import budget_classes
from gongkai.portal.data.asked import only
from gongkai.portal.data.charts import written
from gongkai.portal.data.special.asking import Asking, Shown

LINES = 5_000


def build(asking: Asking) -> Shown:
    lines = asking.sets["budget_lines"]
    years = sorted(values_of(lines, "year", EVERYTHING), reverse=True)
    year = _one(asking.word("year"), years)
    there = values_of(lines, "body", only(lines, year=year), limit=500) if year else {}
    bodies = sorted(there, key=lambda code: asking.names.codes.get(code, code))
    body = _one(asking.word("body"), bodies)
    kinds = [each.value for each in lines.column("kind").enum]
    kind = _one(asking.word("kind"), kinds)
    by = By.ECONOMIC if asking.word("by") == By.ECONOMIC else By.FUNCTION
    wanted = {"year": year, "body": body, "kind": kind}
    found = asking.rows("budget_lines", wanted, limit=LINES) if year and body else ()
    begun = [each for each in budget_classes() if each.in_force <= asking.day]
    classes = max(begun, key=lambda each: each.in_force) if begun else BudgetClasses("", asking.day, {}, {})
    nodes = tree((budget_line(each.content, by) for each in found), by, classes)
    code = asking.word("node")
    way, shown = _opened(nodes, path_of(code, by) if code.isdecimal() else ())
    column = lines.column("amount")

    def money(fen: int | None) -> str:
        return "" if fen is None else written(money_of(column, fen))

    rows = [(each, money(each.amount), money(each.last_year)) for each in shown]
    total = sum(each.amount for each in shown)
    return {
        "years": years, "bodies": [(each, asking.names.codes.get(each, each)) for each in bodies],
        "kinds": [(each, lines.column("kind").title_of(each)) for each in kinds], "year": year, "body": body,
        "kind": kind, "by": by.value, "way": way, "nodes": rows, "total": money(total),
        "unit": word(column.unit),
        "link": f"year={year}&body={body}&kind={kind}&by={by.value}",
    }  # fmt: skip


def _one(said: str, known: list[str]) -> str:
    return said if said in known else known[0] if known else ""


def _opened(nodes: tuple[Node, ...], path: tuple[str, ...]) -> tuple[list[Node], tuple[Node, ...]]:
    """The nodes on the way down, and what is under the last."""
    way: list[Node] = []
    for code in path:
        node = next((each for each in nodes if each.code == code), None)
        if node is None:
            break
        way.append(node)
        nodes = node.children
    return way, nodes
