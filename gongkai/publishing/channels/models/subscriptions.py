"""Who is told by e-mail of what is published, and what waits to be told."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.rows import project
from gongkai.foundation.mail.subscriptions.rows import Subscription


@project("mail_subscription", body=None, private=frozenset({"email", "text"}))
class MailSubscription(Subscription):
    """Somebody's wish to be told. Empty columns don't filter; `text` is as one types it into the search. The
    address, and what was searched for, stay out of the ledger; they go when it ends."""

    of = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20, blank=True)
    subject = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email", "of", "kind", "subject", "text"], condition=~Q(state="ended"),
                nulls_distinct=False, name="mail_subscription_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="ended") | Q(email=""), name="mail_subscription_ended_is_erased"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["state", "frequency"]), models.Index(fields=["email"])]


class News(models.TextChoices):
    """What happened to an item."""

    RELEASED = "released", _("公开")
    CHANGED = "changed", _("有新版本")
    WITHDRAWN = "withdrawn", _("撤回")


class Waiting(models.Model):
    """An item for the next letter of a subscription; gone with that letter, in the same transaction."""

    subscription = models.ForeignKey(MailSubscription, on_delete=models.CASCADE, related_name="waiting")
    document = models.ForeignKey("publishing.Document", on_delete=models.CASCADE, related_name="+")
    news = models.CharField(max_length=10, choices=News)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscription", "document"], name="waiting_item_once")]

    def __str__(self) -> str:
        return f"{self.subscription_id} {self.document_id} {self.news}"
