"""Accounts: made, found, locked after failures. Never part of the record."""

from __future__ import annotations

from datetime import datetime, timedelta

from guiju.store.models import Account

FAILURES = 5
LOCK = timedelta(minutes=15)


def make_account(username: str, password: str, official: str = "", kind: str = "official") -> Account:
    """A new account."""
    return Account.objects.create_user(username, password, official=official, kind=kind)


def named(username: str) -> Account | None:
    """The active account of that name."""
    return Account.objects.filter(username=username, is_active=True).first()


def is_locked(account: Account, now: datetime) -> bool:
    """Whether too many failures have locked it."""
    return account.locked_until is not None and account.locked_until > now


def note_failure(account: Account, now: datetime) -> None:
    """Count a failed sign-in; the fifth in a row locks the account for a quarter of an hour."""
    account.failures += 1
    if account.failures >= FAILURES:
        account.failures, account.locked_until = 0, now + LOCK
    account.save(update_fields=["failures", "locked_until"])


def note_success(account: Account) -> None:
    """Forget earlier failures."""
    if account.failures or account.locked_until:
        account.failures, account.locked_until = 0, None
        account.save(update_fields=["failures", "locked_until"])
