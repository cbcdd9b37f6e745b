"""Mail as it arrived: sealed where the installation has a key for files, for it holds what the files hold."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import BinaryField, F, Func, Q, QuerySet, Value

from gongkai.foundation.files import sealing
from gongkai.foundation.mail.models import IncomingMail, RawMail

_AT_ONCE = 100


def keep(mail: IncomingMail, content: bytes) -> None:
    """Keep the bytes beside their mail."""
    if sealing.is_possible():
        sealed = sealing.seal(content)
        RawMail.objects.create(mail=mail, place=sealed.place, content=sealed.content)
    else:
        RawMail.objects.create(mail=mail, content=content)


def content_of(kept: RawMail) -> bytes:
    """The bytes that arrived."""
    content = bytes(kept.content)
    return sealing.unseal(kept.place, content) if kept.place else content


def reseal_some() -> int:
    """Seal with the present key what another has sealed, or none. The ledger knows a mail by its
    fingerprint, which stays. Returns how many were done; 0 when none are left."""
    waiting = list(_not_sealed_now().order_by("pk").values_list("pk", flat=True)[:_AT_ONCE])
    return sum(_reseal(pk) for pk in waiting)


def look_over() -> Iterator[str]:
    """Can every mail be opened?"""
    for kept in RawMail.objects.order_by("pk").iterator(_AT_ONCE):
        try:
            content_of(kept)
        except ValueError as error:
            yield f"mail {kept.pk}: {error}"
        else:
            yield ""


def _reseal(pk: int) -> int:
    """0 when the mail went meanwhile, or was done by somebody else."""
    with transaction.atomic():
        kept = _not_sealed_now().select_for_update().filter(pk=pk).first()
        if kept is None:
            return 0
        sealed = sealing.seal(content_of(kept))
        RawMail.objects.filter(pk=pk).update(place=sealed.place, content=sealed.content)
    return 1


def _not_sealed_now() -> QuerySet[RawMail]:
    start, length = sealing.place_of_key_name()
    name = Func(
        F("content"), Value(start + 1), Value(length), function="substring", output_field=BinaryField()
    )
    return RawMail.objects.annotate(key=name).filter(
        Q(place="") | ~Q(key=bytes.fromhex(sealing.current_key()))
    )
