"""Reading a file that a stranger hands in, whatever its format, into a Document.

The type is decided by the content first and by the extension last: a ".doc" is often HTML, RTF or a DOCX.
"""

from dataclasses import replace

from gongkai.core.document import Document
from gongkai.reporting.readers.errors import Unreadable
from gongkai.reporting.readers.kinds import reader_for
from gongkai.reporting.readers.release import released

__all__ = ["Unreadable", "read"]


def read(data: bytes, name: str) -> Document:
    """The document in `data`; `name` is the file's name as the sender gave it.

    Raises Unreadable, with a message for people, when the file is empty, broken, encrypted, too long, of a
    type that is not read, or a scan without text where no OCR is installed.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable.empty()
    try:
        document = reader_for(data, name)(data, name)
    except Unreadable:
        raise
    except RecursionError as error:
        raise Unreadable.broken() from error
    except MemoryError as error:
        raise Unreadable.too_big() from error
    except Exception as error:  # a third party's parser, on a stranger's bytes: anything may come
        raise Unreadable.broken() from error
    if not document.blocks:
        raise Unreadable.empty()
    return replace(document, blocks=tuple(released(document.blocks)))
