"""Saying a broken rule in words, with the arithmetic spelled out and every figure's place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from gongkai.core.cells import Cell, State, in_unit
from gongkai.core.crossfoot.judge import Difference, Kind
from gongkai.core.crossfoot.suspects import Suspect, suspects
from gongkai.core.findings import Figure, Finding, Number, Where
from gongkai.core.forms import Form, Scope, Severity, Term
from gongkai.core.messages import N_, Message

_LONG_SUM = 8  # from this many addends on, zeros are left out of the arithmetic
_FEW = 2  # so many addends are named one by one
_HABIT = 3  # so many blank totals under one rule are reported together, as a warning

type Places = Mapping[str, Where]


def to_findings(
    differences: Sequence[Difference], form: Form, places: Places, previous_places: Places | None = None
) -> list[Finding]:
    """All differences in words. Where a whole column of totals is left blank, that is said once."""
    habits = _blank_columns(differences)
    explained = suspects(form, differences)
    findings = [
        _with_suspect(
            to_finding(difference, form, places, previous_places), explained.get(difference.rule.key), form
        )
        for difference in differences
        if not (difference.kind is Kind.LEFT_BLANK and difference.rule.id in habits)
    ]
    return findings + [_blank_column(blank, form, places) for blank in habits.values()]


def to_finding(
    difference: Difference, form: Form, places: Places, previous_places: Places | None = None
) -> Finding:
    """One difference in words.

    `places` says where a cell stands in the document; a cell without a place is named by its code.
    """
    said = _Said(difference, form, places, previous_places or {})
    rule = difference.rule
    return Finding(
        rule=rule.key,
        severity=difference.severity,
        message=said.message(),
        where=said.where(rule.left[0]),
        printed=None if difference.kind is Kind.LEFT_BLANK else said.number(difference.left),
        computed=said.number(difference.right),
        figures=said.figures(),
        basis=Message(f"{rule.basis}；{rule.note}" if rule.note else rule.basis),
        suggestion=said.suggestion(),
    )


def _with_suspect(finding: Finding, suspect: Suspect | None, form: Form) -> Finding:
    """The finding, with the one cell that would close this sum and others besides."""
    if suspect is None:
        return finding
    spec = form.cells[suspect.cell]
    values = {
        "cell": spec.label,
        "value": plain(in_unit(suspect.value, spec.unit)),
        "closing": plain(in_unit(suspect.closing, spec.unit)),
        "count": len(suspect.rules),
    }
    said = N_("请核对“{cell}”：现为 {value}，如为 {closing}，则包含它的 {count} 处勾稽都能平")
    return replace(finding, suggestion=Message(said, values))


def _blank_columns(differences: Sequence[Difference]) -> dict[str, list[Difference]]:
    """Rules repeated over a table whose total is blank in several places: a habit, not a slip."""
    blank: dict[str, list[Difference]] = {}
    for difference in differences:
        if difference.kind is Kind.LEFT_BLANK and difference.rule.key != difference.rule.id:
            blank.setdefault(difference.rule.id, []).append(difference)
    return {id_: found for id_, found in blank.items() if len(found) >= _HABIT}


def _blank_column(found: list[Difference], form: Form, places: Places) -> Finding:
    """One finding for totals that are blank all along a column or row."""
    cells = [difference.rule.left[0].cell for difference in found]
    labels = "、".join(form.cells[cell].label for cell in cells[:3])
    figures = tuple(
        Figure(form.cells[cell].label, in_unit(difference.right, form.cells[cell].unit), _place(cell, places))
        for cell, difference in zip(cells, found, strict=True)
    )
    values = {"labels": labels, "count": len(cells)}
    return Finding(
        rule=found[0].rule.id,
        severity=Severity.WARNING,
        message=Message(N_("{labels}等 {count} 处合计未填，分项已填"), values),
        where=_place(cells[0], places),
        figures=figures,
        basis=Message(found[0].rule.basis),
        suggestion=Message(N_("请补填合计；按分项算出的数见所列各项")),
    )


def _place(cell: str, places: Places) -> Where:
    return places.get(cell) or Where(cell=cell)


@dataclass(frozen=True, slots=True)
class _Said:
    difference: Difference
    form: Form
    places: Places
    previous_places: Places

    @property
    def unit(self) -> str | None:
        return self.form.cells[self.difference.rule.left[0].cell].unit

    def number(self, value: int) -> Number:
        return in_unit(value, self.unit)

    def text(self, value: int) -> str:
        return plain(self.number(value))

    def label(self, term: Term) -> str:
        return str(self.spoken(term))

    def spoken(self, term: Term) -> Message:
        label = {"label": self.form.cells[term.cell].label}
        return Message(N_("{label}（上年）") if term.years_back else "{label}", label)

    def name(self, side: tuple[Term, ...]) -> Message:
        """What a side adds up to: one cell, the row whose parts they are, two cells, or the first of many."""
        rows = {self.form.cells[term.cell].row for term in side}
        parents = {row.parent for row in self.form.rows if row.code in rows}
        parent = next((row.label for row in self.form.rows if {row.code} == parents), None)
        if len(side) > 1 and parent:
            return Message(N_("{row}各项"), {"row": parent})
        first = self.spoken(side[0])
        if len(side) > _FEW:
            return Message(N_("{first}等 {count} 项"), {"first": first, "count": len(side)})
        for term in side[1:]:
            first = Message(N_("{first}加{second}"), {"first": first, "second": self.spoken(term)})
        return first

    def where(self, term: Term) -> Where:
        return _place(term.cell, self.previous_places if term.years_back else self.places)

    def sides(self) -> tuple[list[tuple[Term, Cell]], list[tuple[Term, Cell]]]:
        rule, cells = self.difference.rule, self.difference.cells
        middle = len(rule.left)
        return (
            list(zip(rule.left, cells[:middle], strict=True)),
            list(zip(rule.right, cells[middle:], strict=True)),
        )

    def sum(self, side: list[tuple[Term, Cell]]) -> str:
        """ "43+3+234+790+0=1070", or the bare figure when there is one."""
        numbers = [(term, cell.value) for term, cell in side if cell.value is not None]
        total = self.text(sum(term.sign * value for term, value in numbers))
        shown = [(t, v) for t, v in numbers if v] if len(numbers) >= _LONG_SUM else numbers
        if len(side) == 1 or not shown:
            return total
        written = "".join(("-" if term.sign < 0 else "+") + self.text(value) for term, value in shown)
        return f"{written.removeprefix('+')}={total}"

    def message(self) -> Message:
        left, right = self.sides()
        gap = self.text(abs(self.difference.gap))
        values: dict[str, object] = {
            "label": self.name(self.difference.rule.left),
            "other": self.name(self.difference.rule.right),
            "left": self.sum(left),
            "right": self.sum(right),
            "gap": gap,
            "blanks": len(self.difference.missing),
        }
        return Message(self._template(len(left) == 1, len(right) == 1), values)

    def _template(self, single: bool, plain_pair: bool) -> str:
        kind = self.difference.kind
        if self.difference.rule.scope is Scope.CHILDREN:
            if kind is Kind.EXCEEDS:
                return N_("{label}：下级已填各数之和 {right}，已超过本级 {left}")
            return N_("{label}：下级之和 {right}，与本级 {left} 相差 {gap}")
        if kind is Kind.OVER:
            return self._over(single and plain_pair)
        if single and plain_pair:
            return self._pair()
        if single:
            return _OF_TOTAL[kind]
        return _OF_TWO_SUMS[kind]

    def _over(self, pair: bool) -> str:
        upward = self.difference.rule.op == "<="
        if pair and upward:
            return N_("{label} {left} 大于{other} {right}，超出 {gap}")
        if upward:
            return N_("{label} {left}，大于{other} {right}，超出 {gap}")
        return N_("{label} {left}，小于{other} {right}，少 {gap}")

    def _pair(self) -> str:
        if self.difference.kind is Kind.LEFT_BLANK:
            return N_("{label}未填，按{other}应为 {right}")
        return N_("{label} {left}，与{other} {right} 相差 {gap}")

    def figures(self) -> tuple[Figure, ...]:
        left, right = self.sides()
        if self.difference.rule.scope is Scope.CHILDREN:
            ((term, cell),) = right
            below = Figure(f"{self.label(term)}（下级之和）", self.shown(term, cell))
            return (*self._figures(left), below)
        return self._figures(left + right)

    def _figures(self, side: list[tuple[Term, Cell]]) -> tuple[Figure, ...]:
        return tuple(
            Figure(self.label(term), self.shown(term, cell), self.where(term)) for term, cell in side
        )

    def shown(self, term: Term, cell: Cell) -> Number | str | None:
        """What the cell holds, in its own unit: None for blank, the struck sign for struck."""
        if cell.value is not None:
            return in_unit(cell.value, self.form.cells[term.cell].unit)
        return (cell.printed or "/") if cell.state is State.STRUCK else None

    def suggestion(self) -> Message:
        values: dict[str, object] = {
            "sum": self.text(self.difference.right),
            "gap": self.text(abs(self.difference.gap)),
            "blanks": "、".join(self.form.cells[cell].label for cell in self.difference.missing),
        }
        return Message(self._advice(), values)

    def _advice(self) -> str:
        rule, kind = self.difference.rule, self.difference.kind
        if rule.scope is Scope.CHILDREN:
            return N_("请核对本级与下级的统计范围；范围不同的，在报告中写明")
        if rule.scope is Scope.PREVIOUS_YEAR:
            return N_("请核对两年的报告；确有调整的，在“其他需要报告的事项”中说明")
        if kind is Kind.LEFT_BLANK:
            return N_("请补填；按已填各项应为 {sum}")
        if kind in (Kind.SHORT, Kind.EXCEEDS):
            return N_("请补填未填的单元格：{blanks}")
        if kind is Kind.OVER or rule.severity is not Severity.ERROR:
            return N_("请核对各数；确实如此的，写明原因")
        if len(rule.left) > 1:
            return N_("请核对等式两边各数，两边相差 {gap}")
        return N_("请核对：分项无误时合计应为 {sum}，合计无误时分项相差 {gap}")


_OF_TOTAL = {
    Kind.UNEQUAL: N_("{label}：{right}，与合计 {left} 相差 {gap}"),
    Kind.LEFT_BLANK: N_("{label}：合计未填，分项 {right}"),
    Kind.EXCEEDS: N_("{label}：已填分项 {right}，已超过合计 {left}，另有 {blanks} 项未填"),
    Kind.SHORT: N_("{label}：已填分项 {right}，比合计 {left} 少 {gap}，有 {blanks} 项未填"),
}
_OF_TWO_SUMS = {
    Kind.UNEQUAL: N_("{label} {left}，{other} {right}，应相等，相差 {gap}"),
    Kind.EXCEEDS: N_("{label} {left}，{other} {right}，应相等；不计未填的 {blanks} 项，已相差 {gap}"),
    Kind.SHORT: N_("{label} {left}，{other} {right}，应相等，相差 {gap}，有 {blanks} 项未填"),
}


def plain(number: Number) -> str:
    """A figure without exponent or trailing zeros: Decimal("178.80") → 178.8."""
    return f"{number.normalize():f}" if isinstance(number, Decimal) else str(number)
