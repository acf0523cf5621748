"""``python -m bench [ledger] [indicators] [--quick]``: run the named benchmarks, or all of them."""

from __future__ import annotations

import argparse
import platform
import sqlite3
import ssl
import subprocess
import sys
from importlib import import_module
from os import cpu_count

NAMES = ("ledger", "whole_path", "indicators", "audit")


def main() -> None:
    """Run what was asked for; each module named here has ``run(quick)`` and gets a process of its own."""
    parser = argparse.ArgumentParser(prog="bench", description="性能对照：与同类和下限在同一次运行中交错测量")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{'、'.join(NAMES)}；不写则全部")
    parser.add_argument("--quick", action="store_true", help="只到一万条，轮次少")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(NAMES):
        parser.error(f"没有这一项：{'、'.join(sorted(unknown))}；可选：{'、'.join(NAMES)}")
    names = asked.names or NAMES
    if len(names) > 1:
        quick = ["--quick"] if asked.quick else []
        ends = [subprocess.run([sys.executable, "-m", "bench", name, *quick]).returncode for name in names]
        sys.exit(max(ends))
    print(
        f"{platform.machine()}, {cpu_count()} cpus, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, {ssl.OPENSSL_VERSION}\n"
    )
    import_module(f"bench.{names[0]}").run(asked.quick)


if __name__ == "__main__":
    main()
