"""The program's settings, over a home of the run's own."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

if "GUIJU_HOME" not in os.environ or not os.environ["GUIJU_HOME"].startswith(tempfile.gettempdir()):
    _HOME = tempfile.mkdtemp(prefix="guiju-test-home-")
    os.environ["GUIJU_HOME"] = _HOME
    atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
os.environ.pop("GUIJU_DATABASE_URL", None)
os.environ.setdefault("GUIJU_ALLOWED_HOSTS", "127.0.0.1,localhost,testserver")

from guiju.project.settings import *  # noqa: F403  the home must be settled first
