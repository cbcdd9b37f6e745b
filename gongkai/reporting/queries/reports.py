"""Reports: the draft for staff, the published one for everybody."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from gongkai.core.report import Report, Slot
from gongkai.foundation.organisations.roles import Actor
from gongkai.reporting.composing import composed, texts_of, wording_of
from gongkai.reporting.figures import cells_from_json, summed
from gongkai.reporting.judgement import judge
from gongkai.reporting.policy import permitted_verbs
from gongkai.reporting.queries.public import published_row
from gongkai.reporting.queries.visible import visible_return


@dataclass(frozen=True, slots=True)
class SlotView:
    """A place for the office's paragraphs, with what stands there."""

    slot: Slot
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The report as it would be printed now. `may_write` says whether to offer the editor."""

    return_id: int
    report: Report
    slots: tuple[SlotView, ...]
    may_write: bool


def draft(actor: Actor, return_id: int, day: date) -> Draft:
    """The report with the figures as they stand now. A changed count shows here at once."""
    of = visible_return(actor, return_id, day)
    texts = texts_of(of)
    below = {number: pk for pk, number in summed(of).items() if number is not None}
    report = composed(of, judge(of).cells, texts, below=below, version=of.version, issued_on=None)
    slots = tuple(
        SlotView(slot, texts.get(slot.key, "")) for slot in wording_of(of.reporting_year.form).slots
    )
    return Draft(of.pk, report, slots, "report.write" in permitted_verbs(actor, of))


def published_report(body_code: str, year: int, version: int | None = None) -> Report:
    """A published version as a report. Raises NotPublishedError."""
    frozen = published_row(body_code, year, version)
    below = {number: pk for pk, number in frozen.submission.children}
    issued = frozen.published_at and timezone.localtime(frozen.published_at).date()
    return composed(
        frozen.of,
        cells_from_json(frozen.figures),
        frozen.texts,
        below=below,
        version=frozen.version,
        issued_on=issued,
    )
