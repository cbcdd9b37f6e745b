"""Telling that two copies are one mail: fetched, exported, imported, delivered twice."""

import hashlib
import re

_OF_THE_SENDER = (b"message-id", b"date", b"from", b"subject")


def of_mail(raw: bytes) -> str:
    """SHA-256 over what the sender wrote: not over what servers and mailbox files add or rewrite.

    Left out: trace headers, marks of read mail, line endings, blank ends, and the > that mailbox files put
    before "From " at the start of a line.
    """
    lines = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").lstrip(b"\n\xef\xbb\xbf")
    if lines.startswith(b"From "):
        lines = lines.partition(b"\n")[2]
    head, _, body = lines.partition(b"\n\n")
    unfolded = re.sub(rb"\n[ \t]+", b" ", head)
    told = {name: b"" for name in _OF_THE_SENDER}
    for line in unfolded.split(b"\n"):
        name, _, value = line.partition(b":")
        name = name.strip().lower()
        if name in told and not told[name]:
            told[name] = b" ".join(value.split())
    body = re.sub(rb"^>+From ", b"From ", body, flags=re.MULTILINE)
    body = b"\n".join(line.rstrip(b" \t") for line in body.split(b"\n")).strip(b"\n")
    return hashlib.sha256(b"\0".join([*told.values(), body])).hexdigest()
