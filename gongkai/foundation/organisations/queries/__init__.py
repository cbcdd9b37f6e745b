"""What may be asked about bodies, people and registers, and by whom.

`bodies_visible_to`, `visible_body_ids` and `people_visible_to` are where every query for staff starts.
"""

from gongkai.foundation.organisations.queries.bodies import (
    NoSuchBodyError,
    ancestors,
    bodies_on,
    body,
    body_by_code,
    children,
    heirs_on,
    history,
    latest_bodies,
    name_on,
    predecessors,
    roots,
    subtree,
    subtree_ids,
    successions,
)
from gongkai.foundation.organisations.queries.people import (
    account,
    account_by,
    actor_for,
    bodies_visible_to,
    covered_by,
    covers,
    holders,
    names_of,
    people_visible_to,
    person,
    visible_body_ids,
)
from gongkai.foundation.organisations.queries.registers import courses, funds, meetings, offices

__all__ = [
    "NoSuchBodyError",
    "account",
    "account_by",
    "actor_for",
    "ancestors",
    "bodies_on",
    "bodies_visible_to",
    "body",
    "body_by_code",
    "children",
    "courses",
    "covered_by",
    "covers",
    "funds",
    "heirs_on",
    "history",
    "holders",
    "latest_bodies",
    "meetings",
    "name_on",
    "names_of",
    "offices",
    "people_visible_to",
    "person",
    "predecessors",
    "roots",
    "subtree",
    "subtree_ids",
    "successions",
    "visible_body_ids",
]
