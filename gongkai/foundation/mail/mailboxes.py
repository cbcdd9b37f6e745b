"""Looking into mailboxes on mail servers (IMAP).

Order decides that nothing is lost or doubled: fetch without marking → keep and commit → only then mark on the
server. Whatever is interrupted is found again the next time: what is kept is known by its place and by its
content, and is only marked. What a person has read in the meantime is taken in all the same.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings
from django.utils import timezone
from imapclient import SEEN, IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError

from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.mail.intake import Place, take
from gongkai.foundation.mail.models import Fetched, Mailbox, Poll
from gongkai.foundation.organisations.queries import body
from gongkai.foundation.organisations.roles import SYSTEM

log = logging.getLogger(__name__)
_TIMEOUT = SocketTimeout(connect=20, read=120)
_HERE = {"localhost", "127.0.0.1", "::1"}


class NoPasswordError(Exception):
    """The operator's file has no line for this mailbox."""


@dataclass(frozen=True, slots=True)
class Polled:
    """How many mails were new, known, and could not be taken in (these are tried again).

    `error`: why the look failed as a whole.
    """

    new: int = 0
    known: int = 0
    failed: int = 0
    error: str = ""


def poll(mailbox_id: int, now: datetime) -> Polled:
    """Look into one mailbox. What goes wrong is noted where people see it; the next look comes anyway."""
    box = Mailbox.objects.get(pk=mailbox_id)
    if not box.is_enabled:
        return Polled()
    try:
        polled = _poll(box, now)
    except (IMAPClientError, OSError, NoPasswordError) as error:
        log.warning("mailbox %s could not be looked into: %s", box.pk, error)
        polled = Polled(error=f"{type(error).__name__}: {error}"[:2000])
    _note(box, now, polled)
    return polled


def _poll(box: Mailbox, now: datetime) -> Polled:
    place = urlsplit(box.url)
    password = _password(box, now)
    with _connected(place) as server:
        server.login(unquote(place.username or ""), password)
        if server.has_capability("ID"):  # some providers let nobody in who does not introduce himself
            server.id_({"name": "gongkai", "version": "1"})
        folder = unquote(place.path.strip("/")) or "INBOX"
        uidvalidity = int(server.select_folder(folder)[b"UIDVALIDITY"])
        # One day more: the server counts days in its own time zone.
        there = set(server.search(["SINCE", box.since - timedelta(days=1)]))
        known = _known(box, uidvalidity) & there
        new, doubled, failed = 0, 0, 0
        for uid in sorted(there - known):
            outcome = _take(server, box, uidvalidity, uid, now)
            new += outcome is True
            doubled += outcome is False
            failed += outcome is None
        _finish(server, box, known | (_known(box, uidvalidity) & there))
    return Polled(new, doubled, failed)


def _connected(place: SplitResult) -> IMAPClient:
    """Passwords travel encrypted, but for a server on this machine."""
    server = IMAPClient(place.hostname, port=place.port, ssl=place.scheme == "imaps", timeout=_TIMEOUT)
    server.normalise_times = False
    if place.scheme == "imap" and place.hostname not in _HERE:
        server.starttls()
    return server


def _known(box: Mailbox, uidvalidity: int) -> set[int]:
    places = Fetched.objects.filter(mailbox=box, uidvalidity=uidvalidity)
    return set(places.values_list("uid", flat=True))


def _take(server: IMAPClient, box: Mailbox, uidvalidity: int, uid: int, now: datetime) -> bool | None:
    """True: new. False: known, or gone meanwhile. None: it could not be taken in; the others go on."""
    told = server.fetch([uid], ["RFC822.SIZE", "INTERNALDATE"]).get(uid)
    if told is None:
        return False
    size = int(told[b"RFC822.SIZE"])
    is_whole = size <= settings.MAIL_LARGEST
    wanted = b"BODY[]" if is_whole else b"BODY[HEADER]"
    raw = server.fetch([uid], [wanted.replace(b"BODY[", b"BODY.PEEK[")]).get(uid, {}).get(wanted)
    if raw is None:
        return False
    try:
        arrival = take(
            actor=SYSTEM, now=now, body_id=box.body_id, raw=raw, arrived_at=told.get(b"INTERNALDATE"),
            place=Place(box.pk, uidvalidity, uid), size=None if is_whole else size,
        )  # fmt: skip
    except Exception:  # whatever one mail provokes, the others are fetched
        log.exception("mail %s of mailbox %s could not be taken in; it will be tried again", uid, box.pk)
        return None
    return None if isinstance(arrival, Refused) else arrival.is_new


def _finish(server: IMAPClient, box: Mailbox, uids: Iterable[int]) -> None:
    """Mark as read, or move away, what is kept."""
    kept = sorted(uids)
    if not kept:
        return
    if box.done_folder and server.has_capability("MOVE"):
        if not server.folder_exists(box.done_folder):
            server.create_folder(box.done_folder)
        server.move(kept, box.done_folder)
        return
    unread = sorted(set(server.search("UNSEEN")) & set(kept))
    if unread:
        server.add_flags(unread, [SEEN], silent=True)


def _password(box: Mailbox, now: datetime) -> str:
    """From the operator's file: lines of body code, address of the mailbox, password."""
    code = body(box.body_id, timezone.localdate(now)).code
    if settings.MAILBOX_PASSWORDS:
        for line in Path(settings.MAILBOX_PASSWORDS).read_text(encoding="utf-8").splitlines():
            whose, _, rest = line.strip().partition(" ")
            url, _, password = rest.strip().partition(" ")
            if (whose, url) == (code, box.url):
                return password.strip()
    raise NoPasswordError(f"no password for {code} {box.url}")


def _note(box: Mailbox, now: datetime, polled: Polled) -> None:
    told = {"at": now, "error": polled.error, "new": polled.new, "failed": polled.failed}
    Poll.objects.update_or_create(mailbox=box, defaults=told)
