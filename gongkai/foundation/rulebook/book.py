"""Loading the folder of rules into one immutable object."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gongkai.core.challenge_results import ChallengeResults, read_challenge_results
from gongkai.core.clock import ClockRules, read_clock
from gongkai.core.declarations import Declaration
from gongkai.core.fees import CostFees, Tariff, read_cost_fees, read_tariff
from gongkai.core.form_declaration import read_form
from gongkai.core.forms import Form
from gongkai.core.holiday_notice import read_year
from gongkai.core.outcomes import Outcomes, read_outcomes
from gongkai.core.publishing.law import PublishingLaw, read_publishing
from gongkai.core.receipt import ReceiptRules, read_receipt_rules
from gongkai.core.remedies import RemedyRules, read_remedies
from gongkai.core.replies import Templates, read_templates
from gongkai.core.report_clock import ReportClock, read_report_clock
from gongkai.core.workdays import Calendar

RULES = Path(__file__).parents[2] / "rules"


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All declarations of one folder. `version` is the SHA-256 of the folder's files, in hex."""

    version: str
    forms: tuple[Form, ...]
    calendar: Calendar
    report_clock: ReportClock
    receipt_rules: ReceiptRules
    request_clocks: tuple[ClockRules, ...]
    fee_tariffs: tuple[Tariff, ...]
    cost_fees: tuple[CostFees, ...]
    request_outcomes: tuple[Outcomes, ...]
    challenge_results: tuple[ChallengeResults, ...]
    remedies: RemedyRules
    reply_templates: tuple[Templates, ...]
    publishing: PublishingLaw


def load(folder: Path) -> Rulebook:
    """Read every declaration under `folder`. Raises DeclarationError with file and line."""
    (report_clock,) = declarations(folder, "clocks/annual-report.toml")
    (receipt_rules,) = declarations(folder, "clocks/receipt.toml")
    return Rulebook(
        version=version_of(folder),
        forms=tuple(read_form(form) for form in declarations(folder, "returns/form-*.toml")),
        calendar=Calendar(tuple(read_year(year) for year in declarations(folder, "calendars/*.toml"))),
        report_clock=read_report_clock(report_clock),
        receipt_rules=read_receipt_rules(receipt_rules),
        request_clocks=tuple(read_clock(clock) for clock in declarations(folder, "clocks/request-*.toml")),
        fee_tariffs=tuple(read_tariff(tariff) for tariff in declarations(folder, "fees/2*.toml")),
        cost_fees=tuple(read_cost_fees(costs) for costs in declarations(folder, "fees/costs-*.toml")),
        request_outcomes=tuple(
            read_outcomes(each) for each in declarations(folder, "outcomes/request-*.toml")
        ),
        challenge_results=tuple(
            read_challenge_results(each)
            for kind in ("complaint", "lawsuit", "reconsideration")
            for each in declarations(folder, f"outcomes/{kind}.toml")
        ),
        remedies=read_remedies(
            declarations(folder, "remedies/review-*.toml"), declarations(folder, "remedies/court-*.toml")
        ),
        reply_templates=tuple(read_templates(each) for each in declarations(folder, "replies/*.toml")),
        publishing=read_publishing(lambda name: declarations(folder, f"publishing/{name}")),
    )


@cache
def current() -> Rulebook:
    """The rules that came with this installation."""
    return load(RULES)


def declarations(folder: Path, pattern: str) -> list[Declaration]:
    """The TOML files under `folder` that fit `pattern`, by name."""
    return [
        Declaration(path.read_text(encoding="utf-8"), path.relative_to(folder).as_posix())
        for path in sorted(folder.glob(pattern))
    ]


def version_of(folder: Path) -> str:
    """SHA-256 over the path and content of each TOML file under `folder`, in order of path."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.toml")):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()
