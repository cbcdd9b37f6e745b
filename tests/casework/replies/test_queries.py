"""What the staff's screens show of replies."""

from datetime import date

from gongkai.casework import actions
from gongkai.casework.queries import replies
from gongkai.foundation.organisations.roles import Actor, Role

RECEIVED, DAY = date(2024, 3, 4), date(2024, 3, 18)


def test_a_reply_whole(office):
    case = office.handled(RECEIVED)
    reply = office.chain(office.ready(case, DAY, "trade_secret"), DAY)
    view = replies.reply_visible_to(office.person(Role.SIGNER), reply.pk, DAY)
    assert (view.state_label, view.outcome.code, view.blanks) == ("待签发", "trade_secret", 0)
    assert [each.step for each in view.approvals] == ["review", "legal"]
    assert "reply.sign" in view.verbs
    assert "{date}" in view.text
    assert "{date}" not in view.printed
    assert view.undecided == "", "the law settles that refusals are reviewed first"
    assert all(line.met for line in view.checklist)


def test_a_setting_of_the_office_is_told_as_one(office):
    reply = office.ready(office.handled(RECEIVED), DAY, "partly_disclosed")
    assert replies.reply_visible_to(office.clerk(), reply.pk, DAY).undecided


def test_strangers_see_nothing(office):
    reply = office.ready(office.handled(RECEIVED), DAY, "trade_secret")
    assert replies.reply_visible_to(office.clerk("land"), reply.pk, DAY) is None
    assert replies.reply_visible_to(office.clerk(), reply.pk + 1, DAY) is None


def test_each_reply_waits_for_whose_step_it_is(office):
    case = office.handled(RECEIVED)
    reply = office.ready(case, DAY, "trade_secret")
    reviewer, signer = office.person(Role.REVIEWER), office.person(Role.SIGNER)
    assert replies.waiting_for(reviewer, DAY) == []
    office.chain(reply, DAY, until="in_review")
    (waiting,) = replies.waiting_for(reviewer, DAY)
    assert (waiting.id, waiting.case_number, waiting.state) == (reply.pk, case.number, "in_review")
    himself = Actor(office.clerk().code, roles=frozenset({(Role.REVIEWER.value, case.body_id)}))
    assert replies.waiting_for(himself, DAY) == [], "he wrote it and may not review it"
    assert replies.waiting_for(office.person(Role.REVIEWER, "land"), DAY) == []
    office.chain(reply, DAY)
    assert [each.id for each in replies.waiting_for(signer, DAY)] == [reply.pk]
    assert actions.withdraw(actor=office.clerk(), now=office.at(DAY), case_id=case.pk)
    assert replies.waiting_for(signer, DAY) == [], "the applicant has withdrawn"
