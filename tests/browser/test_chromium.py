"""The browser of the run draws Chinese."""

from __future__ import annotations

import pytest


@pytest.mark.browser
def test_a_page_is_drawn_in_chinese(page, shot):
    page.set_content(
        "<html lang=zh><body><h1>规矩</h1><button onclick=\"this.textContent='已办'\">办理</button>"
    )
    page.get_by_role("button", name="办理").click()
    page.screenshot(path=shot)
    assert page.get_by_role("button", name="已办").is_visible()
    assert shot.stat().st_size > 1000
