"""Where messages may go: not to the insides of the installation's own network.

A name is looked up once, every address it has must be allowed, and the connection goes to the address that
was looked at: a name that answers differently the second time gains nothing.
"""

import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from gongkai.core.messages import N_, Message

type Address = IPv4Address | IPv6Address

_TRANSLATED = ip_network("64:ff9b::/96")  # NAT64: the IPv4 address is in the last 32 bits
_LONGEST = 400
_PORTS = range(1, 65536)


class ForbiddenAddressError(OSError):
    """The address is one of the inner network's, which the settings do not allow."""


def problem_of(url: str) -> Message | None:
    """Why nothing is sent to `url`, as far as can be said without asking the network."""
    parts = _parts(url)
    if parts is None:
        return Message(N_("接收地址不完整。请写成 https://主机名/路径，不超过 400 个字符"))
    if parts.username or parts.password or parts.fragment:
        return Message(N_("接收地址不能带用户名、密码或 # 号后的内容"))
    if parts.scheme != "https" and not (
        parts.scheme == "http" and parts.hostname in settings.WEBHOOK_HTTP_HOSTS
    ):
        return Message(N_("接收地址须以 https:// 开头。内部系统用 http 的，请系统管理员先登记主机名"))
    literal = _literal(parts.hostname or "")
    if literal is not None and not allowed(literal):
        return Message(N_("不能推送到内部网络地址。确有需要的，请系统管理员先登记网段"))
    return None


def lookup(host: str, port: int) -> str:
    """The address to connect to. Raises ForbiddenAddressError, or OSError when there is none."""
    found = [ip_address(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    forbidden = next((each for each in found if not allowed(each)), None)
    if forbidden is not None:
        raise ForbiddenAddressError(f"{host}: {forbidden}")
    return str(found[0])


def allowed(address: Address) -> bool:
    """Is it a public address, or in one of WEBHOOK_NETWORKS?"""
    networks = [ip_network(each) for each in settings.WEBHOOK_NETWORKS]
    return all(
        (each.is_global and not each.is_multicast) or any(each in network for network in networks)
        for each in _meant(address)
    )


def _meant(address: Address) -> Iterator[Address]:
    """The address, and the IPv4 address that an IPv6 one stands for."""
    if isinstance(address, IPv4Address):
        yield address
        return
    inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
    if inner is None and address in _TRANSLATED:
        inner = IPv4Address(int(address) & 0xFFFFFFFF)
    if inner is not None:
        yield inner
    if address.ipv4_mapped is None:
        yield address


def _parts(url: str) -> SplitResult | None:
    if (
        len(url) > _LONGEST
        or not url.isascii()
        or any(each.isspace() or not each.isprintable() for each in url)
    ):
        return None
    try:
        parts = urlsplit(url)
        whole = bool(parts.hostname) and (parts.port is None or parts.port in _PORTS)
    except ValueError:
        return None
    return parts if whole else None


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None
