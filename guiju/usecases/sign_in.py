"""Sign in: the account of a name and a password, locked after five failures in a row."""

from __future__ import annotations

from guiju.errors import Denied
from guiju.store.accounts import is_locked, named, note_failure, note_success
from guiju.store.models import Account
from guiju.store.transaction import atomic
from guiju.usecases.house import House

REFUSAL = "登录名或口令不对，或者账号暂时不能登录；连续 5 次不对，账号锁定 15 分钟"
"""One sentence for every reason, so that nobody learns from it which names exist."""


def sign_in(house: House, username: str, password: str) -> Account:
    """The account; raises Denied with one and the same sentence for an unknown name, a wrong password and a lock."""
    account = named(username)
    if account is None:
        Account().set_password(password)  # as slow as a known name
        raise Denied(REFUSAL)
    is_right = account.check_password(password)
    with atomic():
        fresh = named(username)
        if fresh is None:
            raise Denied(REFUSAL)
        locked = is_locked(fresh, house.clock())
        if is_right and not locked:
            note_success(fresh)
        elif not locked:
            note_failure(fresh, house.clock())
    if locked or not is_right:
        raise Denied(REFUSAL)
    return fresh
