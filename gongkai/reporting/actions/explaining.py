"""Why a warning is in order, in writing."""

from datetime import datetime

from gongkai.core.messages import N_, Message
from gongkai.foundation import rulebook
from gongkai.foundation.ledger.deciding import written
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.reporting.changes import Change
from gongkai.reporting.judgement import judge
from gongkai.reporting.models import RuleExplanation
from gongkai.reporting.policy import Condition, decide
from gongkai.reporting.queries.visible import locked_return


@verb("return.explain_warning")
def explain_warning(
    *, actor: Actor, now: datetime, return_id: int, rule_key: str, text: str
) -> RuleExplanation | Refused:
    """Explain one warning (国办发〔2014〕32号). It holds for the figures as they are; when they change, the
    warning asks again."""
    of = locked_return(actor, return_id, now)
    decision = decide("return.explain_warning", of, actor, {Condition.REASON_GIVEN: written(text)})
    if isinstance(decision, Refused):
        return decision
    warning = next((each for each in judge(of).warnings if each.key == rule_key), None)
    if warning is None:
        return Refused(Message(N_("现在没有这一提示，不用说明。")), decision.article)
    RuleExplanation.objects.filter(of=of, rule_key=rule_key, fingerprint=warning.fingerprint).delete()
    explanation = RuleExplanation.objects.create(
        of=of, rule_key=rule_key, fingerprint=warning.fingerprint, text=text.strip(), by=actor.code, at=now
    )
    change = Change(of)
    change.add("explanations", explanation)
    change.record(reason=text.strip(), rule_version=rulebook.rule_version())
    return explanation
