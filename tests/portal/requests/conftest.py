"""A small city, a citizen's browser, and the office's clerk."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from gongkai.casework import actions
from gongkai.foundation.mail.models import Letter
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Actor, Role

FOUNDED = date(2010, 1, 1)
BODIES = {
    "city": ("某市人民政府", "city", "government", None),
    "forestry": ("市林业局", "city", "department", "city"),
    "land": ("市自然资源局", "city", "department", "city"),
}
WANTED = "2024年度退耕还林补助资金的发放名单"
YOU = {
    "type": "natural", "name": "张样本", "id_kind": "resident", "id_number": "990000199001010012",
    "phone": "13800001234",
}  # fmt: skip
DELIVERY = {"form": "electronic", "delivery": "online", "email": "zhang@example.org"}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0"
    "0000030101001b0d5b9f0000000049454e44ae426082"
)


def picture(name: str = "proof.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PNG, "image/png")


def text(name: str = "note.txt", content: bytes = "补充说明".encode()) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/plain")


@dataclass
class City:
    """The bodies by name, and verbs of the office on a case."""

    bodies: dict[str, int]
    clerk: Actor = field(init=False)

    def __post_init__(self) -> None:
        self.clerk = self.person(Role.REQUEST_CLERK)

    def person(self, role: Role, body: str = "forestry") -> Actor:
        return Actor(f"someone:{role.value}", roles=frozenset({(role.value, self.bodies[body])}))

    def must(self, verb: Callable[..., Any], case_id: int, actor: Actor | None = None, **more: Any) -> Any:
        done = verb(actor=actor or self.clerk, now=timezone.now(), case_id=case_id, **more)
        assert done, done
        return done


@pytest.fixture
def city(db: None, settings: Any, tmp_path: Any) -> City:
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    made: dict[str, int] = {}
    for code, (name, level, kind, parent) in BODIES.items():
        facts = organisations.BodyFacts(name=name, level=level, kind=kind, parent=made.get(parent or ""))
        body = organisations.found_body(actor=SYSTEM, now=timezone.now(), code=code, on=FOUNDED, facts=facts)
        assert isinstance(body, int), body
        made[code] = body
    for body in made.values():
        done = actions.register_addresses(
            actor=SYSTEM, now=timezone.now(), body_id=body,
            valid_from=FOUNDED, facts=actions.RemedyFacts(
                line="ordinary", government_name="某市人民政府",
                government_address="样本路1号", superior_name="某省林业局", superior_address="样本路2号",
                court_name="某区人民法院", court_address="样本路3号", online_review="https://review.example.org/",
                reply_prefix="林公开",
            ),
        )  # fmt: skip
        assert done, done
    return City(made)


@dataclass
class Citizen:
    """A browser on the way through the form."""

    browser: Client
    city: City

    def what(self, **more: str) -> Any:
        return self.browser.post("/requests/", {"wanted": WANTED, **more})

    def body(self, name: str = "forestry") -> Any:
        return self.browser.post("/requests/new/body/", {"body": self.city.bodies[name]})

    def you(self, **more: Any) -> Any:
        return self.browser.post("/requests/new/you/", {**YOU, **more})

    def delivery(self, **more: Any) -> Any:
        return self.browser.post("/requests/new/delivery/", {**DELIVERY, **more})

    def to_the_preview(self, **you: Any) -> str:
        """The form filled in; returns its key."""
        for answer in (self.what(), self.body(), self.you(**you), self.delivery()):
            assert answer.status_code == 302, answer.content.decode()
        page = self.page("/requests/new/check/")
        return page.split('name="key" value="')[1].split('"')[0]

    def page(self, address: str, status: int = 200) -> str:
        answer = self.browser.get(address)
        assert answer.status_code == status, address
        return answer.content.decode()

    def sent(self) -> tuple[str, str]:
        """A request sent; its number and code."""
        key = self.to_the_preview()
        assert self.browser.post("/requests/new/check/", {"key": key}).status_code == 302
        return told(self.page("/requests/received/"))


def told(page: str) -> tuple[str, str]:
    """Number and code as the receipt shows them."""
    number = page.split('id="receipt-number">')[1].split("<")[0]
    return number, page.split('id="receipt-code">')[1].split("<")[0]


@pytest.fixture
def citizen(city: City) -> Citizen:
    return Citizen(Client(), city)


@pytest.fixture
def mails(db: None) -> Callable[[], list[str]]:
    """What was posted so far."""
    return lambda: list(Letter.objects.order_by("pk").values_list("text", flat=True))
