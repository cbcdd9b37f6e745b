"""Making an installation ready for a command: its secret, its database, Django itself.

An installation keeps everything of its own in one folder, `GONGKAI_VAR` (default `var`).
"""

import os
import secrets
import sys
import warnings
from pathlib import Path

import django
from django.core.management import execute_from_command_line

from gongkai.project import database, embedded

SECRET = "GONGKAI_SECRET_KEY"
FILES_KEY = "GONGKAI_FILES_KEY"
DEMO = "GONGKAI_DEMO"
DEMO_MARK = "demonstration"
OWNER_COMMANDS = frozenset({"setup", "migrate", "makemigrations", "flush"})


def folder() -> Path:
    """Where the installation keeps its database, files, mail and secret."""
    return Path(os.environ.get("GONGKAI_VAR", "var")).resolve()


def run(arguments: list[str]) -> None:
    """Run one of the installation's commands, as the owner of the tables where it needs that."""
    if arguments[:1] == ["demo"]:
        _give_demo_a_key()
    prepare(as_owner=bool(arguments) and arguments[0] in OWNER_COMMANDS)
    try:
        execute_from_command_line(["gongkai", *arguments])
    except BrokenPipeError:  # whoever read the output has seen enough (`| head`)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def prepare(*, as_owner: bool = False) -> None:
    """Set the environment and start Django; start our own PostgreSQL unless another is named."""
    if SECRET not in os.environ:
        os.environ[SECRET] = kept_secret(folder() / "secret.key")
    if database.URL not in os.environ:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the wheel, about a folder it finds by itself
            embedded.start(folder() / "postgres")
    if (folder() / DEMO_MARK).exists():
        os.environ.setdefault(DEMO, "1")
        _give_demo_a_key()
    if as_owner:
        os.environ[database.AS_OWNER] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
    django.setup()


def _give_demo_a_key() -> None:
    """The demonstration seals with a key of its own; others keep theirs apart from the files."""
    if FILES_KEY not in os.environ:
        os.environ[FILES_KEY] = kept_secret(folder() / "files.key")


def mark_as_demo() -> None:
    """From now on this folder's installation is the demonstration: it tells its sample accounts."""
    (folder() / DEMO_MARK).touch()


def kept_secret(path: Path) -> str:
    """The installation's secret; made on first use, readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text()


if __name__ == "__main__":
    run(sys.argv[1:])
