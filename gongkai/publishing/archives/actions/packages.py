"""Yearly packages: asked for, made in the background, handed over against a receipt."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.tasks.queue import enqueue
from gongkai.publishing.archives import policy
from gongkai.publishing.archives.actions.points import hand_in, point_to_write
from gongkai.publishing.archives.choices import DepositForm
from gongkai.publishing.archives.models import Package, PackageProgress, PackageState

MAKE = "archives.make_package"


@verb("archive_package.ask")
def ask(*, actor: Actor, now: datetime, body_id: int, year: int) -> Package | Refused:
    """打包 what the body released in the year, new documents and changed ones; made in the background. Until
    the year is over a package holds what there is."""
    refused = policy.may_pack(actor, body_id, timezone.localdate(now))
    if refused is not None:
        return refused
    if not 1990 <= year <= timezone.localdate(now).year:
        return Refused(Message(N_("年度不对。")))
    if Package.objects.filter(body=body_id, year=year, state=PackageState.MAKING).exists():
        return Refused(Message(N_("这一年度正在打包，请稍候。")))
    package = Package(body_id=body_id, year=year, asked_by=actor.code, asked_at=now)
    write(package)
    PackageProgress.objects.create(package=package, at=now)
    enqueue(MAKE, package=package.pk)
    return package


@verb("archive_package.note_made")
def note_made(
    *, actor: Actor, now: datetime, package_id: int, sha256: str, size: int, documents: Sequence[int]
) -> Package | Refused:
    """登记打包完成."""
    if not actor.is_system:
        return Refused(Message(N_("由系统登记。")))
    package = Package.objects.select_for_update().filter(pk=package_id, state=PackageState.MAKING).first()
    if package is None:
        return Refused(Message(N_("没有正在打包的年度归档包。")))
    return _kept(
        package, state=PackageState.READY, sha256=sha256, size=size, documents=list(documents), made_at=now
    )  # fmt: skip


@verb("archive_package.hand_over")
def hand_over(
    *, actor: Actor, now: datetime, package_id: int, point: int, receipt: str, on: date
) -> Package | Refused:
    """移交 to an archive, library or other reading point, which gave a receipt. Each document in it counts as
    deposited there as a file."""
    package = Package.objects.select_for_update().filter(pk=package_id, state=PackageState.READY).first()
    if package is None:
        return Refused(Message(N_("没有可以移交的归档包。")))
    day = timezone.localdate(now)
    refused = policy.may_pack(actor, package.body_id, day)
    if refused is not None:
        return refused
    place = point_to_write(point)
    if isinstance(place, Refused):
        return place
    if not receipt.strip() or on > day:
        return Refused(
            Message(N_("请填写接收人和回执编号，移交日期不能在今天以后。")), policy.ARTICLE,
            (("receipt", Message(N_("请填写"))),),
        )  # fmt: skip
    hand_in(place, package.documents, DepositForm.ELECTRONIC, on, 1, package)
    return _kept(
        package, state=PackageState.HANDED, point_id=place.entry_id, receipt=receipt.strip()[:200],
        handed_on=on, handed_by=actor.code,
    )  # fmt: skip


@verb("archive_package.drop")
def drop(*, actor: Actor, now: datetime, package_id: int, reason: str) -> Package | Refused:
    """作废 a package that was not handed over."""
    open_states = (PackageState.MAKING, PackageState.READY)
    package = Package.objects.select_for_update().filter(pk=package_id, state__in=open_states).first()
    if package is None:
        return Refused(Message(N_("没有这个归档包，或者已经移交。")))
    refused = policy.may_pack(actor, package.body_id, timezone.localdate(now))
    if refused is not None:
        return refused
    if not reason.strip():
        return Refused(Message(N_("请写明理由。")))
    return _kept(package, reason.strip(), state=PackageState.DROPPED)


def _kept(package: Package, reason: str = "", **changes: Any) -> Package:
    write(package, reason=reason, revision=package.revision + 1, **changes)
    return package
