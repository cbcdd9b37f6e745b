"""The register of accounts (国办发〔2018〕123号): opened, changed, connected, looked at each year, closed."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.core.publishing.channels import NoSuchPlatformError
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing import law
from gongkai.publishing.channels import policy
from gongkai.publishing.channels.models import Account, AccountState
from gongkai.publishing.channels.secrets import seal

_ARTICLE = "国办发〔2018〕123号：开办、变更、关停、注销分级备案，一个单位在同一平台原则上只开设一个账号"


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """What the register says of an account."""

    name: str
    responsible: str
    opened_on: date
    address: str = ""
    phone: str = ""
    filed_number: str = ""


@verb("media_account.register")
def register(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    platform: str,
    facts: AccountFacts,
    because: str = "",
    is_sample: bool = False,
) -> Account | Refused:
    """开设并登记. A second one of a body on a platform needs its reason (`because`)."""
    day = timezone.localdate(now)
    refused = first_refusal(
        policy.may_keep(actor, body_id, day), _unknown(platform), _wrong(facts, day),
        _second(body_id, platform, because),
    )  # fmt: skip
    if refused is not None:
        return refused
    account = Account(
        body_id=body_id, platform=platform, state=AccountState.OPEN, state_on=day, reviewed_on=day,
        is_sample=is_sample, **asdict(facts),
    )  # fmt: skip
    write(account, reason=because)
    return account


@verb("media_account.change")
def change(
    *, actor: Actor, now: datetime, account_id: int, facts: AccountFacts, based_on: int | None = None
) -> Account | Refused:
    """变更登记."""
    account = _taken(actor, now, account_id, based_on)
    if isinstance(account, Refused):
        return account
    refused = _wrong(facts, timezone.localdate(now))
    if refused is not None:
        return refused
    return _kept(account, **asdict(facts))


@verb("media_account.connect")
def connect(
    *, actor: Actor, now: datetime, account_id: int, key: str, secret: str, cover: str = ""
) -> Account | Refused:
    """连接平台: what the platform gave for programs. An empty `secret` keeps the one there is."""
    account = _taken(actor, now, account_id)
    if isinstance(account, Refused):
        return account
    if not law.rules().channels.platform_of(account.platform).by_machine:
        return Refused(Message(N_("这个平台由人发布，不需要连接。")))
    if not secret.strip() and not account.secret:
        return Refused(Message(N_("请填写平台给的密钥。")), details=(("secret", Message(N_("请填写"))),))
    sealed = seal(secret.strip()) if secret.strip() else account.secret
    return _kept(account, key=key.strip(), secret=sealed, cover=cover.strip(), token="", token_until=None)


@verb("media_account.suspend")
def suspend(*, actor: Actor, now: datetime, account_id: int, reason: str) -> Account | Refused:
    """暂停: nothing more is posted by it."""
    return _becomes(actor, now, account_id, AccountState.SUSPENDED, (AccountState.OPEN,), reason)


@verb("media_account.reopen")
def reopen(*, actor: Actor, now: datetime, account_id: int, reason: str) -> Account | Refused:
    """恢复."""
    return _becomes(actor, now, account_id, AccountState.OPEN, (AccountState.SUSPENDED,), reason)


@verb("media_account.close")
def close(*, actor: Actor, now: datetime, account_id: int, reason: str) -> Account | Refused:
    """关停、注销: its secrets are forgotten."""
    return _becomes(
        actor, now, account_id, AccountState.CLOSED, (AccountState.OPEN, AccountState.SUSPENDED), reason,
        key="", secret="", token="", token_until=None,
    )  # fmt: skip


@verb("media_account.review")
def review(*, actor: Actor, now: datetime, account_id: int, reason: str) -> Account | Refused:
    """年度检查: whether the account is still needed and well kept; `reason` says what was found."""
    account = _taken(actor, now, account_id)
    if isinstance(account, Refused):
        return account
    if not reason.strip():
        return Refused(Message(N_("请写明检查的结果。")))
    return _kept(account, reason, reviewed_on=timezone.localdate(now))


def _becomes(
    actor: Actor,
    now: datetime,
    account_id: int,
    state: AccountState,
    when: tuple[AccountState, ...],
    reason: str,
    **more: Any,
) -> Account | Refused:
    account = _taken(actor, now, account_id)
    if isinstance(account, Refused):
        return account
    if account.state not in when:
        values = {"state": Message(str(AccountState(account.state).label))}
        return Refused(Message(N_("账号现处于“{state}”状态，不能这样办理。"), values), _ARTICLE)
    if not reason.strip():
        return Refused(Message(N_("请写明理由。")))
    return _kept(account, reason.strip(), state=state, state_on=timezone.localdate(now), **more)


def _taken(actor: Actor, now: datetime, account_id: int, based_on: int | None = None) -> Account | Refused:
    account = Account.objects.select_for_update().filter(pk=account_id).first()
    if account is None:
        return Refused(Message(N_("没有这个账号。")))
    if account.state == AccountState.CLOSED:
        return Refused(Message(N_("账号已经关停。")), _ARTICLE)
    if based_on is not None and based_on != account.revision:
        return Refused(Message(N_("您打开之后，账号的登记已有人修改。请重新打开再修改。")))
    refused = policy.may_keep(actor, account.body_id, timezone.localdate(now))
    return account if refused is None else refused


def _kept(account: Account, reason: str = "", **changes: Any) -> Account:
    write(account, reason=reason, revision=account.revision + 1, **changes)
    return account


def _unknown(platform: str) -> Refused | None:
    try:
        law.rules().channels.platform_of(platform)
    except NoSuchPlatformError:
        return Refused(Message(N_("没有这个平台。")), details=(("platform", Message(N_("请选择"))),))
    return None


def _wrong(facts: AccountFacts, day: date) -> Refused | None:
    wrong = [
        (name, Message(N_("请填写")))
        for name in ("name", "responsible")
        if not str(getattr(facts, name)).strip()
    ]
    if facts.opened_on > day:
        wrong.append(("opened_on", Message(N_("不能晚于今天"))))
    if facts.address.strip().lower().startswith(("javascript:", "data:")):
        wrong.append(("address", Message(N_("不是网址或者平台账号"))))
    return Refused(Message(N_("没有登记成功，请改正后再提交。")), details=tuple(wrong)) if wrong else None


def _second(body_id: int, platform: str, because: str) -> Refused | None:
    there = Account.objects.filter(body_id=body_id, platform=platform).exclude(state=AccountState.CLOSED)
    if because.strip() or not there.exists():
        return None
    return Refused(
        Message(N_("本单位在这个平台上已有账号。确需再开的，请写明理由。")), _ARTICLE,
        (("because", Message(N_("请写明理由。"))),),
    )  # fmt: skip
