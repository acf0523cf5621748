"""One frozen configuration: a TOML file in the home, overridden by the environment. Nothing else reads either."""

from __future__ import annotations

import os
import secrets
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guiju.errors import InputFault

LOCAL = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that differs between two installations.

    ``home``: folder of the database, attachments, fact tables and keys. ``database_url``:
    ``postgresql://…`` or "" for the embedded SQLite in the home. ``log``: the name of this area's
    log. ``demonstration``: the home holds invented data and every page says so.
    """

    home: Path
    database_url: str = ""
    secret_key: str = ""
    allowed_hosts: tuple[str, ...] = LOCAL
    trusted_origins: tuple[str, ...] = ()
    secure_cookies: bool = False
    debug: bool = False
    catalogue: Path | None = None
    checkpoint_key: str = ""
    idle_minutes: int = 15


def load(home: Path | None = None) -> Config:
    """The configuration of a home; raises InputFault for a broken file."""
    root = (home or Path(os.environ.get("GUIJU_HOME") or "var")).expanduser().resolve()
    told = _file(root / "guiju.toml")
    env = os.environ
    hosts = env.get("GUIJU_ALLOWED_HOSTS") or ",".join(told.get("allowed_hosts", LOCAL))
    origins = env.get("GUIJU_TRUSTED_ORIGINS") or ",".join(told.get("trusted_origins", ()))
    catalogue = env.get("GUIJU_CATALOGUE") or told.get("catalogue")
    return Config(
        home=root,
        database_url=env.get("GUIJU_DATABASE_URL", str(told.get("database_url", ""))),
        secret_key=env.get("GUIJU_SECRET_KEY", "") or _kept_secret(root / "keys" / "session.key"),
        allowed_hosts=tuple(filter(None, hosts.split(","))),
        trusted_origins=tuple(filter(None, origins.split(","))),
        secure_cookies=bool(told.get("secure_cookies", False)) or env.get("GUIJU_SECURE_COOKIES") == "1",
        debug=env.get("GUIJU_DEBUG") == "1",
        catalogue=Path(catalogue) if catalogue else None,
        checkpoint_key=env.get("GUIJU_CHECKPOINT_KEY", ""),
        idle_minutes=int(told.get("idle_minutes", 15)),
    )


def _file(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise InputFault(f"配置文件 {path.name} 写法有误：{fault}") from fault


def _kept_secret(path: Path) -> str:
    """A secret made once and kept readable by its owner alone; "" before the home exists."""
    if path.exists():
        return path.read_text(encoding="ascii").strip()
    if not path.parent.exists():
        return secrets.token_urlsafe(48)
    secret = secrets.token_urlsafe(48)
    path.touch(mode=0o600)
    path.write_text(secret, encoding="ascii")
    return secret
