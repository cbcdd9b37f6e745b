"""Who may see the proofs of publications by hand: the people of the body, and who oversees it."""

from datetime import date

from gongkai.foundation.files.policy import rule_for
from gongkai.foundation.files.queries import cards
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing.channels import policy
from gongkai.publishing.channels.actions.deliveries import PROOF


@rule_for(PROOF)
def may_see(actor: Actor, file_id: int, day: date) -> bool:
    card = cards([file_id]).get(file_id)
    return card is not None and (actor.is_system or card.body in policy.known(actor, day))
