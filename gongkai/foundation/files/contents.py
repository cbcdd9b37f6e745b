"""The content of a file, sealed or not."""

from gongkai.foundation.files import sealing, storage
from gongkai.foundation.files.queries import FileCard


class ErasedError(Exception):
    """The file's content has been erased."""


def content_of(file: FileCard) -> bytes:
    """The plain content, for the program's own work. What is shown to a person goes through
    `actions.open_sealed`, which leaves its trace in the ledger.

    Raises ErasedError, FileNotFoundError when the folder has lost it, ValueError when it is no longer what
    it was.
    """
    if file.erased_at is not None:
        raise ErasedError(file.id)
    if file.is_sealed:
        return sealing.unseal(file.sha256, storage.sealed_content_of(file.sha256))
    return storage.content_of(file.sha256)
