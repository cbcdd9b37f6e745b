"""A city with its gazette, whose departments release what must be in it."""

import io
from dataclasses import dataclass
from datetime import date
from typing import Any

import pypdfium2
import pytest

from gongkai.foundation.organisations.roles import Actor, Role
from gongkai.publishing.actions import Words
from gongkai.publishing.gazette import actions, making
from gongkai.publishing.gazette.actions import Masthead, Numbers
from gongkai.publishing.gazette.models import Entry, Gazette, Issue
from gongkai.publishing.gazette.papers.pdf import Pages
from gongkai.publishing.gazette.papers.printed import PrintedIssue
from gongkai.publishing.models import Edition
from tests.publishing.conftest import DAY, NORMATIVE, Office, fresh, office, said

__all__ = ["office"]

MARCH = Numbers(2026, 3, date(2026, 3, 31), date(2026, 3, 1), date(2026, 4, 1), 45)
APRIL = Numbers(2026, 4, date(2026, 4, 30), date(2026, 4, 1), date(2026, 5, 1), 46)
LATER = date(2026, 4, 2)


@dataclass
class Press:
    """The office that edits the city's gazette."""

    office: Office
    gazette: Gazette

    def person(self, role: Role = Role.DRAFTER, name: str = "") -> Actor:
        return self.office.person(role, "city", name)

    def do(self, verb: Any, role: Role = Role.DRAFTER, day: date = LATER, **more: Any) -> Any:
        return self.office.do(verb, self.person(role), day, **more)

    def must(self, verb: Any, role: Role = Role.DRAFTER, day: date = LATER, **more: Any) -> Any:
        done = self.do(verb, role, day, **more)
        assert done, said(done)
        return done

    def opened(self, numbers: Numbers = MARCH) -> Issue:
        return self.must(actions.open_issue, gazette_id=self.gazette.pk, numbers=numbers)

    def filled(self, edition: Edition, numbers: Numbers = MARCH) -> Issue:
        """An issue with that one document, closed, its pages set."""
        issue = self.opened(numbers)
        self.must(actions.add, issue_id=issue.pk, document_ids=[edition.document_id])
        return self.closed(issue)

    def closed(self, issue: Issue) -> Issue:
        self.must(actions.close, issue_id=issue.pk)
        making.set_pages(issue.pk, self.office.at(LATER))
        return again(issue)

    def published(self, issue: Issue) -> Issue:
        self.must(actions.approve, Role.OFFICE_HEAD, issue_id=issue.pk)
        self.must(actions.publish, issue_id=issue.pk)
        return again(issue)

    def entries(self, issue: Issue) -> list[Entry]:
        return list(Entry.objects.filter(issue=issue).order_by("order"))


def again(issue: Issue) -> Issue:
    return Issue.objects.select_related("gazette").get(pk=issue.pk)


def out(office: Office, words: Words = NORMATIVE, day: date = DAY, **more: Any) -> Edition:
    """A normative document with its interpretation, released."""
    edition, _ = office.normative(words, day=day, **more)
    done = office.release(edition, day)
    assert done, said(done)
    return fresh(edition)


def blank(issue: PrintedIssue) -> Pages:
    """Empty pages, one an entry: for stories in which nobody looks at them."""
    made = io.BytesIO()
    with pypdfium2.PdfDocument.new() as document:
        document.new_page(200, 280)
        document.save(made)
    return Pages(made.getvalue(), 1, {each.id: at for at, each in enumerate(issue.entries, start=1)})


@pytest.fixture
def press(office: Office, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Press:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(making, "to_pages", blank)
    masthead = Masthead(
        "某市人民政府公报", "某市人民政府办公室", date(2026, 1, 1), issn="2049-3630",
        serial_number="（某）第0001号", contact="某市样本路1号 电话 100-0000-0001",
    )  # fmt: skip
    gazette = office.must(
        actions.set_up, office.person(Role.OFFICE_HEAD, "city"), body_id=office.bodies["city"],
        masthead=masthead,
    )  # fmt: skip
    return Press(office, gazette)
