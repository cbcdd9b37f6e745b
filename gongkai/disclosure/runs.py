"""How a source runs: the last ten times it was asked, and asking it once to see whether it would do."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.disclosure import declared, secret_words, told
from gongkai.disclosure.checking import Checked, look
from gongkai.disclosure.given import Given
from gongkai.disclosure.models import Release, Source
from gongkai.disclosure.pulls import NotFetchedError, fetch
from gongkai.foundation.files import erasing

KEPT = 10
BROUGHT, WAITS, SAME, FAILED, TRIED = "brought", "waits", "same", "failed", "tried"
TRY = "disclosure.try_source"
_LONGEST = 500


def note(
    source_id: int, now: datetime, outcome: str, said: Message | str = "", release: int | None = None
) -> None:
    """Keep that the source was asked and what came of it. How a source runs stays out of the ledger."""
    words = said[:_LONGEST] if isinstance(said, str) else told.kept(said)
    run = {"at": now.isoformat(), "outcome": outcome, "said": words, "release": release}
    with transaction.atomic():
        kept = Source.objects.select_for_update().values_list("runs", flat=True).get(pk=source_id)
        Source.objects.filter(pk=source_id).update(runs=[run, *kept][:KEPT])


def read(run: Mapping[str, Any]) -> tuple[datetime, str, Message | str, int | None]:
    """(when, outcome, what was said, release) of a run that was kept."""
    said = run["said"]
    return (
        datetime.fromisoformat(run["at"]), run["outcome"], said if isinstance(said, str) else told.read(said),
        run["release"],
    )  # fmt: skip


def try_source(source_id: int, now: datetime) -> str:
    """试取: ask the source and check what it brings. Nothing is kept of it, nothing published."""
    source = Source.objects.get(pk=source_id)
    try:
        fetched = fetch(
            source.kind, source.url, username=source.username, host_key=source.host_key,
            secret=secret_words.unseal(source.secret) if source.secret else "",
        )  # fmt: skip
    except NotFetchedError as error:
        note(source_id, now, FAILED, str(error))
        return FAILED
    checked = _looked_at(source, Given.fetched(fetched.name, fetched.content), now)
    wrong = not checked.is_readable or bool(checked.refused)
    outcome = FAILED if wrong else TRIED
    note(source_id, now, outcome, _words(checked))
    return outcome


def _looked_at(source: Source, given: Given, now: datetime) -> Checked:
    """The check as of a release that nobody begins."""
    day = timezone.localdate(now)
    place = erasing.keep_against_erasing(given.content)
    release = Release(
        data_set=source.data_set, body_id=source.body_id, mode=source.mode, way=source.kind,
        file_place=place, file_name=given.name,
    )  # fmt: skip
    try:
        return look(release, declared.data_set(source.data_set, day), day)
    finally:
        erasing.after_commit(place)


def _words(checked: Checked) -> Message:
    if not checked.is_readable:
        return told.read(checked.report["file_refused"])
    values = {
        "added": checked.added, "changed": checked.changed, "removed": checked.removed, "same": checked.same,
        "refused": checked.refused,
    }  # fmt: skip
    return Message(
        N_("新增 {added} 行，更改 {changed} 行，移出 {removed} 行，相同 {same} 行，有错误 {refused} 行"),
        values,
    )
