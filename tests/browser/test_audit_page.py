"""The annotated page in a real browser: by keyboard, filtered, on a small screen, in ink that can be read."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from guiju.papers.audit_html import audit_page
from tests.browser.test_flows import CONTRAST, SIDEWAYS, UNNAMED
from tests.papers.audited import NAMES, audited

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(page: Page) -> Page:
    page.set_content(audit_page(audited(), NAMES))
    return page


def test_j_and_k_walk_through_numbers_and_findings_and_enter_and_escape_lead_there_and_back(opened):
    opened.keyboard.press("j")
    expect(opened.locator("#m0")).to_be_focused()
    expect(opened.locator("#c0")).to_have_class(re.compile("is-on"))
    opened.keyboard.press("Enter")
    expect(opened.locator("#c0")).to_be_focused()
    opened.keyboard.press("Escape")
    expect(opened.locator("#m0")).to_be_focused()
    opened.keyboard.press("j")
    expect(opened.locator("#m1")).to_be_focused()
    opened.keyboard.press("ArrowUp")
    expect(opened.locator("#m0")).to_be_focused()


def test_what_is_filtered_out_is_not_stopped_at(opened):
    opened.get_by_role("button", name="与记录一致").click()
    expect(opened.locator("#c1")).to_be_hidden()
    opened.keyboard.press("j")
    opened.keyboard.press("j")
    expect(opened.locator("#m1")).not_to_be_focused()
    expect(opened.get_by_role("button", name="与记录一致")).to_have_attribute("aria-pressed", "false")


def test_a_click_on_a_number_brings_its_details_into_view(opened):
    opened.locator("#m4").click()
    expect(opened.locator("#c4")).to_be_in_viewport()
    opened.locator("#c4 .a-back").click()
    expect(opened.locator("#m4")).to_be_focused()


def test_on_a_small_screen_the_details_come_up_from_below_and_go_away(opened):
    opened.set_viewport_size({"width": 390, "height": 780})
    assert not opened.evaluate(SIDEWAYS)
    expect(opened.locator("#a-side")).to_be_hidden()
    opened.locator("#m0").click()
    expect(opened.locator("#c0")).to_be_in_viewport()
    expect(opened.locator("#c1")).to_be_hidden()
    opened.get_by_role("button", name="关闭").click()
    expect(opened.locator("#a-side")).to_be_hidden()


@pytest.mark.parametrize("width", [1366, 390])
def test_everything_can_be_read_and_has_a_name(opened, width):
    opened.set_viewport_size({"width": width, "height": 768})
    assert opened.evaluate(CONTRAST) == []
    assert opened.evaluate(UNNAMED) == []
    assert not opened.evaluate(SIDEWAYS)


def test_it_can_be_read_without_script(browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_content(audit_page(audited(), NAMES))
    expect(page.locator("#c0")).to_be_visible()
    expect(page.locator(".a-filters")).to_be_hidden()
    context.close()
