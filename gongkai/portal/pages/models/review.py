"""Moderation: another person looks before a page goes live."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from gongkai.foundation.ledger.rows import project


class AnotherPerson(Task):
    """The one step of the review of designed pages. Wagtail offers nobody a button for it: the decision is
    a verb (`page.publish`, `page.return`) taken at the desk, which knows who wrote and what was judged."""

    def locked_for_user(self, obj: object, user: AbstractBaseUser) -> bool:
        """While it waits, nobody changes the text under the reviewer's eyes; who wrote may take it back."""
        return True

    def get_task_states_user_can_moderate(self, user: AbstractBaseUser, **kwargs: object) -> models.QuerySet:
        return TaskState.objects.none()

    @classmethod
    def get_description(cls) -> str:
        return str(_("由另一个人审核后发布"))

    class Meta:
        verbose_name = _("他人审核")


@project("page_judgement", body="body_id", private=frozenset({"reason"}))
class Judgement(models.Model):
    """A finding in a page that a person has judged to stay, with the reason. `finding` is its key: other
    words, or the same words in another place, are another finding."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    finding = models.CharField(max_length=24)
    kind = models.CharField(max_length=20)
    reason = models.CharField(max_length=200)
    by = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "finding"], name="judgement_once")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.kind}"
