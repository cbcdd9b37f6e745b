"""Reading addresses as people and lists write them."""

from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from gongkai.core.messages import N_, Message
from gongkai.foundation.moved.values import Pair

_LONGEST_HOST, _LONGEST_OLD, _LONGEST_NEW = 120, 500, 300


class WrongAddressError(ValueError):
    """Why an address can't be used, in words."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def pair(old: str, new: str) -> Pair:
    """The two as they are kept. Raises WrongAddressError."""
    host, path = _old(old.strip())
    to = _new(new.strip())
    if path == to and host in ("", _own_host()):
        raise WrongAddressError(Message(N_("新旧网址相同。")))
    if _is_fixed(path) and host in ("", _own_host()):
        raise WrongAddressError(Message(N_("本网站在这个网址上有页面，不能另作他用。")))
    return Pair(host, path, to)


def _old(text: str) -> tuple[str, str]:
    wrong = Message(N_("旧网址看不懂，或者太长。请写成 http://旧网站/目录/文件.html 的样子。"))
    parts = _apart(text if "//" in text else f"//{text}" if not text.startswith("/") else text, wrong)
    host = parts.hostname or ""
    path = unquote(parts.path) or "/"
    path += f"?{parts.query}" if parts.query else ""
    if (
        not text
        or "\x00" in f"{host}{path}"
        or len(path) > _LONGEST_OLD
        or len(host) > _LONGEST_HOST
        or not path.startswith("/")
        or " " in parts.netloc
    ):
        raise WrongAddressError(wrong)
    return host, path


def _apart(text: str, wrong: Message) -> SplitResult:
    try:
        return urlsplit(text)
    except ValueError:  # brackets that enclose no address
        raise WrongAddressError(wrong) from None


def _new(text: str) -> str:
    parts = _apart(text, Message(N_("新网址太长，或者看不懂。")))
    if parts.netloc and parts.hostname != _own_host():
        raise WrongAddressError(Message(N_("新网址必须是本网站的网址。")))
    path = unquote(parts.path)
    try:
        resolve(path)
    except Resolver404:
        raise WrongAddressError(Message(N_("本网站没有这个新网址。"))) from None
    path += f"?{parts.query}" if parts.query else ""
    if path.startswith("//") or "\x00" in path or len(path) > _LONGEST_NEW:
        raise WrongAddressError(Message(N_("新网址太长，或者看不懂。")))
    return path


def _is_fixed(path: str) -> bool:
    """Is it one of this site's own pages, which are there whatever is published?"""
    try:
        found = resolve(path.partition("?")[0])
    except Resolver404:
        return False
    return not found.kwargs and not found.args


def _own_host() -> str:
    return urlsplit(settings.SITE_URL).hostname or ""
