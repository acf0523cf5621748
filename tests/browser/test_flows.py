"""A working day in a real browser: sign in, act, see the list change, open the report down to a proof."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from guiju.usecases.record_act import Command, record_act
from tests.usecases.small_town import TRADE
from tests.web.conftest import PASSWORD, TODAY, Town, build

pytestmark = pytest.mark.browser


@pytest.fixture
def town(transactional_db, tmp_path, monkeypatch) -> Town:
    """The town behind the live server."""
    told = build(tmp_path)
    monkeypatch.setattr("guiju.project.middleware.house", lambda: told.house)
    return told


def sign_in(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/login/")
    page.get_by_label("登录名").fill(name)
    page.get_by_label("口令").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", name="我的待办")).to_be_visible()


def file_case(page: Page) -> None:
    page.get_by_label(re.compile("^案号")).fill("试市监罚〔2023〕1号")
    page.get_by_role("group", name=re.compile("^处罚权来源")).get_by_label("法定职权").check()
    page.get_by_role("group", name=re.compile("^管辖")).get_by_label("违法行为发生地在本地").check()
    page.get_by_role("group", name=re.compile("^追责时效审查")).get_by_label("二年内发现").check()
    page.get_by_role("button", name="登记").click()


def test_an_act_changes_the_duty_list(page, live_server, town):
    sign_in(page, live_server.url, "trade_head")
    duties = page.get_by_role("region", name="待办列表")
    expect(duties.get_by_role("link", name="立案", exact=True)).to_be_visible()
    duties.get_by_role("link", name="立案", exact=True).click()
    file_case(page)
    expect(page.get_by_role("status")).to_contain_text("已登记“立案”")
    page.get_by_role("link", name="待办", exact=True).click()
    expect(page.get_by_role("heading", name="我的待办")).to_be_visible()
    expect(page.get_by_role("link", name="立案", exact=True)).to_have_count(0)


def test_a_number_of_the_report_leads_to_its_matter_and_to_the_proof_of_an_act(
    page, live_server, town, tmp_path
):
    sign_in(page, live_server.url, "trade_head")
    page.goto(f"{live_server.url}/reports/annual/2023/")
    figure = page.locator('a.figure[data-figure^="enforcement_cert_verified@"]').first
    figure.click()
    expect(page.locator(".big")).to_contain_text("1")
    page.get_by_role("region", name="计入的记录").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name=re.compile("办理经过"))).to_be_visible()
    page.get_by_role("link", name=re.compile("^记录第")).first.click()
    expect(page.get_by_text("证明成立")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载证明文件").click()
    proof = tmp_path / "proof.json"
    download.value.save_as(proof)
    assert '"guiju-proof 1"' in proof.read_text(encoding="utf-8")


def test_whoever_comes_second_is_told_and_keeps_what_was_typed(page, live_server, town):
    sign_in(page, live_server.url, "trade_head")
    page.goto(f"{live_server.url}/matters/{town.lead}/act/file_case/")
    record_act(
        town.house, Command("penalty", "extend_check", "p6", TRADE, TODAY, {"reason_text": "疑难"}, town.lead)
    )
    file_case(page)
    expect(page.get_by_role("alert").first).to_contain_text("延长核查期限")
    expect(page.get_by_label(re.compile("^案号"))).to_have_value("试市监罚〔2023〕1号")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_role("status")).to_contain_text("已登记“立案”")


def test_a_page_can_be_used_by_keyboard_alone(page, live_server, town):
    sign_in(page, live_server.url, "trade_head")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_have_count(1)


def test_a_form_works_without_javascript(browser, live_server, town):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server.url, "trade_head")
    page.goto(f"{live_server.url}/matters/{town.lead}/act/file_case/")
    file_case(page)
    expect(page.get_by_role("status")).to_contain_text("已登记“立案”")
    context.close()


def test_a_report_is_brought_in_read_and_a_number_mapped_anew(page, live_server, town, tmp_path):
    report = tmp_path / "年度报告.txt"
    report.write_text(
        "试验镇区司法局\n关于2022年法治政府建设情况的报告\n一、主要举措和成效\n（一）全年收到行政复议申请12件，审结*件。\n",
        encoding="utf-8",
    )
    page.goto(f"{live_server.url}/login/")
    page.get_by_label("登录名").fill("justice")
    page.get_by_label("口令").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("link", name="审校", exact=True).click()
    page.get_by_label("文件").set_input_files(report)
    page.get_by_role("button", name="送审").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("法治政府建设情况的报告")
    page.keyboard.press("j")
    number = page.locator(".a-num").first
    number.click()
    card = page.locator("#c0")
    expect(card).to_contain_text("行政复议申请收件数")
    card.get_by_text("审校意见").click()
    card.locator("select[name=decision]").select_option("改认指标")
    card.get_by_label("改认为").fill("reconsideration_cases_concluded")
    card.get_by_label("理由").fill("指审结的件数")
    card.get_by_role("button", name="登记").click()
    expect(page.get_by_text("审校意见已登记")).to_be_visible()
    expect(page.locator("#c0")).to_contain_text("reconsideration_cases_concluded")


CONTRAST = """() => {
  const luminance = ([r, g, b]) => { const f = c => (c /= 255) <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4;
    return .2126 * f(r) + .7152 * f(g) + .0722 * f(b); };
  const numbers = text => text.match(/[\\d.]+/g).map(Number);
  const ground = node => { for (; node; node = node.parentElement) {
    const colour = numbers(getComputedStyle(node).backgroundColor);
    if (colour.length < 4 || colour[3] > .99) return colour; } return [255, 255, 255]; };
  const low = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || node.closest('svg, option, script') || !node.getClientRects().length) continue;
    const a = luminance(numbers(getComputedStyle(node).color)), b = luminance(ground(node));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) low.push(`${ratio.toFixed(2)} ${node.className} ${walk.currentNode.data.trim().slice(0, 20)}`);
  }
  return low;
}"""
UNNAMED = """() => [...document.querySelectorAll('input:not([type=hidden]), select, textarea, button, a')]
  .filter(e => e.getClientRects().length && !(e.labels && e.labels.length) && !e.getAttribute('aria-label')
    && !e.textContent.trim()).map(e => e.outerHTML.slice(0, 80))"""
SIDEWAYS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


PAGES = (
    "/", "/matters/", "/matters/{lead}/", "/matters/{lead}/act/file_case/", "/open/", "/catalogue/",
    "/matters/{lead}/limits/check_lead_market/", "/catalogue/penalty/", "/reports/", "/reports/annual/2023/",
    "/figures/", "/figures/enforcement_cert_verified/", "/record/", "/record/{entry}/", "/audit/",
    "/audit/{report}/", "/no/such/page/",
)  # fmt: skip


def test_every_page_can_be_read_and_everything_on_it_has_a_name(page, live_server, town):
    sign_in(page, live_server.url, "trade_head")
    faults = {}
    for path in PAGES:
        page.goto(live_server.url + path.format(lead=town.lead, entry=town.lead_entry, report=town.report))
        found = [
            *page.evaluate(CONTRAST),
            *page.evaluate(UNNAMED),
            *(["sideways"] if page.evaluate(SIDEWAYS) else []),
        ]
        if found:
            faults[path] = found
    assert faults == {}
