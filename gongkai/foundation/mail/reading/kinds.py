"""Whether a person wrote it: telling requests from automatic replies, returned mail and mailings.

Only clear signs count. What is in doubt is a person's: a clerk sets it aside sooner than he finds it again.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from gongkai.foundation.mail.reading import headers
from gongkai.foundation.mail.reading.charsets import text_of
from gongkai.foundation.mail.reading.parts import Contents, Part, header

_POSTMASTERS = re.compile(
    r"^(mailer-?daemon|postmaster|mail-?daemon|maildelivery|bounces?|post_?master)\b", re.IGNORECASE
)
_RETURNED = re.compile(
    r"退信|投递失败|发送失败|无法投递|无法送达|未能送达|undeliver|delivery (status|failure|has failed)"
    r"|returned mail|failure notice|mail delivery (failed|system)|delivery incomplete", re.IGNORECASE,
)  # fmt: skip
_REPLIED = re.compile(
    r"^\s*(自动回复|自動回覆|自动答复|离开办公室|automatic reply|auto(matic)?[- ]?(reply|response)"
    r"|out of (the )?office)\s*([:：(（\[【!！,，。]|$)", re.IGNORECASE,
)  # fmt: skip
_AWAY = re.compile(r"^\s*(我|本人)?(正在|已)?(外出|出差|休假)(中|期间)?", re.IGNORECASE)
_DELAYED = {"delayed", "delivered", "relayed", "expanded"}
_FIELD = re.compile(
    r"^(Final-Recipient|Original-Recipient|Action|Status|Diagnostic-Code):[ \t]*(.*(?:\n[ \t]+.*)*)",
    re.MULTILINE | re.IGNORECASE,
)
_OUR_LETTER = re.compile(r"<letter-[0-9a-f-]{36}@[^<>\s]{1,200}>")


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a returned mail says: whom it could not reach and which of our letters that was.

    `final`: it will not be tried again. A notice of delay or of success is not.
    """

    address: str
    message_id: str
    final: bool
    said: str


def is_ours(message: Part, sender: str, ours: Collection[str]) -> bool:
    """Sent by this system: it has one of our letters' identifiers, or comes from our own address."""
    identifier = header(message, "message-id").strip().decode("ascii", "replace")
    return bool(_OUR_LETTER.fullmatch(identifier)) or sender.lower() in {each.lower() for each in ours}


def bounce_of(message: Part, found: Contents, sender: str, subject: str) -> Bounce | None:
    """What it says if it is a returned mail."""
    kind, parameters = headers.parameters(header(message, "content-type"))
    is_report = kind == "multipart/report" and parameters.get("report-type", "").lower() in {
        "delivery-status",
        "",
    }
    from_post = bool(_POSTMASTERS.match(sender)) or header(message, "return-path").strip() == b"<>"
    failed = headers.text(header(message, "x-failed-recipients"))
    if not (is_report or failed or (from_post and _RETURNED.search(subject))):
        return None
    report = _fields(found)
    address = (
        failed.partition(",")[0] or report.get("original-recipient") or report.get("final-recipient") or ""
    )
    action = report.get("action", "failed").lower()
    return Bounce(
        address=_address(address) or _first_address(found.text, sender),
        message_id=_original(message, found),
        final=action not in _DELAYED,
        said=(report.get("diagnostic-code") or report.get("status") or subject)[:500],
    )


def is_automatic_reply(message: Part, subject: str) -> bool:
    """Sent by a mailbox, not its owner: he is away, or has opened what he was sent."""
    _kind, parameters = headers.parameters(header(message, "content-type"))
    if parameters.get("report-type", "").lower() == "disposition-notification":
        return True
    automatic = _value(message, "auto-submitted")
    if (
        automatic.startswith(("auto-replied", "auto-notified"))
        or _value(message, "precedence") == "auto_reply"
    ):
        return True
    if any(
        header(message, name)
        for name in ("x-autoreply", "x-autorespond", "x-auto-response", "x-autoresponse")
    ):
        return True
    suppressed = bool(header(message, "x-auto-response-suppress"))
    answers = bool(header(message, "in-reply-to") or header(message, "references"))
    return bool(_REPLIED.match(subject) or (_AWAY.match(subject) and (suppressed or answers)))


def is_mailing(message: Part) -> bool:
    """Sent to many, or by a program of its own accord."""
    if _value(message, "precedence") in {"bulk", "list", "junk"}:
        return True
    if any(header(message, name) for name in ("list-id", "list-unsubscribe", "list-post")):
        return True
    return _value(message, "auto-submitted").startswith("auto-generated")


def _value(message: Part, name: str) -> str:
    return headers.text(header(message, name)).lower()


def _fields(found: Contents) -> dict[str, str]:
    """The last value of each field in the delivery report: the recipient's, after the host's."""
    fields: dict[str, str] = {}
    for report in found.reports:
        for name, value in _FIELD.findall(text_of(report)[0].replace("\r\n", "\n")):
            fields.setdefault(name.lower(), " ".join(value.split()))
    return {
        name: value.partition(";")[2].strip() if ";" in value else value for name, value in fields.items()
    }


def _original(message: Part, found: Contents) -> str:
    """The identifier of the letter that came back, from wherever it is told."""
    for inner in found.inner:
        identifiers = headers.message_ids(header(inner, "message-id"))
        if identifiers:
            return identifiers[0]
    told = [*(text_of(each)[0] for each in found.reports), found.text]
    told += [
        headers.text(header(message, name)) for name in ("in-reply-to", "references", "x-original-message-id")
    ]
    for text in told:
        ours = _OUR_LETTER.search(text)
        if ours:
            return ours[0]
    for text in told:
        named = re.search(r"^Message-ID:\s*(<[^<>\s]{1,400}>)", text, re.MULTILINE | re.IGNORECASE)
        if named:
            return named[1]
    return ""


def _address(told: str) -> str:
    found = headers.addresses(told.encode())
    return found[0].address if found else ""


def _first_address(text: str, sender: str) -> str:
    """The first address in the words of the notice that is not the postmaster's."""
    for line in text.splitlines()[:200]:
        for each in headers.addresses(line.encode()) if "@" in line else ():
            if each.address.lower() != sender.lower() and not _POSTMASTERS.match(each.address):
                return each.address
    return ""
