"""Private messages that a platform pushes to us, instead of being asked for them.

The token that signs them is derived from the account and SECRET_KEY: it is shown on the account's page for
the platform's settings, and stored nowhere.
"""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils.crypto import salted_hmac
from lxml import etree

from gongkai.publishing.channels.adapters.base import Fetched
from gongkai.publishing.channels.models import Account, AccountState, MessageKind
from gongkai.publishing.channels.talking import took_in

_SALT = "gongkai.publishing.channels.pushed"
_FRESH = timedelta(minutes=10)
_LENGTH = 32  # the platform allows 3 to 32 letters and figures


def token_of(account_id: int, key: str | bytes | None = None) -> str:
    """What the platform is given as Token."""
    secret = settings.SECRET_KEY if key is None else key
    return salted_hmac(_SALT, str(account_id), secret, algorithm="sha256").hexdigest()[:_LENGTH]


def is_signed(account_id: int, *, signature: str, timestamp: str, nonce: str, now: datetime) -> bool:
    """By the platform, for this account, and lately. During a change of SECRET_KEY the former token holds,
    too."""
    account = Account.objects.filter(pk=account_id, platform="wechat").exclude(state=AccountState.CLOSED)
    if not timestamp.isdecimal() or len(timestamp) > 12 or not account.exists():
        return False
    if abs(now - datetime.fromtimestamp(int(timestamp), UTC)) > _FRESH:
        return False
    return any(
        hmac.compare_digest(_signature(token_of(account_id, key), timestamp, nonce), signature)
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    )


def take_in(account_id: int, content: bytes, now: datetime) -> int:
    """Keep a text message; what else the platform tells is let go. Returns how many are new."""
    told = _read(content)
    if told.get("MsgType") != "text" or not told.get("MsgId") or not told.get("Content"):
        return 0
    seconds = told.get("CreateTime", "")
    at = datetime.fromtimestamp(int(seconds), UTC) if seconds.isdecimal() and len(seconds) < 12 else now
    message = Fetched(told["MsgId"], "", told.get("FromUserName", ""), told["Content"], at)
    return took_in(account_id, MessageKind.PRIVATE, [message], now)


def _signature(token: str, timestamp: str, nonce: str) -> str:
    """As the platform has it: the three in order of their letters."""
    return hashlib.sha1("".join(sorted((token, timestamp, nonce))).encode()).hexdigest()


def _read(content: bytes) -> dict[str, str]:
    """The elements below the root. No entities, no network: whoever writes may write anything."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return {}
    return {str(each.tag): (each.text or "").strip() for each in root}
