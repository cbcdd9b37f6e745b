"""Two at once, and a server that dies in the middle."""

import os
import signal
import subprocess
import sys
import textwrap
from datetime import date

import pytest
from django.db import connection

from gongkai.casework import actions
from gongkai.casework.models import Case, Series
from gongkai.core.receipt import Channel
from gongkai.foundation.ledger import chain
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import PUBLIC

from .conftest import case_of, together

DAY = date(2026, 3, 2)

pytestmark = pytest.mark.django_db(transaction=True)


def test_numbers_have_no_gaps_and_no_doubles(office):
    made = together(*(lambda: [office.register(DAY) for _ in range(5)] for _ in range(6)))
    serials = sorted(Case.objects.values_list("serial", flat=True))
    assert all(isinstance(each, list) for each in made), made
    assert serials == list(range(1, 31))
    assert list(chain.breaks()) == []


def test_a_double_click_is_one_request(office):
    def click():
        return office.register(DAY, channel=Channel.INTERNET, actor=PUBLIC, key="click")

    made = together(*(click for _ in range(6)))
    assert Case.objects.count() == 1
    assert {(each.number, each.code) for each in made} == {(made[0].number, made[0].code)}
    assert sum(not each.again for each in made) == 1


def test_the_second_clerk_is_told_what_the_first_did(office):
    case_id = office.handled(DAY)
    seen = case_of(case_id).revision
    office.must(actions.request_extension, case_id, DAY, days=5, reason="卷宗多", based_on=seen)
    refused = office.do(actions.withdraw, case_id, DAY, based_on=seen)
    assert isinstance(refused, Refused)
    assert [verb for verb, _ in refused.details] == ["case.request_extension"]
    assert "申请延期" in str(refused.details[0][1])
    assert case_of(case_id).state == "handling"


def test_of_two_at_once_one_is_told(office):
    case_id = office.handled(DAY)
    seen = case_of(case_id).revision
    done = together(
        lambda: office.do(actions.withdraw, case_id, DAY, based_on=seen),
        lambda: office.do(actions.decide, case_id, DAY, outcome="disclosed", based_on=seen),
    )
    refused = [each for each in done if isinstance(each, Refused)]
    assert len(refused) == 1, done
    assert len(refused[0].details) == 1


KILLED = """
import os, sys
sys.path.insert(0, os.getcwd())
import django
django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"] = {name!r}
from django.db import connections
connections["default"].settings_dict["NAME"] = {name!r}
from datetime import date, datetime, UTC
from gongkai.casework import actions
from gongkai.casework.actions import Intake, RequestFacts, ApplicantFacts
from gongkai.core.receipt import Arrival, Channel
from gongkai.foundation.organisations.roles import PUBLIC
n = 0
while True:
    n += 1
    actions.register(
        actor=PUBLIC, now=datetime(2026, 3, 2, 3, tzinfo=UTC), body_id={body}, key=f"{{os.getpid()}}-{{n}}",
        arrival=Arrival(Channel.INTERNET, date(2026, 3, 2)),
        facts=Intake(RequestFacts(wanted=f"第 {{n}} 件"), ApplicantFacts(name="样本", phone="13800000000")),
    )
    print(n, flush=True)
"""


def test_killed_in_the_middle_nothing_is_half_done(office):
    name = connection.settings_dict["NAME"]
    script = KILLED.format(name=name, body=office.bodies["forestry"])
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "gongkai.project.settings"}
    for after in (3, 7):
        process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(script)],
            env=environment, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        told = 0
        while told < after:
            told = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)
        process.wait()
    serials = sorted(Case.objects.values_list("serial", flat=True))
    assert len(serials) >= 10
    assert serials == list(range(1, len(serials) + 1))
    assert Series.objects.get(code="request").last == len(serials)
    for each in Case.objects.all():
        assert each.events.count() == 1
        assert each.access
        assert each.application
        assert each.applicant
    assert list(chain.breaks()) == []
    assert office.register(DAY).number.endswith(f"{len(serials) + 1:05d}")


def test_two_answers_at_once_are_one(office):
    case_id = office.handled(DAY)
    inquiry = office.must(
        actions.inquire, case_id, DAY, question="问", due_on=date(2026, 3, 9), to_unit="造林科"
    )

    def answer(text):
        return lambda: actions.answer_inquiry(
            actor=office.clerk, now=office.at(DAY), inquiry_id=inquiry.pk, answer=text
        )

    done = together(*(answer(text) for text in ("甲", "乙", "丙")))
    assert sum(isinstance(each, Refused) for each in done) == 2, done
    (kept,) = [each for each in done if not isinstance(each, Refused)]
    inquiry.refresh_from_db()
    assert inquiry.answer == kept.answer
