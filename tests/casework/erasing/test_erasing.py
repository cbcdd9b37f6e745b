"""Personal data goes when its time is over; ledger and statistics stay as they were."""

from datetime import date, timedelta

import pytest

from gongkai.casework import actions
from gongkai.casework.actions import ChallengeFacts, RequestFacts
from gongkai.casework.actions.erasing import identities_due, personal_data_due
from gongkai.casework.models import Applicant, Application, Case, CaseAccess, CaseFile, Notice
from gongkai.casework.retention import retention_rules
from gongkai.core.counts import Period
from gongkai.core.receipt import Arrival, Channel
from gongkai.foundation.files import actions as files
from gongkai.foundation.files.queries import cards
from gongkai.foundation.ledger import chain, counting, rows
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import SYSTEM, Role
from tests.casework.handling.conftest import PERSON
from tests.casework.statistics.history import in_a_verb

pytestmark = pytest.mark.django_db
CLOSED = date(2014, 3, 20)
LATER = date(2024, 3, 20)
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde\x00\x00"
    b"\x00\x0cIDATx\x9cc\xf8\xcf\xc0\x00\x00\x03\x01\x01\x00\xc9\xfe\x92\xef\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture
def closed(office):
    """A request with a proof of identity, withdrawn and archived."""
    file_id = files.attach(
        actor=SYSTEM, now=office.at(date(2014, 3, 3)), body_id=office.bodies["forestry"], name="身份证.png",
        content=PNG, purpose="case_identity", sealed=True,
    )  # fmt: skip
    assert isinstance(file_id, int), file_id
    facts = actions.Intake(
        RequestFacts("张样本申请公开其家庭的补助，电话13800001234"), PERSON, files=((file_id, "identity"),)
    )
    made = actions.register(
        actor=office.clerk, now=office.at(date(2014, 3, 3)), body_id=office.bodies["forestry"],
        arrival=Arrival(Channel.COUNTER, date(2014, 3, 3)), facts=facts,
    )  # fmt: skip
    assert made, made
    office.must(actions.examine, made.case_id, date(2014, 3, 3))
    office.must(actions.withdraw, made.case_id, CLOSED)
    return made.case_id


def _archived(office, case_id):
    with in_a_verb() as run:
        case = Case.objects.get(pk=case_id)
        run(actor=SYSTEM, now=office.at(CLOSED), do=lambda: write(case, state="archived"))


def _erase(office, verb, case_id, day, actor=SYSTEM):
    return verb(actor=actor, now=office.at(day), case_id=case_id)


def _told_about(case_id):
    """Everything the case's rows hold, as text."""
    case = Case.objects.get(pk=case_id)
    found = [*Applicant.objects.filter(case=case).values(), *Application.objects.filter(case=case).values()]
    found += [*Notice.objects.filter(case=case).values(), case.title]
    return str(found)


def test_proofs_of_identity_go_first(office, closed):
    days = retention_rules().identity.days
    early, due = CLOSED + timedelta(days=days - 1), CLOSED + timedelta(days=days)
    assert identities_due(early) == []
    assert isinstance(_erase(office, actions.erase_identity, closed, early), Refused)
    assert identities_due(due) == [closed]
    assert _erase(office, actions.erase_identity, closed, due)
    file_id = CaseFile.objects.get(case=closed).file_id
    assert cards([file_id])[file_id].erased_at is not None
    assert identities_due(due) == []
    assert Applicant.objects.get(case=closed).name == "张样本"
    assert list(chain.breaks()) == []


def test_then_whatever_names_the_applicant(office, closed):
    _archived(office, closed)
    before = _figures(office)
    assert personal_data_due(LATER - timedelta(days=1)) == []
    assert personal_data_due(LATER) == [closed]
    assert "张样本" in _told_about(closed)
    done = _erase(office, actions.erase_personal_data, closed, LATER)
    assert done, done
    told = _told_about(closed)
    assert not any(
        word in told for word in ("张样本", "13800001234", PERSON.id_number, PERSON.email, "样本路")
    )
    assert "补助" in Application.objects.get(case=closed).wanted
    assert not CaseAccess.objects.filter(case=closed).exists()
    assert list(chain.breaks()) == []
    assert list(rows.mismatches()) == []
    assert _figures(office) == before != {}
    assert isinstance(_erase(office, actions.erase_personal_data, closed, LATER), Refused)


def _figures(office):
    return counting.members(
        "requests_closed", [office.bodies["forestry"]], Period.of_year(2014), chain.position()
    )


def test_not_before_it_is_archived(office, closed):
    assert personal_data_due(LATER) == []
    assert isinstance(_erase(office, actions.erase_personal_data, closed, LATER), Refused)


def test_not_while_a_challenge_is_pending(office, closed):
    _archived(office, closed)
    made = actions.register_reconsideration(
        actor=office.clerk, now=office.at(date(2014, 5, 5)), body_id=office.bodies["forestry"],
        about_id=closed, facts=ChallengeFacts("某市人民政府", date(2014, 5, 5)),
    )  # fmt: skip
    assert made, made
    assert personal_data_due(LATER) == identities_due(LATER) == []
    assert isinstance(_erase(office, actions.erase_identity, closed, LATER), Refused)


def test_nobody_erases_by_hand(office, closed):
    _archived(office, closed)
    for role in (Role.REQUEST_CLERK, Role.OFFICE_HEAD, Role.BODY_ADMINISTRATOR):
        assert isinstance(_erase(office, actions.erase_identity, closed, LATER, office.person(role)), Refused)


def test_a_leap_day_ends_on_the_28th():
    assert retention_rules().personal_closed_before(date(2024, 2, 29)) == date(2014, 2, 28)
