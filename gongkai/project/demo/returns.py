"""The sample city's returns of 2017: filled in, reviewed, submitted, accepted, summed, frozen, published."""

import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from functools import partial

from gongkai.core.cells import from_unit, in_unit
from gongkai.core.derived import entered_cells
from gongkai.core.forms import Form
from gongkai.foundation import rulebook
from gongkai.foundation.organisations.queries import actor_for
from gongkai.foundation.organisations.roles import SYSTEM, Actor
from gongkai.project.demo.cases.planning import Plan
from gongkai.project.demo.cases.replaying import replay
from gongkai.project.demo.city import SampleBody, SampleCity, enter_offices, enter_registers
from gongkai.project.demo.figures import spread_over
from gongkai.project.demo.ground import DATA, SHANGHAI, YEAR, done, together
from gongkai.project.demo.publications import sign
from gongkai.project.demo.published import year
from gongkai.project.demo.published.year import ONE_IN
from gongkai.reporting import actions, queries
from gongkai.reporting.actions import Entry

PROVED = datetime(2018, 1, 1, 0, 5, tzinfo=SHANGHAI)
OPENED = datetime(2018, 1, 9, 9, 0, tzinfo=SHANGHAI)
FILLED = datetime(2018, 1, 15, 10, 0, tzinfo=SHANGHAI)
REVIEWED = datetime(2018, 1, 16, 10, 0, tzinfo=SHANGHAI)
ACCEPTED = datetime(2018, 1, 18, 10, 0, tzinfo=SHANGHAI)
WRITTEN = datetime(2018, 1, 19, 10, 0, tzinfo=SHANGHAI)
PUBLISHED = datetime(2018, 1, 22, 9, 0, tzinfo=SHANGHAI)
ON_PAPER = "系统启用前的纸质台账（示例）"
EXPLANATION = "含上年结转、一件申请分项答复的情形，已逐件核对（示例）"

SEVERAL_ANSWERS = "一件申请分项作出几种答复的，印发的统计表按答复计数，系统按申请计数（示例）"

NOT_IN_THE_SAMPLE = (
    "示例按印发数1∶{one_in}装入信息，规范性文件按1∶100，公报按期、查阅点按市县两级的实数装入；"
    "这里是印发数和装入数的差额（示例）"
)
COUNTING_THEMSELVES = frozenset({
    "1.1", "1.1.1", "1.1.2", "1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.2.5", "2.2.3", "7.1", "7.2", "9.1", "9.2",
    "10.1", "10.2", "10.3", "11.1", "11.2", "11.3", "12.2",
})  # fmt: skip
"""Cells that count themselves from what the sample publishes."""

# 信函申请数: the table has 790, the report's prose 828; only so the channels add up to the 1,108 received.
SAID_IN_PROSE = {"3.1.4": 828}

type Progress = Callable[[str, int, int], None]


def printed_figures() -> Mapping[str, int | None]:
    """The city's annex as printed, by cell code; None where the print is blank."""
    form = rulebook.form_for(YEAR)
    rows = tomllib.loads((DATA / "annex-2017.toml").read_text(encoding="utf-8"))["figures"]
    return {
        code: from_unit(Decimal(str(value)), form.cells[code].unit) if value != "" else None
        for code, value in rows.items()
    }


def leaves(form: Form) -> dict[str, int]:
    """The printed figures of the cells people fill, which the bodies' parts add up to; where the table errs,
    what the report says elsewhere."""
    printed = {**printed_figures(), **SAID_IN_PROSE}
    return {code: printed.get(code) or 0 for code in entered_cells(form)}


def compile_year(city: SampleCity, progress: Progress, *, whole: bool = False, one_in: int = ONE_IN) -> int:
    """Publications, cases and returns of the year through the verbs, to the published report of the city.
    Gives its id. `whole`: every request was handled in the system from its first day (`replaying.replay`);
    `one_in`: of so many printed items the sample publishes one."""
    form = rulebook.form_for(YEAR)
    shares = spread_over(leaves(form), [body.share for body in city.everyone])
    for number, body in enumerate(city.everyone, start=1):
        enter_offices(body, shares[body.share.code])
        progress("登记机构和人员", number, len(city.everyone))
    told = partial(progress, "发布信息，办理申请、复议、诉讼和举报投诉")
    plans = replay(city, shares, told, whole=whole, beside=year.stories(city, shares, one_in))
    sign(PROVED)
    for number, body in enumerate(city.everyone, start=1):
        enter_registers(body, shares[body.share.code])
        progress("登记经费、会议和培训", number, len(city.everyone))
    done(actions.open_year(actor=SYSTEM, now=OPENED, root_id=city.city.id, year=YEAR))
    officer = actor_for(city.officer, OPENED.date())
    ids = {line.body.id: line.return_id for line in queries.board(officer, YEAR, OPENED.date())}
    for number, body in enumerate(city.bodies, start=1):
        with together():
            submit(body, ids[body.id], form, shares[body.share.code], plans[body.share.code], one_in)
            done(actions.accept(actor=officer, now=ACCEPTED, return_id=ids[body.id]))
        progress("各单位填报、审核、报送，市级接收", number, len(city.bodies))
    own = ids[city.city.id]
    submit(city.city, own, form, shares[city.city.share.code], plans[city.city.share.code], one_in)
    write_report(officer, own)
    done(actions.freeze(actor=officer, now=PUBLISHED, return_id=own))
    done(actions.publish(actor=officer, now=PUBLISHED, return_id=own))
    return own


def open_this_year(city: SampleCity, now: datetime) -> None:
    """The running year's returns, for newcomers to fill in: opened, and nothing in them."""
    done(actions.open_year(actor=SYSTEM, now=now, root_id=city.city.id, year=now.year))


def write_report(officer: Actor, return_id: int) -> None:
    """The office's paragraphs of the report, with their figures bound."""
    texts = tomllib.loads((DATA / "texts.toml").read_text(encoding="utf-8"))["texts"]
    for slot, text in texts.items():
        done(actions.write_text(actor=officer, now=WRITTEN, return_id=return_id, slot=slot, text=text))


def submit(
    body: SampleBody, return_id: int, form: Form, figures: Mapping[str, int], plan: Plan, one_in: int
) -> None:
    """One body's return from its first figure to its submission, by two people."""
    clerk, reviewer = actor_for(body.clerk, FILLED.date()), actor_for(body.reviewer, FILLED.date())
    view = queries.return_view(clerk, return_id, FILLED.date())
    counted = {code: cell.own.counted for code, cell in view.cells.items() if cell.own.counted is not None}
    entries = (
        dict(_entries(form, figures, counted))
        | dict(_beside_the_count(plan, figures, counted))
        | dict(not_in_the_sample(form, figures, counted, one_in))
    )
    done(
        actions.save_cells(
            actor=clerk, now=FILLED, return_id=return_id, entries=entries, based_on=view.revision, whole=True
        )
    )
    _explain(clerk, return_id)
    done(actions.send_to_review(actor=clerk, now=FILLED, return_id=return_id))
    done(actions.review_ok(actor=reviewer, now=REVIEWED, return_id=return_id))
    done(actions.submit(actor=clerk, now=REVIEWED, return_id=return_id))


def _entries(form: Form, figures: Mapping[str, int], counted: Collection[str]) -> Iterator[tuple[str, Entry]]:
    for code in entered_cells(form):
        if code not in counted:
            yield code, Entry(str(in_unit(figures[code], form.cells[code].unit)), reason=ON_PAPER)


def _beside_the_count(
    plan: Plan, figures: Mapping[str, int], counted: Collection[str]
) -> Iterator[tuple[str, Entry]]:
    """What the print counts beyond the cases: a closed request is one answer here."""
    for code, answers in plan.answered.items():
        if code in counted and figures[code] > answers:
            yield code, Entry(str(figures[code] - answers), reason=SEVERAL_ANSWERS)


def not_in_the_sample(
    form: Form, figures: Mapping[str, int], counted: Mapping[str, int], one_in: int
) -> Iterator[tuple[str, Entry]]:
    """What the print counts beyond the sample's items, and of what the sample does not have."""
    reason = NOT_IN_THE_SAMPLE.format(one_in=one_in)
    for code in COUNTING_THEMSELVES & counted.keys():
        if figures[code] != counted[code]:
            rest = in_unit(figures[code] - counted[code], form.cells[code].unit)
            yield code, Entry(str(rest), reason=reason)


def _explain(clerk: Actor, return_id: int) -> None:
    for finding in queries.findings(clerk, return_id, FILLED.date()):
        if finding.must_be_explained:
            done(
                actions.explain_warning(
                    actor=clerk, now=FILLED, return_id=return_id, rule_key=finding.key, text=EXPLANATION
                )
            )
