"""Where a page's forms may be sent: to this site, and to the identity server they are redirected to."""

import runpy

import pytest

SELF = "'self'"


def policy(monkeypatch, **variables: str) -> list[str]:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return [str(each) for each in runpy.run_module("gongkai.project.settings")["SECURE_CSP"]["form-action"]]


def test_forms_go_to_this_site_only(client, db):
    sent = client.get("/requests/")["Content-Security-Policy"]
    told = [part.strip() for part in sent.split(";") if part.strip().startswith("form-action")]
    assert told == [f"form-action {SELF}"]


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, [SELF]),
        ({"GONGKAI_OIDC_URL": "https://id.example.org/realms/city"}, [SELF, "https://id.example.org"]),
        (
            {
                "GONGKAI_OIDC_URL": "https://id.example.org:8443/a",
                "GONGKAI_OIDC_ORIGINS": "https://login.example.org",
            },
            [SELF, "https://id.example.org:8443", "https://login.example.org"],
        ),
    ],
)
def test_the_identity_servers_origins_are_added(monkeypatch, variables, expected):
    assert policy(monkeypatch, **variables) == expected
