"""Lists of media that are sent what a body publishes (媒体联动)."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing import law
from gongkai.publishing.channels import policy
from gongkai.publishing.channels.models import MediaList

MEDIA = ("press", "broadcast", "conference", "other")
"""Channels whose people are reached by letters."""

_MOST = 200

type Contact = tuple[str, str]
"""Name and address."""


@verb("media_list.keep")
def keep_list(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    name: str,
    channel: str,
    contacts: Sequence[Contact],
    kinds: Sequence[str] = (),
    list_id: int | None = None,
    is_sample: bool = False,
) -> MediaList | Refused:
    """A new list, or another wording of one."""
    row = _row(body_id, list_id)
    if isinstance(row, Refused):
        return row
    refused = first_refusal(
        policy.may_prepare(actor, row.body_id, timezone.localdate(now)),
        _wrong(row, name, channel, kinds, contacts),
    )
    if refused is not None:
        return refused
    row.is_sample = row.is_sample or is_sample
    write(
        row, name=name.strip(), channel=channel, kinds=sorted(set(kinds)),
        contacts=[{"name": who.strip(), "email": email.strip()} for who, email in contacts],
    )  # fmt: skip
    return row


@verb("media_list.drop")
def drop_list(*, actor: Actor, now: datetime, list_id: int) -> MediaList | Refused:
    """Nothing more goes there; its addresses are forgotten."""
    row = MediaList.objects.select_for_update().filter(pk=list_id, is_active=True).first()
    if row is None:
        return Refused(Message(N_("没有这个名单。")))
    refused = policy.may_prepare(actor, row.body_id, timezone.localdate(now))
    if refused is not None:
        return refused
    write(row, is_active=False, contacts=[])
    return row


def _row(body_id: int, list_id: int | None) -> MediaList | Refused:
    if list_id is None:
        return MediaList(body_id=body_id)
    found = MediaList.objects.select_for_update().filter(pk=list_id, body_id=body_id, is_active=True).first()
    return found or Refused(Message(N_("没有这个名单。")))


def _wrong(
    row: MediaList, name: str, channel: str, kinds: Sequence[str], contacts: Sequence[Contact]
) -> Refused | None:
    wrong = []
    if not name.strip():
        wrong.append(("name", Message(N_("请填写"))))
    same = MediaList.objects.filter(body_id=row.body_id, name=name.strip(), is_active=True)
    if same.exclude(pk=row.pk).exists():
        wrong.append(("name", Message(N_("已有同名的名单"))))
    if channel not in MEDIA:
        wrong.append(("channel", Message(N_("请选择"))))
    if not set(kinds) <= {each.code for each in law.rules().kinds.kind}:
        wrong.append(("kinds", Message(N_("请选择"))))
    if not contacts or len(contacts) > _MOST:
        wrong.append(("contacts", Message(N_("请填写 1 至 {most} 个联系人"), {"most": _MOST})))
    bad = [email for _, email in contacts if not _is_address(email.strip())]
    if bad:
        wrong.append(("contacts", Message(N_("“{email}”不是邮箱"), {"email": bad[0]})))
    return Refused(Message(N_("没有保存，请改正后再提交。")), details=tuple(wrong)) if wrong else None


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
