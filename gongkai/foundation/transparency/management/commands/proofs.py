"""`gongkai proofs key` makes the signing key; `complete` enters what was published before the tree knew of
it; `rebuild` makes the tree anew with the digest that is set."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.foundation.transparency.actions import sign_head
from gongkai.foundation.transparency.entering import complete, rebuild
from gongkai.foundation.transparency.signing import DIGEST_OF, new_key, write_key


class Command(BaseCommand):
    help = (
        "The key of signed heads (key), a head signed now (sign), what is missing entered (complete), "
        "the tree made anew (rebuild)"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["key", "sign", "complete", "rebuild"])

    def handle(self, *args: Any, **options: Any) -> None:
        actions = {
            "key": self._key, "sign": self._sign, "complete": self._complete, "rebuild": self._rebuild
        }  # fmt: skip
        actions[options["action"]]()

    def _key(self) -> None:
        algorithm = next(name for name, digest in DIGEST_OF.items() if digest == settings.TREE_DIGEST)
        key = new_key(algorithm)
        try:
            write_key(key, Path(settings.HEAD_KEY))
        except FileExistsError:
            message = _("{path} 已有密钥。更换时先把旧文件移走并妥善保存。")
            raise CommandError(message.format(path=settings.HEAD_KEY)) from None
        message = _("已生成签名密钥 {name}（{algorithm}），存于 {path}。请另行备份。")
        self.stdout.write(
            message.format(name=key.public_key.name, algorithm=algorithm, path=settings.HEAD_KEY)
        )

    def _sign(self) -> None:
        answer = sign_head(actor=SYSTEM, now=timezone.now())
        if isinstance(answer, Refused):
            raise CommandError(answer.reason.in_language(_))
        self.stdout.write(_("已签发目录树根。"))

    def _complete(self) -> None:
        self.stdout.write(_("补登了 {count} 条公开记录。").format(count=complete(timezone.now())))

    def _rebuild(self) -> None:
        self.stdout.write(_("目录树已含 {count} 条公开记录。").format(count=rebuild(settings.TREE_DIGEST)))
