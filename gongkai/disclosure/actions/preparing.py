"""A release is begun and filled: rows of a form, a pasted table, a file, rows of a program."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from gongkai.core.disclosure.periods import read_period
from gongkai.core.disclosure.schema import Mode
from gongkai.core.messages import N_, Message
from gongkai.disclosure import declared, policy
from gongkai.disclosure.actions.frame import take
from gongkai.disclosure.given import PASTED, ROWS, Given
from gongkai.disclosure.models import Release, Source, Way
from gongkai.foundation.files import accepting, erasing, kinds, storage
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations.roles import Actor

_ENDINGS = ("xlsx", "xls", "et", "csv", "txt")
NOTHING_CHECKED: dict[str, Any] = {
    "staged_place": "", "digest": "", "report": {}, "findings": [], "added": 0, "changed": 0, "removed": 0,
    "same": 0, "refused": 0, "checked_at": None, "approved_by": "", "approved_at": None,
    "approved_digest": "", "scheduled_for": None, "progress": {},
}  # fmt: skip
"""A release whose content has changed is checked and approved anew."""


@verb("release.begin")
def begin(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    data_set: str,
    way: str,
    given: Given | None = None,
    period: str = "",
    mode: str = "",
    reason: str = "",
    source: Source | None = None,
    is_sample: bool = False,
) -> Release | Refused:
    """开始一次发布. `period`: what it is for ("2017-10"), where the data set is owed by periods; `mode`:
    upsert or whole, "" as declared. Rows come at once or with `write_rows`, `write_text`, `write_file`."""
    day = timezone.localdate(now)
    refused = first_refusal(
        policy.may_write(actor, body_id, day), _unknown(data_set, day), _no_period(period),
        _not_acceptable(given),
    )  # fmt: skip
    if refused is not None:
        return refused
    version = declared.version(data_set, day)
    known = declared.data_set(data_set, day)
    release = Release(
        data_set=data_set, body_id=body_id, period=period, way=Way(way), mode=Mode(mode or known.mode),
        state="draft", declared=version.in_force, declaration=version.digest, writers=[actor.code],
        created_by=actor.code, created_at=now, reason=reason.strip(), source=source, is_sample=is_sample,
        touched_at=now, **(_kept(given) if given else {}),
    )  # fmt: skip
    write(release, rule_version=version.digest)
    return release


@verb("release.write")
def fill(
    *,
    actor: Actor,
    now: datetime,
    release_id: int,
    given: Given,
    period: str | None = None,
    mode: str | None = None,
    based_on: int | None = None,
) -> Release | Refused:
    """填写: what is given takes the place of what was there. Nothing is read yet: see `check`."""
    of = take("release.write", release_id=release_id, actor=actor, now=now, based_on=based_on)
    if isinstance(of, Refused):
        return of
    refused = first_refusal(_not_acceptable(given), _no_period(period or ""))
    if refused is not None:
        return refused
    before = of.release.file_place
    more: dict[str, Any] = {} if period is None else {"period": period}
    if mode:
        more["mode"] = Mode(mode)
    kept = of.keep(writers=of.wrote(), **NOTHING_CHECKED, **_kept(given), **more)
    if before and before != kept.file_place:
        erasing.after_commit(before)
    return kept


def write_rows(
    *, actor: Actor, now: datetime, release_id: int, rows: Sequence[Mapping[str, Any]], **more: Any
) -> Release | Refused:
    """Rows by column names: of the form, or of a program."""
    return fill(actor=actor, now=now, release_id=release_id, given=Given.rows(rows), **more)


def write_text(*, actor: Actor, now: datetime, release_id: int, text: str, **more: Any) -> Release | Refused:
    """A table copied out of a spreadsheet, its head in the first line."""
    return fill(actor=actor, now=now, release_id=release_id, given=Given.pasted(text), **more)


def write_file(
    *, actor: Actor, now: datetime, release_id: int, name: str, content: bytes, **more: Any
) -> Release | Refused:
    """A workbook or CSV."""
    return fill(actor=actor, now=now, release_id=release_id, given=Given(name, content), **more)


def rows_given(release: Release) -> list[dict[str, Any]]:
    """The rows as they were typed, for the form to show again; none of a file."""
    if not release.file_place or release.file_name != ROWS:
        return []
    return list(json.loads(storage.content_of(release.file_place)))


def _kept(given: Given) -> dict[str, Any]:
    return {
        "file_place": erasing.keep_against_erasing(given.content),
        "file_name": accepting.plain(given.name),
        "file_size": len(given.content),
    }


def _not_acceptable(given: Given | None) -> Refused | None:
    if given is None or given.name in (ROWS, PASTED):
        return _too_much(given)
    told = accepting.accepted(given.name, given.content, largest=settings.FIELDS_LARGEST, endings=_ENDINGS)
    if isinstance(told, Message):
        return Refused(told, details=(("file", told),))
    if told not in (kinds.XLSX, kinds.OLD_OFFICE, kinds.TEXT):
        said = Message(N_("请上传 .xlsx 工作簿或者 .csv 文件。"))
        return Refused(said, details=(("file", said),))
    return None


def _too_much(given: Given | None) -> Refused | None:
    if given is None or len(given.content) <= settings.FIELDS_LARGEST:
        return None
    return Refused(accepting.too_large(len(given.content), settings.FIELDS_LARGEST))


def _unknown(data_set: str, day: Any) -> Refused | None:
    try:
        declared.data_set(data_set, day)
    except declared.NoSuchDataSetError:
        return Refused(Message(N_("没有名为“{name}”的数据集。"), {"name": data_set}))
    return None


def _no_period(period: str) -> Refused | None:
    if not period or read_period(period) is not None:
        return None
    text = N_("“{period}”不是所属期。请写成 2017、2017-H2、2017-Q4、2017-10、2017-W41 或者 2017-10-09。")
    said = Message(text, {"period": period[:20]})
    return Refused(said, details=(("period", said),))


@erasing.needed_by
def still_needed(place: str) -> bool:
    """Contents stay while a release that is not over needs them. What is out stands in the table of record,
    where it can be erased when its time is over."""
    on_the_way = Release.objects.exclude(state__in=("released", "cancelled"))
    return on_the_way.filter(Q(file_place=place) | Q(staged_place=place)).exists()
