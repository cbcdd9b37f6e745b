"""How a signed-in person is called on the page."""

from django.contrib.auth.base_user import AbstractBaseUser


def name_of(user: AbstractBaseUser) -> str:
    """The person's name."""
    return str(user)
