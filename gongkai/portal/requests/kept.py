"""A form on its way: what was typed and attached so far, kept in the visitor's session between its pages.
Sealed, since sessions lie in the database.

It goes when a new one is begun or after KEPT. Once sent it stays a while, so that a double click, a reload or
a lost answer leads to the same request again.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from typing import Any

from cryptography.fernet import InvalidToken
from django.http import HttpRequest

from gongkai.casework.access_codes import box

KEPT = timedelta(hours=4)
KEPT_ONCE_SENT = timedelta(minutes=30)
REQUEST = "asking"
_PURPOSE = "form on its way"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that is kept already: `role` tells proof of identity from material of the request."""

    id: int
    name: str
    size: int
    role: str
    body: int


@dataclass(frozen=True, slots=True)
class Asking:
    """Everything of one form. `key` makes one request of it however often it is sent."""

    key: str
    wanted: str = ""
    feature: str = ""
    body: int = 0
    type: str = ""
    name: str = ""
    id_kind: str = ""
    id_number: str = ""
    contact: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    form: str = ""
    delivery: str = ""
    attached: tuple[Attached, ...] = field(default_factory=tuple)
    done: tuple[str, ...] = ()
    sent_at: str = ""
    draft: str = ""  # the code under which it was saved

    def with_typed(self, typed: Mapping[str, str]) -> "Asking":
        """Changed by what a page's form holds."""
        known: dict[str, Any] = {name: value for name, value in typed.items() if name in _TYPED}
        return replace(self, **known)

    def with_done(self, step: str, done: bool = True) -> "Asking":
        """The step is answered, or, with something wrong in it, no longer is."""
        others = tuple(each for each in self.done if each != step)
        return replace(self, done=(*others, step) if done else others)

    def files(self, role: str) -> tuple[Attached, ...]:
        return tuple(each for each in self.attached if each.role == role)


_OURS = {"key", "body", "attached", "done", "sent_at", "draft"}
_TYPED = frozenset(each.name for each in fields(Asking)) - _OURS


def begun() -> Asking:
    """An empty form with a key of its own."""
    return Asking(key=secrets.token_urlsafe(24))


def asking(request: HttpRequest, now: datetime, form: str = REQUEST) -> Asking:
    """The visitor's form; an empty one when there is none or it grew too old. `form` tells several apart."""
    stored = _opened(request.session.get(form))
    if stored is None:
        return begun()
    kept = KEPT_ONCE_SENT if stored["asking"]["sent_at"] else KEPT
    if now - datetime.fromisoformat(stored["at"]) > kept:
        del request.session[form]
        return begun()
    return from_data(stored["asking"])


def keep(request: HttpRequest, asked: Asking, now: datetime, form: str = REQUEST) -> None:
    content = json.dumps({"at": now.isoformat(), "asking": to_data(asked)}, ensure_ascii=False)
    request.session[form] = box(_PURPOSE).encrypt(content.encode()).decode()


def let_go(request: HttpRequest, form: str) -> None:
    request.session.pop(form, None)


def to_data(asked: Asking) -> dict[str, Any]:
    """As plain data, for the session and for drafts."""
    plain = {each.name: getattr(asked, each.name) for each in fields(asked)}
    plain["attached"] = [
        {each.name: getattr(file, each.name) for each in fields(file)} for file in asked.attached
    ]
    plain["done"] = list(asked.done)
    return plain


def from_data(data: Mapping[str, Any]) -> Asking:
    """Back from plain data; what is not known any more is left out."""
    known = {each.name for each in fields(Asking)} - {"attached", "done"}
    values = {name: value for name, value in data.items() if name in known}
    attached = tuple(Attached(**each) for each in data.get("attached", ()))
    return Asking(**values, attached=attached, done=tuple(data.get("done", ())))


def _opened(sealed: object) -> dict[str, Any] | None:
    """None when nothing is kept, or the installation's key was changed meanwhile."""
    if not isinstance(sealed, str):
        return None
    try:
        return dict(json.loads(box(_PURPOSE).decrypt(sealed)))
    except InvalidToken:
        return None
