"""`gongkai mail` tells how mail is going; `poll` looks into the mailboxes now; `set`, `import` as named."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.mail import intake, queries
from gongkai.foundation.mail.actions import set_mailbox
from gongkai.foundation.mail.mailboxes import poll
from gongkai.foundation.organisations.queries import NoSuchBodyError, body_by_code
from gongkai.foundation.organisations.roles import SYSTEM


class Command(BaseCommand):
    help = "Tell how mail is going, look into mailboxes, set one, or import exported mail"
    requires_system_checks = ()  # pages are no business of this command

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action")
        actions.add_parser("poll", help="look into every mailbox now")
        setting = actions.add_parser("set", help="look into a mailbox for a body from now on")
        setting.add_argument("body", help="the body's code")
        setting.add_argument("address", help="land@example.gov.cn")
        setting.add_argument("url", help="imaps://user@host/INBOX")
        setting.add_argument("--since", type=date.fromisoformat, help="mail from this day on (today)")
        setting.add_argument("--done-folder", default="", help="move mail there once it is kept")
        setting.add_argument("--off", action="store_true", help="look into it no longer")
        importing = actions.add_parser("import", help="take in exported mail")
        importing.add_argument("body", help="the body's code")
        importing.add_argument("files", nargs="+", type=Path, help=".eml or .mbox")

    def handle(self, *args: Any, **options: Any) -> None:
        work = {"poll": self._poll, "set": self._set, "import": self._import}
        work.get(options["action"], self._tell)(options)

    def _tell(self, _options: dict[str, Any]) -> None:
        for box in queries.mailboxes(SYSTEM):
            at = timezone.localtime(box.polled_at).strftime("%Y-%m-%d %H:%M:%S") if box.polled_at else "-"
            self.stdout.write(f"{box.address}  {box.url}  {at}  {box.error}")
        for state in ("queued", "sending", "unsure", "refused"):
            for letter in queries.letters(state):
                self.stdout.write(f"{letter.id:>8}  {letter.state:<8} ×{letter.attempts}  {letter.error}")

    def _poll(self, _options: dict[str, Any]) -> None:
        for box in queries.mailboxes(SYSTEM):
            if box.is_enabled:
                polled = poll(box.id, timezone.now())
                self.stdout.write(
                    f"{box.address}  +{polled.new}  ={polled.known}  !{polled.failed}  {polled.error}"
                )

    def _set(self, options: dict[str, Any]) -> None:
        result = set_mailbox(
            actor=SYSTEM, now=timezone.now(), body_id=_body(options["body"]), address=options["address"],
            url=options["url"], since=options["since"], done_folder=options["done_folder"],
            is_enabled=not options["off"],
        )  # fmt: skip
        _told(result)
        self.stdout.write(_("邮箱 {address} 已设置。").format(address=options["address"]))

    def _import(self, options: dict[str, Any]) -> None:
        body = _body(options["body"])
        for file in options["files"]:
            arrivals = _told(
                intake.import_file(
                    actor=SYSTEM, now=timezone.now(), body_id=body, content=file.read_bytes(), name=file.name
                )
            )
            new = sum(each.is_new for each in arrivals)
            said = _("{name}：新收 {new} 封，已有 {known} 封。")
            self.stdout.write(said.format(name=file.name, new=new, known=len(arrivals) - new))


def _body(code: str) -> int:
    try:
        return body_by_code(code, timezone.localdate()).id
    except NoSuchBodyError as error:
        raise CommandError(_("没有代码为 {code} 的单位").format(code=code)) from error


def _told[T](result: T | Refused) -> T:
    if isinstance(result, Refused):
        raise CommandError(result.reason.in_language(_))
    return result
