"""A return with everything needed to judge it: figures, rules, explanations, blanks."""

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.core.forms import Form, Severity
from gongkai.core.messages import N_, Message
from gongkai.foundation import rulebook
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.reporting.figures import (
    Below,
    Cells,
    OwnCell,
    below,
    figures_of,
    final_cells,
    own_cells,
    previous_cells,
)
from gongkai.reporting.findings import ReturnFinding, blanks, explained, findings_of
from gongkai.reporting.models import Return
from gongkai.reporting.policy import Condition, Conditions


@dataclass(frozen=True, slots=True)
class Judgement:
    """`cells` are the final figures: own and children's, totals computed."""

    form: Form
    own: Mapping[str, OwnCell]
    under: Below
    cells: Cells
    previous: Cells | None
    findings: tuple[ReturnFinding, ...]

    @property
    def errors(self) -> list[ReturnFinding]:
        return [each for each in self.findings if each.severity is Severity.ERROR]

    @property
    def warnings(self) -> list[ReturnFinding]:
        return [each for each in self.findings if each.severity is Severity.WARNING]

    def conditions(self) -> Conditions:
        """What the rules have to say about sending the figures on."""
        return {
            Condition.COMPLETE: self._incomplete,
            Condition.NO_ERRORS: self._with_errors,
            Condition.WARNINGS_EXPLAINED: self._unexplained,
        }

    def _incomplete(self) -> Refused | None:
        empty = blanks(self.form, self.cells)
        if not empty:
            return None
        reason = Message(N_("还有 {count} 格未填。没有发生的填 0，不适用的填 /。"), {"count": len(empty)})
        return Refused(reason, details=tuple((code, Message(N_("未填"))) for code in empty))

    def _with_errors(self) -> Refused | None:
        return _about(N_("有 {count} 处勾稽错误，改正后才能继续。"), self.errors)

    def _unexplained(self) -> Refused | None:
        waiting = [each for each in self.warnings if each.must_be_explained]
        return _about(N_("有 {count} 处提示需要书面说明。"), waiting)


def _about(text: str, found: list[ReturnFinding]) -> Refused | None:
    if not found:
        return None
    details = tuple((each.key, each.finding.message) for each in found)
    return Refused(Message(text, {"count": len(found)}), details=details)


def judge(of: Return) -> Judgement:
    """The return as it is being worked on."""
    form = rulebook.form(of.reporting_year.form)
    own = own_cells([of.pk])[of.pk]
    under = below(of)
    return _judged(of, form, own, under, final_cells(form, own, under))


def judge_submission(of: Return, submission_id: int) -> Judgement:
    """The figures as submitted, by the rules of today."""
    form = rulebook.form(of.reporting_year.form)
    return _judged(of, form, {}, below(of), figures_of(submission_id))


def _judged(of: Return, form: Form, own: Mapping[str, OwnCell], under: Below, cells: Cells) -> Judgement:
    previous = previous_cells(of.body_id, of.year)
    found = findings_of(form, cells, previous, named(of, under.missing))
    return Judgement(form, own, under, cells, previous, tuple(explained(of.pk, found)))


def named(of: Return, return_ids: tuple[int, ...]) -> list[tuple[int, str]]:
    """The returns with the names of their bodies, as of the year's tree."""
    if not return_ids:
        return []
    bodies = dict(Return.objects.filter(pk__in=return_ids).values_list("pk", "body_id"))
    known = organisations.bodies_on(of.reporting_year.tree_day, list(bodies.values()))
    return [(pk, known[body].label if body in known else str(body)) for pk, body in bodies.items()]


def note_findings(of: Return, judgement: Judgement) -> None:
    """Keep how many findings there are, for lists; recomputed from the figures whenever they change."""
    counts = {"errors": len(judgement.errors), "warnings": len(judgement.warnings)}
    if (of.errors, of.warnings) != tuple(counts.values()):
        Return.objects.filter(pk=of.pk).update(**counts)
        of.errors, of.warnings = counts["errors"], counts["warnings"]
