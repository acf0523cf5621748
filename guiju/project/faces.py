"""What the command line is handed."""

from __future__ import annotations

import os
import sys

from guiju.cli.context import Faces
from guiju.project.wiring import clear, house, make_home


def serve(host: str, port: int) -> int:
    """Serve the web face until stopped (gunicorn, one thread a worker)."""
    command = ["gunicorn", "guiju.project.wsgi:application", "--bind", f"{host}:{port}", "--workers", "2"]
    sys.stderr.write(f"规矩 http://{host}:{port}/  （Ctrl+C 停止）\n")
    os.execv(sys.executable, [sys.executable, "-m", *command, "--access-logfile", "/dev/null"])  # noqa: S606  our own interpreter, no shell


def faces() -> Faces:
    """The faces of this process."""
    return Faces(house=house, make_home=make_home, clear_demonstration=clear, serve=serve)
