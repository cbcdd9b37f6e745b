"""What lets a citizen in: the query code, the draft, the key that makes one request of a double click, and
the account of everything asked under one address. None of it is part of the ledger.

Addresses (e-mail, mobile telephone) stand here as keyed hashes only; `Applicant` has them in clear.
"""

from django.db import models

from gongkai.casework.models.cases import Case


class CaseAccess(models.Model):
    """The keyed hash of a case's query code. The code itself is told once and kept nowhere."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="access")
    code_hash = models.CharField(max_length=64)
    tells = models.BooleanField(default=True)  # by e-mail or text message, when there is something new

    def __str__(self) -> str:
        return f"access to {self.case_id}"


class IntakeKey(models.Model):
    """A key of the sender's choosing (form, API) that was used once: the second use gives the same case."""

    key = models.CharField(max_length=80, unique=True)
    digest = models.CharField(max_length=64)  # of what was sent: another content under the key is refused
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key} → {self.case_id}"


class Draft(models.Model):
    """A citizen's unsent form, found again by its code; goes after its day. Sealed with a key that follows
    from the code, which is kept nowhere: whoever reads the database reads no draft."""

    code_hash = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()
    at = models.DateTimeField()
    expires_on = models.DateField(db_index=True)

    def __str__(self) -> str:
        return f"draft of {self.at}"


class WrongTries(models.Model):
    """Codes that were wrong: by the source they came from, by the number they were tried on (whether there
    is such a case or not), and in all. `name` is a keyed hash."""

    name = models.CharField(max_length=64, primary_key=True)
    tries = models.PositiveIntegerField()
    last_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.tries} until {self.last_at}"


class SignInLink(models.Model):
    """A way into the account, asked for an address and used once: a link that was mailed, or digits that were
    sent by text message and are typed where they were asked for.

    `address` is there until the letter is queued. No `secret_hash`: nothing was sent, since nobody asked for
    anything under this address.
    """

    address = models.CharField(max_length=254, blank=True)
    address_key = models.CharField(max_length=64)
    shown = models.CharField(max_length=254)  # masked
    secret_hash = models.CharField(max_length=64, blank=True, db_index=True)
    wrong = models.PositiveSmallIntegerField(default=0)
    until = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link until {self.until}"


class AccountVisit(models.Model):
    """A browser that is signed in to the account of an address. Apart from the sessions of staff."""

    token_hash = models.CharField(max_length=64, unique=True)
    address_key = models.CharField(max_length=64)
    shown = models.CharField(max_length=254)
    begun_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"visit of {self.begun_at}"


class AccountCase(models.Model):
    """A case that stands in the account of an address: somebody has shown that the address is his, and that
    the case is. An address that was only typed, perhaps wrongly, opens nothing."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    address_key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["address_key", "case"], name="account_case_once")]

    def __str__(self) -> str:
        return f"account of {self.case_id}"
