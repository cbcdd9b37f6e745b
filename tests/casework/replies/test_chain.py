"""From the decision to the signature: who may do what, and what a changed text costs."""

from datetime import date

import pytest

from gongkai.casework import actions
from gongkai.casework.models import Case, Reply
from gongkai.foundation.organisations.roles import Role

DAY = date(2024, 3, 18)


def test_the_whole_way_of_a_refusal(office):
    case = office.handled(date(2024, 3, 4))
    reply = office.answered(case, DAY, "trade_secret")
    case.refresh_from_db()
    assert (case.state, case.outcome, case.closed_on) == ("replied", "trade_secret", DAY)
    assert (reply.state, reply.sent_on, reply.number) == ("sent", DAY, "forestry公开〔2024〕第1号")
    assert set(reply.approved_by) == {"review", "legal"}, "confidentiality is not asked for: passed over"
