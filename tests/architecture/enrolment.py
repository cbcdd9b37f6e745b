"""Taking a second factor away behind everybody's back."""

from allauth.mfa.models import Authenticator


def forget(person_id: int) -> None:
    Authenticator.objects.filter(user_id=person_id).delete()
