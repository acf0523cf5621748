"""A PostgreSQL server in a temporary folder, for one run of the tests, on a loopback port."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

OWNER = "guiju"
TRIES = 3


class Unavailable(Exception):
    """Why no server can be had here."""


def find_programs() -> Path:
    """The folder that holds ``initdb`` and ``pg_ctl``; the newest where there are several."""
    said = []
    if shutil.which("pg_config"):
        said = [subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True).stdout.strip()]
    debian = sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin")), key=_major, reverse=True)
    on_path = [str(Path(found).resolve().parent) for found in [shutil.which("initdb")] if found]
    for folder in [*debian, *said, *on_path]:
        if all((Path(folder) / program).exists() for program in ("initdb", "pg_ctl", "postgres")):
            return Path(folder)
    raise Unavailable("本机没有 initdb、pg_ctl（Debian：apt-get install postgresql）")


def _major(folder: str) -> int:
    number = Path(folder).parent.name
    return int(number) if number.isdigit() else 0


def _unprivileged() -> pwd.struct_passwd | None:
    """Whom to run as: the server refuses root. None: as we are."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Unavailable("PostgreSQL 不能由 root 运行，本机又没有 postgres 或 nobody 用户")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class PostgresServer:
    """A running server; ``stop`` ends it and removes its folder."""

    programs: Path
    folder: Path
    user: pwd.struct_passwd | None
    port: int = 0
    _serial: count[int] = field(default_factory=lambda: count(1))

    @classmethod
    def start(cls) -> PostgresServer:
        """A server of our own. Raises: Unavailable with the reason."""
        programs, user = find_programs(), _unprivileged()
        folder = Path(tempfile.mkdtemp(prefix="guiju-pg-"))
        if user:
            os.chown(folder, user.pw_uid, user.pw_gid)
        server = cls(programs, folder, user)
        try:
            server._init()
            server._launch()
        except Unavailable:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return server

    def url(self, database: str = "postgres") -> str:
        """A URL as ``GUIJU_DATABASE_URL`` takes it."""
        return f"postgresql://{OWNER}@127.0.0.1:{self.port}/{database}"

    def create_database(self) -> str:
        """The name of a new empty database."""
        name = f"t{os.getpid()}_{next(self._serial)}"
        self._checked("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", OWNER, name)
        return name

    def drop_database(self, name: str) -> None:
        """Removes a database, whoever is still connected."""
        self._run("dropdb", "--force", "-h", "127.0.0.1", "-p", str(self.port), "-U", OWNER, name)

    def stop(self) -> None:
        """Ends the server and removes what it wrote."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _init(self) -> None:
        self._checked(
            "initdb", "-D", str(self.folder / "data"), "-U", OWNER, "-A", "trust", "-E", "UTF8",
            "--no-locale", "--no-sync",
        )  # fmt: skip

    def _launch(self) -> None:
        for left in reversed(range(TRIES)):
            self.port = _free_port()
            options = (
                f"-p {self.port} -c listen_addresses=127.0.0.1 "
                f"-c unix_socket_directories={self.folder} -c fsync=off -c full_page_writes=off"
            )
            data, log = str(self.folder / "data"), self.folder / "log"
            done = self._run("pg_ctl", "-D", data, "-l", str(log), "-o", options, "-w", "-t", "60", "start")
            if done.returncode == 0:
                return
            if not left:
                said = log.read_text(errors="replace")[-500:] if log.exists() else done.stderr
                raise Unavailable(f"服务器未能启动：{said.strip()}")

    def _checked(self, program: str, *arguments: str) -> None:
        done = self._run(program, *arguments)
        if done.returncode:
            raise Unavailable(f"{program} 失败：{done.stderr.strip()[-500:]}")

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        who = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.user else {}
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
        with tempfile.TemporaryFile("w+") as said:
            # pg_ctl's server keeps what it is given open, so a pipe would never end.
            done = subprocess.run(
                [str(self.programs / program), *arguments], cwd=self.folder, env=environment | {"LC_ALL": "C.UTF-8"},
                stdin=subprocess.DEVNULL, stdout=said, stderr=said, text=True, timeout=180, **who,
            )  # fmt: skip
            said.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, "", said.read())
