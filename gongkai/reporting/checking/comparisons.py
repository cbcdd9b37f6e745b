"""A report beside its relatives: last year's, and those of the bodies below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.core.cells import in_unit, is_money
from gongkai.core.findings import Figure, Finding, Where
from gongkai.core.forms import CellSpec, Form, Severity
from gongkai.core.messages import N_, Message
from gongkai.core.reading import Found, Reading

_TIMES, _AT_LEAST = 10, 100  # a jump: ten times as much or as little, and a hundred at least
_JUMPING = ("T2.", "T3.R1.C7", "T4.A5", "1.", "2.", "3.1", "4", "5", "12.4")


@dataclass(frozen=True, slots=True)
class Relatives:
    """The reports that can be compared: of the year before, and of the same year and form."""

    previous: Reading | None
    children: tuple[Reading, ...]


def check_relatives(
    reading: Reading, previous: Reading | None, children: Sequence[Reading]
) -> tuple[Relatives, tuple[Finding, ...]]:
    """The relatives that can be compared, and a note for each that can't."""
    findings = []
    if previous is not None and not _is_year_before(reading, previous):
        findings.append(_unlike("previous-report", previous, N_("“{name}”不是上一年度的报告，未作年度比对")))
        previous = None
    fitting = []
    for child in children:
        if child.form != reading.form or (reading.year and child.year and child.year != reading.year):
            findings.append(_unlike("child-report", child, N_("“{name}”的年度或格式不同，未计入下级汇总")))
        else:
            fitting.append(child)
    return Relatives(previous, tuple(fitting)), tuple(findings)


def _is_year_before(reading: Reading, previous: Reading) -> bool:
    return reading.year is None or previous.year is None or previous.year == reading.year - 1


def _unlike(rule: str, other: Reading, message: str) -> Finding:
    return Finding(
        rule,
        Severity.NOTE,
        Message(message, {"name": other.document.name}),
        basis=Message(N_("只与上一年度的报告、同年度同格式的下级报告比对")),
        suggestion=Message(N_("请换成相应年度的报告")),
    )


def check_jumps(reading: Reading, previous: Reading) -> Iterator[Finding]:
    """Figures ten times last year's or a tenth of them: rarely wrong, always worth a look."""
    if reading.form is None:
        return
    for code, found in reading.cells.items():
        before = previous.cells.get(code)
        spec = reading.form.cells.get(code)
        if before is None or spec is None or not code.startswith(_JUMPING) or not _jumps(found, before, spec):
            continue
        yield _jump(code, found, before, spec, reading.form)


def _jumps(found: Found, before: Found, spec: CellSpec) -> bool:
    new, old = found.cell.value, before.cell.value
    if not new or not old:
        return False
    large, small = max(abs(new), abs(old)), min(abs(new), abs(old))
    least = _AT_LEAST * (1_000_000 if is_money(spec.unit) else 1)
    return large >= least and large >= _TIMES * small


def _jump(code: str, found: Found, before: Found, spec: CellSpec, form: Form) -> Finding:
    new, old = (in_unit(each.cell.value or 0, spec.unit) for each in (found, before))
    ratio = (Decimal(new) / Decimal(old)).quantize(Decimal("0.01"))
    where = Where(found.where.page, found.where.line, code)
    return Finding(
        "year-jump",
        Severity.NOTE,
        Message(
            N_("{label} {new}，上年 {old}，为上年的 {ratio} 倍"),
            {"label": spec.label, "new": new, "old": old, "ratio": ratio},
        ),
        where,
        new,
        old,
        (Figure(spec.label, new, where), Figure(f"{spec.label}（上年）", old, before.where)),
        Message(N_("两年报告比对")),
        Message(N_("变化较大，请核对两年的统计口径")),
    )
