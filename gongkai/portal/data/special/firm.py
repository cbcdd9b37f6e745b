"""一家企业: licences, penalties, blacklist, score and its events, by 统一社会信用代码."""

from collections.abc import Mapping
from datetime import date

from gongkai.core.disclosure.logic.blacklist import Standing, rules_on, standing
from gongkai.core.disclosure.logic.columns import blacklist_entry, score_event
from gongkai.core.disclosure.logic.scores import score, score_rules_on
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.rulebook.disclosure_logic import blacklist_rules, score_rules
from gongkai.portal.data.special.asking import Asking, Shown, address_of

BY_CODE = {
    "licences": "credit_code", "penalties": "credit_code", "blacklist": "code",
    "construction_firms": "credit_code", "score_events": "credit_code",
}  # fmt: skip
"""Data sets in which a firm is looked up, and the column that holds its code."""
NAMES = {"licences": "party", "penalties": "party", "blacklist": "subject", "construction_firms": "title"}
DECIDED = ("penalties", "blacklist", "licences")
MOST = 200
LATELY = 5
LISTED = 50


def build(asking: Asking) -> Shown:
    code = asking.word("code").upper()
    if not code:
        found = _found(asking)
        return {
            "code": "", "found": found[:LISTED], "has_more": len(found) > LISTED,
            "lately": [] if asking.word("q") else _lately(asking),
        }  # fmt: skip
    held = {
        name: asking.rows(name, {column: code}, limit=MOST)
        for name, column in BY_CODE.items()
        if name in asking.sets
    }
    names = [
        str(each.content.get(NAMES[name], ""))
        for name, some in held.items()
        if name in NAMES
        for each in some
    ]
    listed = [(each, _standing(each.content, asking.day)) for each in held.get("blacklist", ())]
    events = [score_event(each.content) for each in held.get("score_events", ())]
    points = score_rules_on(score_rules(), asking.day)
    return {
        "code": code, "name": next(filter(None, names), ""),
        "listed": [(each.content, address_of(each)) for each, state in listed if state is Standing.LISTED],
        "score": score(code, events, asking.day, points) if events else None,
        "official": next((each.content for each in held.get("construction_firms", ())), None),
        "parts": [
            (asking.sets[name].title, name, asking.table(name, some)) for name, some in held.items() if some
        ],
    }  # fmt: skip


def _standing(content: Mapping[str, object], day: date) -> Standing:
    """By the rules of the day on which it was decided."""
    entry = blacklist_entry(content)
    rules = rules_on(blacklist_rules(), entry.decided_on or entry.noticed_on or day, entry.kind)
    return standing(entry, day, rules, current_calendar())


def _lately(asking: Asking) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Of permits, penalties and the list of the untrustworthy the newest that still hold: the firm, its code,
    when. Who left the list, and whose penalty is no longer made known, is not named first."""
    shown = []
    for name in DECIDED:
        if name in asking.sets:
            column = asking.sets[name].cadence.starts
            firms: dict[str, tuple[str, str, str]] = {}
            for each in asking.rows(name, sort=f"-{column}", limit=MOST):
                code = str(each.content.get(BY_CODE[name]) or "")
                if code and _holds(name, each.content, asking.day):
                    firms.setdefault(code, (str(each.content[NAMES[name]]), code, str(each.content[column])))
            shown.append((asking.sets[name].title, list(firms.values())[:LATELY]))
    return [each for each in shown if each[1]]


def _holds(name: str, content: Mapping[str, object], day: date) -> bool:
    if name == "blacklist":
        return _standing(content, day) is Standing.LISTED
    return str(content.get("publicity_until") or day) >= day.isoformat()


def _found(asking: Asking) -> list[tuple[str, str]]:
    """Firms whose name holds the words, and their codes."""
    text = asking.word("q")
    if not text:
        return []
    firms: dict[str, str] = {}
    for name, column in NAMES.items():
        for each in asking.rows(name, limit=MOST, text=text):
            code, title = each.content.get(BY_CODE[name]), str(each.content.get(column, ""))
            if code and all(word in title for word in text.split()):
                firms.setdefault(str(code), title)
    return sorted((title, code) for code, title in firms.items())
