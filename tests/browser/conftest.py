"""A real Chromium, Debian's, driven by Playwright; tests are skipped with the reason where there is none."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import playwright
import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def driver_fault() -> str:
    """Why Playwright's own program does not run here, or ""."""
    program = Path(playwright.__file__).parent / "driver/node"
    done = subprocess.run([program, "--version"], capture_output=True, text=True)
    return done.stderr.strip().rpartition("\n")[2] if done.returncode else ""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the run."""
    program = next((found for found in map(shutil.which, NAMES) if found), None)
    if program is None:
        pytest.skip("本机没有 Chromium（Debian：apt-get install chromium），浏览器测试跳过")
    if fault := driver_fault():
        pytest.skip(f"Playwright 的驱动不能运行，浏览器测试跳过：{fault}")
    with sync_playwright() as driver, pytest.MonkeyPatch.context() as patch:
        # Playwright's loop runs in this thread; a test that also asks the database says so here once.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        try:
            chromium = driver.chromium.launch(executable_path=program, args=FLAGS)
        except Error as reason:
            pytest.skip(f"Chromium 未能启动：{reason.message.splitlines()[0]}")
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh window of an office screen, in Chinese; a request that leaves this machine fails."""
    context = browser.new_context(
        viewport={"width": 1366, "height": 768}, locale="zh-CN", timezone_id="Asia/Shanghai"
    )
    context.route(
        lambda url: "://127.0.0.1" not in url and "://localhost" not in url, lambda route: route.abort()
    )
    context.set_default_timeout(15_000)
    window = context.new_page()
    yield window
    context.close()


@pytest.fixture
def shot(page: Page, tmp_path: Path) -> Path:
    """Where a test may leave a picture of what it saw."""
    return tmp_path / "shot.png"
