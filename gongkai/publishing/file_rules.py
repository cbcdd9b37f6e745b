"""Who among the staff may see the files of documents. The public's way to them is `queries.public`."""

from datetime import date

from gongkai.foundation.files.policy import rule_for
from gongkai.foundation.files.queries import cards
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing.actions.attaching import PURPOSE
from gongkai.publishing.models import EditionFile, FilePart
from gongkai.publishing.queries.visible import own_bodies


@rule_for(PURPOSE)
def may_see(actor: Actor, file_id: int, day: date) -> bool:
    """The people of the document's body; everybody once it is published, but never the original of a masked
    copy."""
    rows = EditionFile.objects.filter(file=file_id).exclude(part=FilePart.ORIGINAL)
    if rows.filter(edition__released_at__isnull=False).exclude(
        edition__document__standing="withdrawn"
    ).exists():  # fmt: skip
        return True
    card = cards([file_id]).get(file_id)
    return card is not None and card.body in own_bodies(actor, day)
