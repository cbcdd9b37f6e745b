"""What the rules of the form say about a return, and which warnings have been explained."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from gongkai.core import crossfoot
from gongkai.core.cells import BLANK, Cell
from gongkai.core.derived import entered_cells
from gongkai.core.findings import Finding, Where
from gongkai.core.forms import Form, Rule, Severity
from gongkai.core.messages import N_, Message
from gongkai.reporting.models import RuleExplanation

CHILDREN_MISSING = "CHILDREN-MISSING"
_NAMED = 12  # how many missing bodies a message names

type Cells = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a warning is in order, in the body's words."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReturnFinding:
    """A finding on a return. `key` names the rule's instance, `fingerprint` the figures it was judged on:
    an explanation holds only for these."""

    key: str
    fingerprint: str
    finding: Finding
    cells: tuple[str, ...] = ()
    explanation: Explanation | None = None

    @property
    def severity(self) -> Severity:
        return self.finding.severity

    @property
    def must_be_explained(self) -> bool:
        """A warning nobody has explained yet."""
        return self.severity is Severity.WARNING and self.explanation is None


def findings_of(
    form: Form, cells: Cells, previous: Cells | None, missing: Iterable[tuple[int, str]] = ()
) -> list[ReturnFinding]:
    """All rules of the form on these figures, errors first. `missing` are (return, name of body) below that
    have not reported."""
    found = [_absent(list(missing))]
    for difference in crossfoot.check(form, cells, previous):
        rule = difference.rule
        places = {code: Where(cell=code) for code in rule.cells}
        found.append(
            ReturnFinding(
                rule.key,
                fingerprint(rule, cells, previous or {}),
                crossfoot.to_finding(difference, form, places),
                rule.cells,
            )
        )
    order = list(Severity)
    return sorted((each for each in found if each), key=lambda each: order.index(each.severity))


def fingerprint(rule: Rule, cells: Cells, previous: Cells) -> str:
    """SHA-256 over the rule's instance and every figure in it."""
    figures = []
    for term in (*rule.left, *rule.right):
        cell = (previous if term.years_back else cells).get(term.cell, BLANK)
        figures.append([term.cell, term.years_back, cell.state.value, cell.value])
    return _digest([rule.key, figures])


def _digest(parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _absent(missing: list[tuple[int, str]]) -> ReturnFinding | None:
    """Bodies below whose figures are not in the sum. They are named, never taken as zero."""
    if not missing:
        return None
    names = "、".join(name for _, name in missing[:_NAMED])
    more = Message(N_("等")) if len(missing) > _NAMED else ""
    finding = Finding(
        rule=CHILDREN_MISSING,
        severity=Severity.WARNING,
        message=Message(
            N_("{count} 个单位的数据尚未接收，未计入合计：{names}{more}。"),
            {"count": len(missing), "names": names, "more": more},
        ),
        basis=Message(N_("国办发〔2014〕32号：逐级汇总；空缺不等于零")),
        suggestion=Message(N_("催报或接收这些单位的报表；确实无法取得的，写明原因。")),
    )
    return ReturnFinding(CHILDREN_MISSING, _digest(sorted(pk for pk, _ in missing)), finding)


def explained(return_id: int, found: Iterable[ReturnFinding]) -> list[ReturnFinding]:
    """The findings with the explanations that still hold."""
    given = {
        (row.rule_key, row.fingerprint): Explanation(row.text, row.by, row.at)
        for row in RuleExplanation.objects.filter(of_id=return_id)
    }
    return [
        ReturnFinding(
            each.key, each.fingerprint, each.finding, each.cells, given.get((each.key, each.fingerprint))
        )
        for each in found
    ]


def blanks(form: Form, cells: Cells) -> tuple[str, ...]:
    """The cells people fill that are still blank."""
    return tuple(code for code in entered_cells(form) if cells.get(code, BLANK).state is BLANK.state)
