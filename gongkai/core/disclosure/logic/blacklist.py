"""Lists of the seriously untrustworthy (失信名单、“黑名单”): in and out with due process.

Before a body lists anybody it tells him and hears him: notice, a period for his statement, the decision
with its ground, the term, and the way out (《行政处罚法》第四十四、四十五条；市场监管总局令第44号). What is
missing is a flaw and is said; the list of a day is computed from the dates, never kept by hand.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gongkai.core.declarations import Declaration
from gongkai.core.messages import N_, Message
from gongkai.core.publishing.dates import add_months, add_years
from gongkai.core.workdays import Calendar


class Standing(StrEnum):
    """Where an entry stands on a day."""

    NOT_YET = "not_yet"  # nothing has happened by that day
    NOTICED = "noticed"  # the statement period runs
    HEARD = "heard"  # the period is over or the statement made; no decision
    LISTED = "listed"
    TAKEN_OFF = "taken_off"  # removed early, for a ground
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class BlacklistExample:
    """A worked case: decided on a day, where it stands on another."""

    about: str
    decided_on: date
    today: date
    standing: Standing


@dataclass(frozen=True, slots=True)
class BlacklistRules:
    """A dated version (rules/credit/blacklist-*.toml). `kinds`: of list it holds for; empty: for those no
    other holds for. `statement_workdays` after the notice; `years` on the list; `early_months`: how long
    before a request to be taken off early (信用修复) may succeed."""

    statement_workdays: int = 5
    years: int = 3
    early_months: int = 12
    name: str = ""
    in_force: date = date.min
    legal_basis: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    example: tuple[BlacklistExample, ...] = ()


def read_blacklist_rules(declaration: Declaration) -> BlacklistRules:
    """Raises DeclarationError with file and line."""
    return declaration.read(BlacklistRules)


def rules_on(versions: Iterable[BlacklistRules], day: date, kind: str = "") -> BlacklistRules:
    """The version in force on `day`, the day of the decision or notice, for a kind of list; the first one for
    what is older."""
    given = tuple(versions)
    own = [each for each in given if kind in each.kinds]
    known = sorted(own or (each for each in given if not each.kinds), key=lambda each: each.in_force)
    begun = [each for each in known if each.in_force <= day]
    return begun[-1] if begun else known[0] if known else BlacklistRules()


@dataclass(frozen=True, slots=True)
class Entry:
    """One listing of one person or firm. Dates are None while they have not come. `ground`: the finding and
    article; `document`: the decision's number; `until`: the last day on the list as the decision says it,
    None where it leaves that to the rules; `removal_ground`: why it was taken off before its term."""

    code: str
    name: str
    noticed_on: date | None
    decided_on: date | None
    ground: str = ""
    document: str = ""
    stated_on: date | None = None
    answered_on: date | None = None
    removed_on: date | None = None
    removal_ground: str = ""
    kind: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Something that came onto the list or left it, for sites that copy it (信用中国 and others)."""

    day: date
    code: str
    name: str
    listed: bool
    why: Message | str


def standing(entry: Entry, day: date, rules: BlacklistRules, calendar: Calendar) -> Standing:
    """Where the entry stands at the end of `day`."""
    if entry.removed_on is not None and entry.removed_on <= day:
        return Standing.TAKEN_OFF
    if entry.decided_on is not None and entry.decided_on <= day:
        return Standing.LISTED if day < term_over(entry, rules) else Standing.EXPIRED
    if entry.noticed_on is None or day < entry.noticed_on:
        return Standing.NOT_YET
    heard = entry.stated_on is not None and entry.stated_on <= day
    running = day <= statement_ends(entry.noticed_on, rules, calendar)
    return Standing.NOTICED if running and not heard else Standing.HEARD


def statement_ends(noticed_on: date, rules: BlacklistRules, calendar: Calendar) -> date:
    """The last day of the statement period; the day of the notice is day 0."""
    return calendar.add_workdays(noticed_on, rules.statement_workdays).date


def leaves_on(decided_on: date, rules: BlacklistRules) -> date:
    """The first day off the list when nothing else happens."""
    return add_years(decided_on, rules.years)


def term_over(entry: Entry, rules: BlacklistRules) -> date:
    """The first day off the list: as the decision says, else by the rules. Raises ValueError for an entry
    without a decision."""
    if entry.decided_on is None:
        raise ValueError("nothing was decided")
    if entry.until is not None:
        return entry.until + timedelta(days=1)
    return leaves_on(entry.decided_on, rules)


def flaws(entry: Entry, rules: BlacklistRules, calendar: Calendar) -> tuple[Message, ...]:
    """What due process lacks; empty when the entry may be published."""
    return (*_flaws_in(entry, rules, calendar), *_flaws_out(entry, rules))


def listed_on(
    entries: Iterable[Entry], day: date, rules: BlacklistRules, calendar: Calendar
) -> tuple[Entry, ...]:
    """The list of a day, newest decisions first."""
    there = [each for each in entries if standing(each, day, rules, calendar) is Standing.LISTED]
    return tuple(sorted(there, key=lambda each: (each.decided_on or day, each.code), reverse=True))


def changes_between(
    entries: Iterable[Entry], after: date, until: date, rules: BlacklistRules
) -> tuple[Change, ...]:
    """What came and left after `after`, up to and including `until`, in order: the feed for joint
    sanctions."""
    found = [change for each in entries for change in _changes(each, rules) if after < change.day <= until]
    return tuple(sorted(found, key=lambda change: (change.day, change.code, change.listed)))


def _flaws_in(entry: Entry, rules: BlacklistRules, calendar: Calendar) -> Iterable[Message]:
    if entry.decided_on is None:
        return
    if entry.noticed_on is None:
        yield Message(N_("列入前没有告知当事人"))
    else:
        ends = statement_ends(entry.noticed_on, rules, calendar)
        if entry.decided_on < entry.noticed_on:
            yield Message(N_("列入决定早于告知"))
        elif entry.stated_on is None and entry.decided_on <= ends:
            yield Message(N_("陈述申辩期到 {day} 才结束，在此之前不能决定列入"), {"day": ends.isoformat()})
    if entry.stated_on is not None and (
        entry.answered_on is None or not entry.stated_on <= entry.answered_on <= entry.decided_on
    ):
        yield Message(N_("当事人作了陈述申辩，决定前没有复核答复"))
    if not entry.ground.strip():
        yield Message(N_("没有写明列入的事由和依据"))
    if not entry.document.strip():
        yield Message(N_("没有列入决定书文号"))
    yield from _flaws_of_the_term(entry, entry.decided_on, rules)


def _flaws_of_the_term(entry: Entry, decided_on: date, rules: BlacklistRules) -> Iterable[Message]:
    if entry.until is not None and entry.until < decided_on:
        yield Message(N_("列入期限早于列入决定"))
    elif entry.until is not None and term_over(entry, rules) > leaves_on(decided_on, rules):
        values = {"day": entry.until.isoformat(), "years": rules.years}
        yield Message(N_("决定写的期限到 {day}，长于这类名单的 {years} 年"), values)


def _flaws_out(entry: Entry, rules: BlacklistRules) -> Iterable[Message]:
    if entry.removed_on is None:
        return
    if entry.decided_on is None:
        yield Message(N_("没有列入就移出"))
        return
    if not entry.removal_ground.strip():
        yield Message(N_("没有写明移出的理由"))
    earliest = add_months(entry.decided_on, rules.early_months)
    if entry.removed_on < earliest:
        values = {"months": rules.early_months, "day": earliest.isoformat()}
        yield Message(N_("列入满 {months} 个月（{day}）后才能提前移出；决定有错的应撤销"), values)


def _changes(entry: Entry, rules: BlacklistRules) -> Iterable[Change]:
    if entry.decided_on is None:
        return
    yield Change(entry.decided_on, entry.code, entry.name, True, entry.ground)
    ends = term_over(entry, rules)
    if entry.removed_on is not None and entry.removed_on < ends:
        yield Change(entry.removed_on, entry.code, entry.name, False, entry.removal_ground)
    else:
        yield Change(ends, entry.code, entry.name, False, Message(N_("期满")))
