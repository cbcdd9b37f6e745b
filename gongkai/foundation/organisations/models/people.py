"""People and what they are appointed to."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.ledger.rows import project
from gongkai.foundation.organisations.models.bodies import Body
from gongkai.foundation.organisations.roles import Role


class PersonManager(BaseUserManager["Person"]):
    """Needed by Django's authentication."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(username=username)


@project(
    "person",
    body=None,
    private=frozenset({"username", "name", "email", "phone", "password", "last_login"}),
)
class Person(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]  # of Wagtail
    """A member of staff with an account. Personal data; the ledger names people by identifier only."""

    username = models.CharField(_("用户名"), max_length=60, unique=True)
    name = models.CharField(_("姓名"), max_length=60)
    email = models.EmailField(_("电子邮箱"), blank=True)
    phone = models.CharField(_("电话"), max_length=30, blank=True)
    is_active = models.BooleanField(default=True)
    is_sample = models.BooleanField(_("示例数据"), default=False)
    created = models.DateTimeField()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name", "created"]
    objects = PersonManager()

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name


@project("appointment", body="body_id")
class Appointment(models.Model):
    """A person's role in a body during [valid_from, valid_to)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(_("角色"), max_length=30, choices=Role)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="appointment_period",
            ),
            models.UniqueConstraint(
                fields=["person", "body", "role"],
                condition=Q(valid_to__isnull=True),
                name="appointment_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.body_id}"
