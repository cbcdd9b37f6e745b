"""Nothing is sent to the inside of the network."""

import socket

import pytest

from gongkai.foundation.webhooks import addresses
from gongkai.foundation.webhooks.sending import NotSentError, send

INSIDE = (
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
    "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fd00::1", "ff02::1", "::ffff:127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::a01:203", "2002:7f00:1::", "2002:a01:203::1",
)  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_inner_addresses_are_refused_by_name_and_by_number(address, monkeypatch):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    answers = [(family, socket.SOCK_STREAM, 6, "", (address, 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: answers)
    with pytest.raises(addresses.ForbiddenAddressError):
        addresses.lookup("evil.example.cn", 443)
    literal = f"[{address}]" if ":" in address else address
    assert "内部网络" in str(addresses.problem_of(f"https://{literal}/"))


def test_one_inner_address_among_others_is_enough(monkeypatch):
    answers = [(socket.AF_INET, 1, 6, "", (each, 443)) for each in ("1.1.1.1", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: answers)
    with pytest.raises(addresses.ForbiddenAddressError):
        addresses.lookup("evil.example.cn", 443)


def test_a_public_address_is_allowed(monkeypatch):
    answers = [(socket.AF_INET, 1, 6, "", ("1.1.1.1", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: answers)
    assert addresses.lookup("example.cn", 443) == "1.1.1.1"
    assert addresses.problem_of("https://example.cn/in?key=1") is None


def test_a_network_of_the_government_may_be_allowed(settings):
    settings.WEBHOOK_NETWORKS = ["10.20.0.0/16"]
    assert addresses.problem_of("https://10.20.3.4/in") is None
    assert addresses.problem_of("https://10.21.3.4/in") is not None


@pytest.mark.parametrize(
    "url",
    [
        "", "https://", "http://example.cn/", "ftp://example.cn/", "https://name:word@example.cn/",
        "https://example.cn/#part", "https://example.cn:99999/", "https://exa mple.cn/", "//example.cn/",
        "https://example.cn/\r\nHost: x", "https://例子.cn/", "https://example.cn/" + "a" * 400, "https://[::1/",
        "javascript:alert(1)", "https://example.cn:x/",
    ],
)  # fmt: skip
def test_addresses_that_are_not_taken(url):
    assert addresses.problem_of(url) is not None


def test_the_connection_goes_to_the_address_that_was_checked(receiver, monkeypatch):
    """The name is looked up once: a second, different answer would come too late."""
    real, asked = socket.getaddrinfo, []

    def lookup(host, *args, **more):
        asked.append(host)
        return real("127.0.0.1" if host == "localhost" else host, *args, **more)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    assert send(receiver.url, b"{}", {}) == 204
    assert asked.count("localhost") == 1


def test_redirects_are_not_followed(receiver):
    receiver.status, receiver.location = 302, "http://169.254.169.254/"
    assert send(receiver.url, b"{}", {}) == 302
    assert len(receiver.came) == 1


def test_a_receiver_that_dribbles_is_cut_off(settings):
    settings.WEBHOOK_NETWORKS, settings.WEBHOOK_HTTP_HOSTS = ["127.0.0.0/8", "::1/128"], ["localhost"]
    settings.WEBHOOK_SECONDS = 0.2
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(NotSentError):
        send(f"http://localhost:{silent.getsockname()[1]}/", b"{}", {})
