"""Who is told by e-mail of what changes in a data set, and how far he has been told."""

from django.db import models
from django.db.models import Q

from gongkai.foundation.ledger.rows import project
from gongkai.foundation.mail.subscriptions.rows import Subscription


@project("data_subscription", body=None, private=frozenset({"email", "question"}))
class DataSubscription(Subscription):
    """Somebody's wish to be told. `question`: the filtered list he means, as an address asks it; empty: the
    whole data set. The address and the question stay out of the ledger; both go when it ends."""

    data_set = models.CharField(max_length=60)
    question = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email", "data_set", "question"], condition=~Q(state="ended"),
                name="data_subscription_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="ended") | Q(email="", question=""),
                name="data_subscription_ended_is_erased",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["state", "frequency"])]

    def __str__(self) -> str:
        return f"{self.pk} {self.data_set} ({self.state})"


class ToldUpTo(models.Model):
    """`number`: the last release of the data set that the subscriber has been told of, or was out when he
    confirmed. Moves on with each letter, in the transaction that posts it."""

    subscription = models.OneToOneField(
        DataSubscription, on_delete=models.CASCADE, primary_key=True, related_name="told"
    )
    number = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.subscription_id} up to {self.number}"
