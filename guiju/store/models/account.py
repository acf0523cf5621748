"""Accounts: how an official (or one of the three administrators, 三员) signs in. Never part of the record."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> Account:
        """A new account with a hashed password."""
        account = self.model(username=username, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """One way to sign in. ``official`` is the person in the registry; an administrator has none."""

    class Kind(models.TextChoices):
        """Business accounts and the three disjoint administrators."""

        OFFICIAL = "official", "工作人员"
        SYSTEM = "system", "系统管理员"
        SECURITY = "security", "安全管理员"
        AUDIT = "audit", "审计管理员"

    username = models.CharField("登录名", max_length=60, unique=True)
    official = models.CharField("人员", max_length=60, blank=True, default="")
    kind = models.CharField("类别", max_length=10, choices=Kind.choices, default=Kind.OFFICIAL)
    is_active = models.BooleanField("启用", default=True)
    failures = models.PositiveSmallIntegerField("连续失败次数", default=0)
    locked_until = models.DateTimeField("锁定至", null=True, blank=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        db_table = "guiju_account"
