"""Letters to the media of a list, posted in one transaction: all of them or none, and once. Sent again, it
goes only to those whose letter was refused.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.foundation.mail.post import post
from gongkai.foundation.mail.queries import LetterCard, letters_about
from gongkai.publishing.channels.adapters.base import HANDED, Ended, Keep, Outcome
from gongkai.publishing.channels.addresses import address_of
from gongkai.publishing.channels.hints import Hint
from gongkai.publishing.channels.models import Delivery

ABOUT = "channel_delivery"


class Media:
    """`Delivery.remote`: letters, their numbers in the mail log."""

    def publish(self, delivery: Delivery, now: datetime, keep: Keep) -> Outcome:
        edition = delivery.edition
        subject = edition.title if edition.number == 1 else _("新版本：{title}").format(title=edition.title)
        text = _("{title}\n\n{summary}\n\n全文：{link}").format(
            title=edition.title, summary=edition.summary or edition.text[:300], link=address_of(edition)
        )
        if edition.change_note:
            text = _("变动说明：{note}").format(note=edition.change_note) + "\n\n" + text
        return _posted(delivery, subject, text, now)

    def ask(self, delivery: Delivery, now: datetime) -> Outcome:
        """Have all letters left?"""
        states = [each.state for each in _letters(delivery)]
        if any(each in ("refused", "unsure") for each in states):
            return Outcome(Ended.FAILED, hint=Hint.LETTERS)
        done = all(each == "sent" for each in states)
        return Outcome(Ended.ARRIVED if done else Ended.UNDER_WAY)

    def take_down(self, delivery: Delivery, published: Delivery, now: datetime) -> Outcome:
        """A letter that asks to stop using it; without its words."""
        document = delivery.document
        subject = _("撤回通知：{number}").format(number=document.number or document.index_number)
        text = _("以前发给您的“{number}”已经撤回，请不要再刊播、转载；已经转载的请撤下。\n\n{link}").format(
            number=document.number or document.index_number, link=address_of(delivery.edition)
        )
        return _posted(delivery, subject, text, now)


def _posted(delivery: Delivery, subject: str, text: str, now: datetime) -> Outcome:
    media = delivery.media_list
    assert media is not None
    if not media.contacts:
        return Outcome(Ended.FAILED, hint=Hint.LETTERS)
    left = [each for each in _letters(delivery) if each.state != "refused"]
    there = {each.to for each in left}
    with transaction.atomic():
        letters = [each.id for each in left] + [
            post(
                to=each["email"], subject=subject, text=text, about=(ABOUT, delivery.pk), now=now,
                body_id=delivery.body_id,
            )
            for each in media.contacts
            if each["email"] not in there
        ]  # fmt: skip
        Delivery.objects.filter(pk=delivery.pk).update(
            remote={**delivery.remote, "letters": letters, HANDED: True}, state="under_way"
        )
    return Outcome(Ended.UNDER_WAY, {"letters": letters, HANDED: True})


def _letters(delivery: Delivery) -> list[LetterCard]:
    """Those that count for this delivery: a letter sent in place of a refused one takes its place."""
    mine = set(delivery.remote.get("letters") or [])
    return [each for each in letters_about(ABOUT, delivery.pk) if each.id in mine]
