"""The account of an applicant: no password, but proof that an address is his, made anew at each visit.

He asks for a way in; a link goes to the e-mail address, or digits to the telephone, if requests were made
under it. What is answered is the same either way. In the account stand the cases that are his by two proofs
in one browser: that of the address, and number and code (or having sent the request there). An address that
was mistyped in a form therefore opens nothing to whom it belongs to.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from unicodedata import normalize

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import F, Func, Q, Value

from gongkai.casework import access_codes, policy
from gongkai.casework.models import AccountCase, AccountVisit, Applicant, Case, SignInLink
from gongkai.foundation.interface import rates
from gongkai.foundation.ledger.verbs import record, verb
from gongkai.foundation.mail.post import post
from gongkai.foundation.mail.texting import text_to
from gongkai.foundation.organisations.roles import Actor

LASTS = timedelta(minutes=15)  # a link, or the digits
IDLE, LONGEST = timedelta(minutes=30), timedelta(hours=8)  # a visit
SENT_AN_HOUR = 3  # to one address, so that nobody's mailbox or telephone is flooded
DIGITS, WRONG_DIGITS = 8, 5
_MOBILE = 11  # digits

_SUBJECT = "登录“我的申请”"
_TEXT = (
    "有人用这个邮箱请求登录“我的申请”。如果是您，请打开下面的地址，再按“登录”：\n\n{link}\n\n"
    "地址15分钟内有效，只能用一次。不是您本人操作的，不用理会；没有打开这个地址的人什么也看不到。"
)
_SHORT = "登录“我的申请”的验证码：{digits}。15分钟内有效，不要告诉别人。不是您本人操作的，不用理会。"


@dataclass(frozen=True, slots=True)
class Address:
    """An e-mail address or a mobile telephone, as it is compared."""

    plain: str

    @classmethod
    def of(cls, typed: str) -> "Address | None":
        """None when it is neither."""
        flat = normalize("NFKC", typed).strip()
        digits = mobile(flat)
        if digits:
            return cls(digits)
        try:
            validate_email(flat)
        except ValidationError:
            return None
        return cls(flat.casefold())

    @property
    def is_email(self) -> bool:
        return "@" in self.plain

    @property
    def key(self) -> str:
        return access_codes.keyed("account", self.plain)

    @property
    def shown(self) -> str:
        """z***@example.org, 138****1234."""
        name, at, host = self.plain.partition("@")
        return f"{name[:1]}***@{host}" if at else f"{name[:3]}****{name[-4:]}"


@dataclass(frozen=True, slots=True)
class Visit:
    """Who has shown that an address is his; `shown` is the address, masked."""

    address_key: str
    shown: str


def mobile(typed: str) -> str:
    """The eleven digits of a mobile telephone of the mainland, however it was written; else empty."""
    digits = "".join(each for each in typed if each.isdecimal())
    if any(each.isalpha() or each == "@" for each in typed):
        return ""
    digits = digits.removeprefix("86") if len(digits) == _MOBILE + 2 else digits
    return digits if len(digits) == _MOBILE and digits.startswith("1") else ""


def ask(address: Address, now: datetime) -> int:
    """Note that somebody wants in; whether anything is sent is `send`'s to find out, in the background, so
    that the answer takes as long for an address nobody knows. Returns the link's number."""
    link = SignInLink.objects.create(
        address=address.plain, address_key=address.key, shown=address.shown, until=now + LASTS
    )
    return link.pk


def send(link_id: int, written: str, now: datetime) -> None:
    """Send the way in, once, if requests were made under the address. `written`: the link's address on the
    site, with {token}."""
    link = SignInLink.objects.filter(pk=link_id, until__gt=now, secret_hash="").exclude(address="").first()
    if link is None:
        return
    address = Address(link.address)
    if _is_known(address) and not rates.wait(
        f"account:{link.address_key[:40]}", SENT_AN_HOUR, now, timedelta(hours=1)
    ):
        link.secret_hash = _sent(link, address, written, now)
    link.address = ""
    link.save(update_fields=["address", "secret_hash"])


def enter_by_link(token: str, now: datetime) -> str | None:
    """Use the link up; the token of the visit that begins. None for one that is wrong, used or over."""
    return _entered(Q(secret_hash=_link_hash(token)), now)


def enter_by_digits(link_id: int, digits: str, now: datetime) -> str | None:
    """The same for digits, where they were asked for. After five wrong ones they are worth nothing."""
    open_ = SignInLink.objects.filter(pk=link_id, used_at=None, wrong__lt=WRONG_DIGITS)
    if not open_.update(wrong=F("wrong") + 1):
        return None
    return _entered(Q(pk=link_id, secret_hash=_digits_hash(link_id, digits)), now)


def visit(token: str, now: datetime) -> Visit | None:
    """Whose browser this is; None when nobody is signed in, or was away too long."""
    row = AccountVisit.objects.filter(
        token_hash=_visit_hash(token), seen_at__gt=now - IDLE, begun_at__gt=now - LONGEST
    ).first()
    if row is None:
        return None
    if row.seen_at < now - timedelta(minutes=1):
        row.seen_at = now
        row.save(update_fields=["seen_at"])
    return Visit(row.address_key, row.shown)


def leave(token: str) -> None:
    AccountVisit.objects.filter(token_hash=_visit_hash(token)).delete()


def join(actor: Actor, visiting: Visit, now: datetime) -> bool:
    """The case of the applicant who was let in is put into the account, if he gave the account's address in
    it. Is it there now?"""
    case_id = policy.case_of_applicant(actor)
    if case_id is None:
        return False
    living = Applicant.objects.filter(case_id=case_id, erased_at=None)
    given = living.values_list("email", "phone").first() or ()
    if visiting.address_key not in {found.key for each in given if (found := Address.of(each))}:
        return AccountCase.objects.filter(case_id=case_id, address_key=visiting.address_key).exists()
    put_into(visiting, case_id, now)
    return True


def put_into(visiting: Visit, case_id: int, now: datetime) -> None:
    """For a case that is known to be the visitor's."""
    if not AccountCase.objects.filter(case_id=case_id, address_key=visiting.address_key).exists():
        applicant = policy.applicant_of(case_id)
        join_account(actor=applicant, now=now, case_id=case_id, address_key=visiting.address_key)


@verb("case.join_account")
def join_account(*, actor: Actor, now: datetime, case_id: int, address_key: str) -> int:
    """归入申请人的账户: from now on proof of the address lets him in to the case as number and code do."""
    case = Case.objects.get(pk=case_id)
    AccountCase.objects.get_or_create(case=case, address_key=address_key, defaults={"at": now})
    record(subject=("account", case_id), body=case.body_id, after={"joined": True})
    return case_id


def forget(now: datetime) -> None:
    """What is over; and the accounts' hold on cases whose personal data was erased."""
    SignInLink.objects.filter(until__lt=now).delete()
    AccountVisit.objects.filter(Q(seen_at__lt=now - IDLE) | Q(begun_at__lt=now - LONGEST)).delete()
    AccountCase.objects.filter(case__applicant__erased_at__isnull=False).delete()


def _is_known(address: Address) -> bool:
    living = Applicant.objects.filter(erased_at=None)
    if address.is_email:
        return living.filter(email__iexact=address.plain).exists()
    only = Func(F("phone"), Value(r"\D"), Value(""), Value("g"), function="regexp_replace")
    return living.annotate(only=only).filter(only__in=[address.plain, f"86{address.plain}"]).exists()


def _sent(link: SignInLink, address: Address, written: str, now: datetime) -> str:
    """Queue the letter or the text; the hash of the secret in it. Their words are forgotten once sent."""
    about = ("sign_in_link", link.pk)
    if address.is_email:
        token = secrets.token_urlsafe(32)
        text = _TEXT.format(link=written.format(token=token))
        post(to=address.plain, subject=_SUBJECT, text=text, about=about, now=now, is_secret=True)
        return _link_hash(token)
    digits = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    text_to(phone=address.plain, text=_SHORT.format(digits=digits), about=about, now=now, is_secret=True)
    return _digits_hash(link.pk, digits)


def _entered(which: Q, now: datetime) -> str | None:
    """Of two that use one link at once, one gets in."""
    found = SignInLink.objects.filter(which, used_at=None, until__gt=now).exclude(secret_hash="")
    link = found.first()
    if link is None or not found.filter(pk=link.pk).update(used_at=now):
        return None
    token = secrets.token_urlsafe(32)
    AccountVisit.objects.create(
        token_hash=_visit_hash(token), address_key=link.address_key, shown=link.shown, begun_at=now,
        seen_at=now,
    )  # fmt: skip
    return token


def _link_hash(token: str) -> str:
    return access_codes.keyed("account link", token)


def _digits_hash(link_id: int, digits: str) -> str:
    plain = "".join(each for each in normalize("NFKC", digits) if each.isdecimal())
    return access_codes.keyed("account digits", str(link_id), plain)


def _visit_hash(token: str) -> str:
    return access_codes.keyed("account visit", token)
