"""Who among the staff may see the files of issues. The public's way to them is `queries.public`."""

from datetime import date

from gongkai.foundation.files.policy import rule_for
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing.gazette.actions.old import PURPOSE
from gongkai.publishing.gazette.models import Paper
from gongkai.publishing.gazette.queries.visible import issues_visible_to


@rule_for(PURPOSE)
def may_see(actor: Actor, file_id: int, day: date) -> bool:
    """Whoever sees the issue."""
    return Paper.objects.filter(file=file_id, issue__in=issues_visible_to(actor, day)).exists()
