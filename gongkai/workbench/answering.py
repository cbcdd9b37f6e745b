"""A verb's result in words for the person who asked for it."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import gettext as _

from gongkai.core.messages import Message
from gongkai.foundation.ledger.verbs import Refused


def words(message: Message) -> str:
    """The message in the reader's language."""
    return message.in_language(_)


def refusal_text(refused: Refused) -> str:
    """The reason, its details, and the article; a reason that is its first detail is said once."""
    lines = list(dict.fromkeys([words(refused.reason), *(words(each) for _place, each in refused.details)]))
    if refused.article:
        lines.append(_("依据：{article}").format(article=refused.article))
    return "\n".join(lines)


def say(request: HttpRequest, result: Any, done: str) -> bool:
    """Tell the person how the verb ended. True when it was done."""
    if isinstance(result, Refused):
        messages.error(request, refusal_text(result))
        return False
    messages.success(request, done)
    return True


def into_form(form: Form, refused: Refused) -> None:
    """Put a refusal's details beside the fields they speak of, the rest above the form."""
    left_over = []
    for place, detail in refused.details:
        if place in form.fields:
            form.add_error(place, words(detail))
        else:
            left_over.append(words(detail))
    if left_over or not refused.details:
        article = [_("依据：{article}").format(article=refused.article)] if refused.article else []
        form.add_error(None, " ".join(dict.fromkeys([words(refused.reason), *left_over, *article])))
