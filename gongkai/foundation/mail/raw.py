"""Mail as it arrived: sealed where the installation has a key for files, for it holds what the files hold."""

from gongkai.foundation.files import sealing
from gongkai.foundation.mail.models import IncomingMail, RawMail


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
