"""The applicant chooses whether he is told by e-mail."""

from datetime import datetime

from gongkai.casework.actions.frame import take
from gongkai.casework.models import CaseAccess
from gongkai.foundation.ledger.verbs import Refused, record, verb
from gongkai.foundation.organisations.roles import Actor


@verb("case.set_tidings")
def set_tidings(*, actor: Actor, now: datetime, case_id: int, on: bool) -> CaseAccess | Refused:
    """提醒 (by e-mail or text message) on or off. Does not change the case: nobody else's page grows old by
    it. Letters that are served by e-mail go out all the same."""
    taken = take("case.set_tidings", case_id=case_id, actor=actor, now=now)
    if isinstance(taken, Refused):
        return taken
    access = CaseAccess.objects.select_for_update().get(case=taken.case)
    record(
        subject=("tidings", case_id), body=taken.case.body_id, before={"on": access.tells}, after={"on": on}
    )
    access.tells = on
    access.save(update_fields=["tells"])
    return access
