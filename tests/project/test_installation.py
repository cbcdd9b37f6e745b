"""What an installation makes for itself, and how it reads where its database is."""

import os
import stat

import pytest

from gongkai.project import database, installation


def test_the_secret_is_made_once_and_is_the_owners_alone(tmp_path):
    path = tmp_path / "new" / "secret.key"
    made = installation.kept_secret(path)
    assert len(made) >= 50
    assert installation.kept_secret(path) == made
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_installations_have_two_secrets(tmp_path):
    assert installation.kept_secret(tmp_path / "a") != installation.kept_secret(tmp_path / "b")


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        (
            "postgresql://gongkai_app:p%40ss@db.example:5433/city",
            {"USER": "gongkai_app", "PASSWORD": "p@ss", "HOST": "db.example", "PORT": "5433", "NAME": "city"},
        ),
        (
            "postgresql://gongkai_app@/city?host=/var/run/postgresql",
            {
                "USER": "gongkai_app",
                "PASSWORD": "",
                "HOST": "/var/run/postgresql",
                "PORT": "",
                "NAME": "city",
            },
        ),
        (
            "postgresql://gongkai_app@db/city?sslmode=require",
            {"HOST": "db", "OPTIONS": {"sslmode": "require"}},
        ),
    ],
)
def test_addresses_of_the_database(monkeypatch, address, parts):
    monkeypatch.setenv(database.URL, address)
    monkeypatch.delenv(database.AS_OWNER, raising=False)
    found = database.django_database()
    assert {name: found[name] for name in parts} == parts
    assert database.app_role() == "gongkai_app"


def test_set_up_uses_the_owners_address(monkeypatch):
    monkeypatch.setenv(database.URL, "postgresql://gongkai_app@db/city")
    monkeypatch.setenv(database.OWNER_URL, "postgresql://owner@db/city")
    monkeypatch.setenv(database.AS_OWNER, "1")
    assert database.django_database()["USER"] == "owner"
    monkeypatch.setenv(database.AS_OWNER, "")
    assert database.django_database()["USER"] == "gongkai_app"


def test_an_address_goes_there_and_back(monkeypatch):
    for address in ("postgresql://a:p%40@db:5433/city", "postgresql://a@/city?host=%2Frun%2Fpg"):
        monkeypatch.setenv(database.URL, address)
        monkeypatch.delenv(database.AS_OWNER, raising=False)
        assert database.as_url(database.django_database()) == address


def _key_seen_by(command, monkeypatch, tmp_path):
    """The key of files that a command finds; everything else is left out."""
    monkeypatch.setenv("GONGKAI_VAR", str(tmp_path))
    monkeypatch.delenv("GONGKAI_FILES_KEY", raising=False)
    for name in ("GONGKAI_DEMO", "GONGKAI_AS_OWNER"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setattr(installation.django, "setup", lambda: None)
    seen = []
    monkeypatch.setattr(
        installation, "execute_from_command_line", lambda _: seen.append(os.environ.get("GONGKAI_FILES_KEY"))
    )
    installation.run([command])
    return seen[0]


def test_the_demonstration_seals_files_with_a_key_of_its_own(monkeypatch, tmp_path):
    assert _key_seen_by("check_nothing", monkeypatch, tmp_path) is None
    made = _key_seen_by("demo", monkeypatch, tmp_path)
    assert len(made) >= 32
    installation.mark_as_demo()
    assert _key_seen_by("worker", monkeypatch, tmp_path) == made
