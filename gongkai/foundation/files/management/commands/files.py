"""`gongkai files reseal` seals files with the present key; `gongkai files verify` looks them all over."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.foundation.files import actions, contents, elsewhere, queries, sealing
from gongkai.foundation.organisations.roles import SYSTEM

_AT_ONCE = 100


class Command(BaseCommand):
    help = "Change the key of sealed files, or check that every kept content is what it was"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["reseal", "verify"])

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "reseal":
            self._reseal()
        else:
            self._verify()

    def _reseal(self) -> None:
        """Each file in a transaction of its own, so that it can be stopped and started again."""
        if not sealing.is_possible():
            raise CommandError(_("没有配置材料密钥 GONGKAI_FILES_KEY。"))
        done = 0
        while waiting := queries.sealed_with_other_keys(sealing.current_key(), _AT_ONCE):
            for file in waiting:
                if not actions.reseal(actor=SYSTEM, now=timezone.now(), file_id=file):
                    raise CommandError(_("材料 {file} 不能重新加密。").format(file=file))
                done += 1
        for keeper in elsewhere.keepers():
            while some := keeper.reseal():
                done += some
        self.stdout.write(_("已用现在的密钥重新加密 {done} 份材料和来信。").format(done=done))

    def _verify(self) -> None:
        looked_at = broken = 0
        for card in queries.every_kept_file():
            looked_at += 1
            try:
                contents.content_of(card)
            except (OSError, ValueError) as error:
                broken += 1
                self.stdout.write(_("{file}：{error}").format(file=card.id, error=error))
        for keeper in elsewhere.keepers():
            for wrong in keeper.look_over():
                looked_at += 1
                if wrong:
                    broken += 1
                    self.stdout.write(wrong)
        if broken:
            raise CommandError(_("{broken} 份材料缺失或已改变。").format(broken=broken))
        self.stdout.write(_("{count} 份材料和来信逐份核对无误。").format(count=looked_at))
