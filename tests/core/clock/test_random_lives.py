"""Random lives of requests: what the decisions allow, the clock can always reckon, and it stays sane."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.core.clock import ClockEvent, Consulted, Happened, decisions, reckon
from gongkai.core.lifecycle import Allowed
from gongkai.foundation import rulebook

CALENDAR = rulebook.calendar()
H = Happened
BEGINNINGS = (H.RECEIVED, H.CORRECTED, H.FEE_PAID, H.REOPENED)
STOPS = (H.CORRECTION_ASKED, H.FEE_ASKED)


def asked(kind: Happened, rules, told, on: date, days: int):
    """The decision on one step, and the event it would be."""
    until, ref = on + timedelta(days), f"{len(told)}"
    inquiries = [each.ref for each in told if each.kind in (H.CONSULTED, H.FEE_ASKED)]
    of = inquiries[-1] if inquiries else "none"
    party = Consulted.CO_AUTHOR if days % 2 else Consulted.THIRD_PARTY
    facts = (rules, told, CALENDAR, on)
    return {
        H.CORRECTION_ASKED: lambda: (decisions.may_ask_correction(*facts, until), {"until": until}),
        H.CORRECTED: lambda: (decisions.may_correct(*facts), {}),
        H.CONSULTED: lambda: (decisions.may_consult(*facts, party), {"party": party, "ref": ref}),
        H.CONSULT_ENDED: lambda: (decisions.may_end_consultation(*facts, of), {"ref": of}),
        H.SERVED: lambda: (decisions.may_record_service(*facts, of), {"ref": of}),
        H.EXTENDED: lambda: (decisions.may_extend(*facts, days), {"days": days}),
        H.REASONS_ASKED: lambda: (decisions.may_ask_reasons(*facts), {}),
        H.DELAYED: lambda: (decisions.may_delay(*facts, until), {"until": until}),
        H.FEE_ASKED: lambda: (decisions.may_ask_fee(*facts), {"ref": ref}),
        H.FEE_PAID: lambda: (decisions.may_pay_fee(*facts), {}),
        H.REPLIED: lambda: (decisions.may_reply(*facts), {}),
        H.CLOSED: lambda: (decisions.may_lapse(*facts), {}),
        H.REOPENED: lambda: (decisions.may_reopen(*facts), {}),
    }[kind]()


STEPS = st.lists(
    st.tuples(
        st.sampled_from([kind for kind in H if kind not in (H.RECEIVED, H.REASONS_GIVEN)]),
        st.integers(-4, 12),
        st.integers(1, 40),
    ),
    min_size=1,
    max_size=14,
)


@given(st.dates(date(2016, 1, 1), date(2025, 6, 30)), STEPS)
@settings(max_examples=200, deadline=None)
def test_whatever_is_allowed_can_be_reckoned(received: date, steps) -> None:
    rules = rulebook.request_clock(received)
    told = [ClockEvent(H.RECEIVED, received)]
    on = received
    for kind, later, days in steps:
        on += timedelta(later)
        answer, facts = asked(kind, rules, told, on, days)
        if not isinstance(answer, Allowed):
            assert answer.article
            assert str(answer.reason)
            continue
        told.append(ClockEvent(kind, on, **facts))
        if kind is H.REASONS_ASKED:
            told.append(ClockEvent(H.REASONS_GIVEN, on))
        reading = reckon(rules, told, CALENDAR, on)
        assert reading.phase == answer.state
        in_order = sorted(told, key=lambda each: each.on)
        turn = [each for each in in_order if each.kind in (*BEGINNINGS, *STOPS)][-1]
        assert (reading.due is None) is (turn.kind in STOPS)
        assert reading.due is None or reading.due > turn.on
        assert all(line.article and str(line.message) for line in reading.lines)
        runs = [(each.first, each.last) for each in reading.picture]
        assert all(first <= last for first, last in runs)
        assert all(one[1] < other[0] for one, other in pairwise(runs))
