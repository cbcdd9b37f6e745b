"""Published replies: found, read at their own address, taken down with words, followed as a feed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from gongkai.casework import texts
from gongkai.casework.models import Case, PublishedReply
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import REGISTRY, verb
from gongkai.foundation.organisations.roles import SYSTEM, Actor

TITLE, QUESTION, ANSWER = (
    "退耕还林补助资金",
    "申请某年度退耕还林补助资金的总额",
    "总额为120万元，按村列表附后。",
)


def _written(act: Callable[..., PublishedReply], **given: Any) -> PublishedReply:
    """Written as a verb would, without a verb that stays."""
    name = "published_reply.sample"
    try:
        return verb(name)(act)(actor=SYSTEM, **given)
    finally:
        REGISTRY.pop(name, None)


def _publish(*, actor: Actor, now: datetime, case: Case, title: str) -> PublishedReply:
    said = (title, QUESTION, ANSWER)
    published = PublishedReply(
        case=case, body_id=case.body_id, title=title, question=QUESTION, answer=ANSWER, digest="0" * 64,
        outcome="disclosed", replied_on=timezone.localdate(now), published_at=now, published_by=actor.code,
        flat="\n".join(texts.flat(each) for each in said),
        grams=sorted({number for each in said for number in texts.grams_of(each)}),
    )  # fmt: skip
    write(published)
    return published


def _take_down(*, actor: Actor, now: datetime, published: PublishedReply, reason: str) -> PublishedReply:
    assert actor.is_system
    write(published, withdrawn_at=now, withdrawn_reason=reason)
    return published


@pytest.fixture
def published(citizen):
    number, _code = citizen.sent()
    return _written(_publish, now=timezone.now(), case=Case.objects.get(number=number), title=TITLE)


def test_the_list_finds_by_words_and_body(citizen, published):
    assert TITLE in citizen.page("/requests/replies/")
    assert TITLE in citizen.page("/requests/replies/?q=退耕 补助")
    assert TITLE in citizen.page("/requests/replies/?body=forestry")
    assert "没有找到" in citizen.page("/requests/replies/?q=高速公路")
    assert "没有找到" in citizen.page("/requests/replies/?body=land")


def test_a_reply_is_read_at_its_own_address(citizen, published):
    page = citizen.page(f"/requests/replies/{published.pk}/")
    assert QUESTION in page
    assert ANSWER in page
    citizen.page("/requests/replies/999999/", 404)


def test_one_that_was_taken_down_says_so(citizen, published):
    _written(_take_down, now=timezone.now(), published=published, reason="内容有误")
    page = citizen.page(f"/requests/replies/{published.pk}/", 410)
    assert "内容有误" in page
    assert ANSWER not in page
    anew = _written(_publish, now=timezone.now(), case=published.case, title="更正后的答复")
    assert f"/requests/replies/{anew.pk}/" in citizen.page(f"/requests/replies/{published.pk}/", 410)


def test_similar_ones_show_while_typing(citizen, published):
    answer = citizen.browser.post("/requests/alike/", {"wanted": "退耕还林补助资金是多少"})
    assert TITLE in answer.content.decode()
    assert "<html" not in answer.content.decode()
    looked = citizen.browser.post("/requests/", {"wanted": "退耕还林补助资金是多少", "look": "1"})
    assert f"/requests/replies/{published.pk}/" in looked.content.decode()


def test_pages_by_key(citizen, settings):
    settings.PORTAL_REQUESTS_AN_HOUR = 100
    now = timezone.now()
    for number in range(25):
        case = Case.objects.get(number=citizen.sent()[0])
        _written(_publish, now=now + timedelta(seconds=number), case=case, title=f"答复第{number:02}号")
    first = citizen.page("/requests/replies/")
    following = unescape(first.split('rel="next" href="?')[1].split('"')[0])
    second = citizen.page(f"/requests/replies/?{following}")
    shown = {n for n in range(25) for page in (first, second) if f"答复第{n:02}号" in page}
    assert shown == set(range(25))
    assert not any(f"答复第{n:02}号" in first and f"答复第{n:02}号" in second for n in range(25))


def test_the_feed_is_atom(citizen, published):
    answer = citizen.browser.get("/requests/replies/feed/")
    assert answer["Content-Type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(answer.content)
    entry = root.find("{http://www.w3.org/2005/Atom}entry")
    assert entry is not None
    title = entry.find("{http://www.w3.org/2005/Atom}title")
    assert title is not None
    assert title.text == TITLE
