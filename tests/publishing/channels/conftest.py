"""A body with accounts on two platforms that listen on this machine, and lists of media."""

import importlib.util
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.publishing.channels import actions, outbox, sending
from gongkai.publishing.channels.actions import AccountFacts
from gongkai.publishing.channels.models import Account, Delivery, Posting
from gongkai.publishing.models import Edition
from tests.publishing.conftest import DAY, Office, moment

_spec = importlib.util.spec_from_file_location("platforms", Path(__file__).with_name("platforms.py"))
assert _spec is not None
assert _spec.loader is not None
_module: Any = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)
Platforms, LOST = _module.Platforms, _module.LOST

FACTS = AccountFacts(name="样本林业发布", responsible="样本", opened_on=date(2020, 1, 1))
WORDS = "市林业局召开春季造林现场会，部署造林任务。"


@pytest.fixture
def platforms(settings):
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8", "::1/128"]
    settings.WEBHOOK_HTTP_HOSTS = ["localhost"]
    settings.CHANNEL_SECONDS = 2
    settings.SITE_URL = "https://www.example.gov.cn"
    with _module.listening() as found:
        settings.CHANNEL_WECHAT_URL = settings.CHANNEL_MICROBLOG_URL = found.url
        yield found


class Desk:
    """The short steps of channels for the forestry office."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.body = office.bodies["forestry"]
        self.writer = office.drafter()
        self.reviewer = office.person(Role.REVIEWER)
        self.keeper = office.person(Role.BODY_ADMINISTRATOR)

    def account(self, platform: str = "wechat", secret: str = "a-secret", **more: Any) -> Account:
        facts = AccountFacts(name=f"样本林业{platform}", responsible="样本", opened_on=date(2020, 1, 1))
        made = self.office.must(
            actions.register, self.keeper, body_id=self.body, platform=platform, facts=facts, **more
        )
        if secret:
            self.office.must(
                actions.connect, self.keeper, account_id=made.pk, key="wx99", secret=secret, cover="cover-1"
            )
        return Account.objects.get(pk=made.pk)

    def prepared(self, edition: Edition, account: Account, text: str = WORDS) -> Posting:
        title = "造林现场会" if account.platform == "wechat" else ""
        return self.office.must(
            actions.prepare, self.writer, edition_id=edition.pk, account_id=account.pk, title=title, text=text
        )

    def approved(self, edition: Edition, account: Account, text: str = WORDS) -> Delivery:
        """The words approved; the delivery where the document is out."""
        posting = self.prepared(edition, account, text)
        self.office.must(actions.approve, self.reviewer, posting_id=posting.pk)
        return self.delivery(edition, outbox.target_of(account.pk))

    def delivery(self, edition: Edition, target: str, what: str = "publish") -> Delivery:
        return Delivery.objects.get(edition=edition, target=target, what=what)

    def send(self, delivery: Delivery, minutes: int = 60, times: int = 1) -> Delivery:
        for extra in range(times):
            sending.deliver(delivery.pk, moment(DAY, minutes + extra))
        return Delivery.objects.get(pk=delivery.pk)

    def sent(self, delivery: Delivery) -> Delivery:
        """Handed over, asked about, and there."""
        return self.send(delivery, times=2)

    def by_system(self, verb: Any, **more: Any) -> Any:
        return verb(actor=SYSTEM, now=self.office.at(), **more)


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)
