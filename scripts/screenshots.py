"""Takes the pictures that the README and the documentation show, from the demonstration, in Debian's Chromium.

Run by ``make screenshots``. Builds the demonstration in a folder of its own unless ``--home`` names one.
"""

from __future__ import annotations

import argparse
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs/images"
GUIJU = ROOT / ".venv/bin/guiju"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "demo-guiju-2023"
LEADER, HANDLER = "leader", "handler"
PAGES = {
    "report.png": "reports/annual/2023/",
    "figure.png": "figures/reconsideration_cases_concluded/?period=2023",
    "procedure.png": "catalogue/penalty/",
    "record.png": "record/",
}
# One page leads to the next, as on a working day: the picture, and the link to go on by.
WALK = {
    "duties.png": 'main a[href^="/matters/reconsideration"]:not([href*="/act/"])',
    "matter.png": 'a[href*="/limits/"]',
    "limit.png": 'nav.crumbs a[href^="/matters/reconsideration"]',
    "": 'main .act-head a[href^="/record/"]',
    "entry.png": "",
}
LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
HEADING = re.compile(r"^#+ |^> .*\n", re.MULTILINE)
CHANGED = (
    ("案件103件", "案件113件"),
    ("专项监督4次", "专项监督6次"),
    ("党内规范性文件60件", "党内规范性文件*件"),
)
FORM = "procedures/reconsideration/open/receive/"


def main() -> int:
    """Writes every picture; returns 0, or 1 where there is no browser."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, help="a home with the demonstration; left out: built anew")
    asked = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.stderr.write("没有 Chromium，截图未更新（apt-get install chromium）\n")
        return 1
    with demonstration(asked.home) as home, served(home) as address:
        take(chromium, address, altered_report(home))
    return 0


def altered_report(home: Path) -> Path:
    """The demonstration's own report as plain text, three of its numbers changed."""
    path = home / "reports" / "audited.txt"
    subprocess.run(
        [GUIJU, "report", "annual", "--period", "2023", "--home", home, "--out", path.with_suffix(".md")]
    )
    text = LINK.sub(r"\1", path.with_suffix(".md").read_text(encoding="utf-8"))
    for right, wrong in CHANGED:
        text = text.replace(right, wrong)
    path.write_text(HEADING.sub("", text.partition("## 附件")[0]), encoding="utf-8")
    return path


@contextmanager
def demonstration(home: Path | None) -> Iterator[Path]:
    """A home that holds the demonstration."""
    if home is not None:
        yield home
        return
    with tempfile.TemporaryDirectory(prefix="guiju-shots-") as folder:
        subprocess.run([GUIJU, "demo", "build", "--home", folder], check=True)
        yield Path(folder)


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The address of the web face over this home."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    server = subprocess.Popen([GUIJU, "serve", "--home", home, "--port", str(port)])
    try:
        wait_for(address + "login/")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_for(url: str, seconds: int = 60) -> None:
    """Returns once the page answers; raises TimeoutError."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urlopen(url, timeout=10):
                return
        except (URLError, OSError):
            time.sleep(0.5)
    raise TimeoutError(url)


def take(chromium: str, address: str, report: Path) -> None:
    """Signs in and photographs every page."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for user, photograph in (
            (LEADER, by_address),
            (HANDLER, by_walk),
            (LEADER, partial(by_audit, report)),
        ):
            page = browser.new_page(viewport={"width": 1366, "height": 900}, locale="zh-CN")
            sign_in(page, address, user)
            photograph(page=page, address=address)
            page.context.close()
        browser.close()


def by_address(page: Page, address: str) -> None:
    """The pages that have an address of their own."""
    for name, path in PAGES.items():
        page.goto(address + path, wait_until="networkidle")
        keep(page, name)


def by_walk(page: Page, address: str) -> None:
    """The pages of one matter, reached by links from the duty list; then a form."""
    page.goto(address, wait_until="networkidle")
    for name, link in WALK.items():
        if name:
            keep(page, name)
        if link:
            page.locator(link).first.click()
            page.wait_for_load_state("networkidle")
    page.goto(address + FORM, wait_until="networkidle")
    keep(page, "form.png")


def by_audit(report: Path, page: Page, address: str) -> None:
    """A report brought in and read beside its verdicts."""
    page.goto(address + "audit/", wait_until="networkidle")
    page.set_input_files("input[type=file]", report)
    page.get_by_role("button", name="送审").click()
    page.wait_for_load_state("networkidle")
    keep(page, "audit.png")


def keep(page: Page, name: str) -> None:
    """The picture of what is on the screen."""
    page.screenshot(path=IMAGES / name)
    sys.stderr.write(f"docs/images/{name}\n")


def sign_in(page: Page, address: str, user: str) -> None:
    """As one of the demonstration's people."""
    page.goto(address + "login/")
    page.fill("input[name=username]", user)
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_load_state("networkidle")


if __name__ == "__main__":
    sys.exit(main())
