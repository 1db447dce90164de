"""Members of the clinic's staff, and what their roles let them do."""

import secrets
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class Role(models.TextChoices):
    """Each may do what those before it may."""

    VIEWER = "viewer", "Viewer"
    REVIEWER = "reviewer", "Reviewer"
    CLINICAL_LEAD = "clinical_lead", "Clinical lead"
    ADMINISTRATOR = "administrator", "Administrator"

    def includes(self, other: "Role") -> bool:
        """Say whether this role may do what `other` may."""
        order = list(Role)
        return order.index(self) >= order.index(other)


def make_password() -> str:
    """Return a password that nobody has to think of."""
    return secrets.token_urlsafe(15)


class Members(BaseUserManager["Member"]):
    """Finds members by their e-mail address, in any case."""

    def get_by_natural_key(self, username: str | None) -> "Member":
        """Return the member who signs in with this address. Raises Member.DoesNotExist."""
        return self.get(email=self.normalize_address(username or ""))

    def enrol(self, email: str, name: str, role: Role, password: str | None) -> "Member":
        """Return a new member. Raises IntegrityError where the address is taken."""
        member = self.model(email=self.normalize_address(email), name=name, role=role)
        member.set_password(password)
        member.save(force_insert=True)
        return member

    def working(self) -> "models.QuerySet[Member]":
        """Return those whose account is open, by name."""
        return self.filter(is_active=True).order_by("name")

    @staticmethod
    def normalize_address(email: str) -> str:
        """Return the form in which an address is kept."""
        return email.strip().lower()


class Member(AbstractBaseUser):
    """Somebody who signs in to the console, with an e-mail address and a second factor."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=80)
    role = models.CharField(max_length=20, choices=Role)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Members] = Members()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role"]

    def __str__(self) -> str:
        return self.name

    def get_username(self) -> str:
        """Return the address that the member signs in with."""
        return self.email

    def clean(self) -> None:
        """Bring the address into the form in which it is kept."""
        self.email = Members.normalize_address(self.email)

    def has_role(self, role: Role) -> bool:
        """Say whether the member may do what `role` may."""
        return Role(self.role).includes(role)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep."""
        self.clean()
        super().save(*args, **kwargs)
