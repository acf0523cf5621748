"""The annotated page: the text as printed, each number with its verdict, each finding with its way there."""

from __future__ import annotations

import base64
import hashlib
import re

from lxml import html

from guiju.papers.audit_html import audit_fragment, audit_page
from guiju.papers.read import read_document
from tests.papers.audited import LINES, NAMES, TABLE, audited


def page():
    return html.fromstring(audit_page(audited(), NAMES))


def words(element):
    for unseen in element.xpath(
        './/*[contains(@class, "a-unseen") or contains(@class, "a-flags") or contains(@class, "a-where")]'
    ):
        unseen.drop_tree()
    return element.text_content()


def test_the_text_stands_as_printed():
    sheet = page().get_element_by_id("a-text")
    cells = [words(cell) for cell in sheet.iter("td")]
    shown = words(sheet)
    assert all(line in shown for line in LINES)
    assert cells == [cell for row in TABLE for cell in row]


def test_every_number_is_a_link_to_its_details_and_says_its_verdict():
    tree = page()
    numbers = tree.xpath('//a[contains(@class, "a-num")]')
    assert [number.get("data-kind") for number in numbers] == [
        "differs", "agrees", "unrecorded", "masked", "uncheckable", "agrees",
    ]  # fmt: skip
    for number in numbers:
        card = tree.get_element_by_id(number.get("href")[1:])
        assert card.xpath('.//a[@class="a-back"]')[0].get("href") == f"#{number.get('id')}"
        assert number.xpath('.//*[@class="a-unseen"]')


def test_details_tell_what_the_record_says_and_where():
    card = page().get_element_by_id("c0")
    told = card.text_content()
    for said in (
        "与记录不符",
        "记录为103件，报告多3件",
        "行政处罚案件办结数",
        "S70 行政处罚",
        "2023",
        "等9件",
        "95%",
    ):
        assert said in told
    assert card.xpath('.//a[@href="/matters/penalty-990101-2023-00000/"]')


def test_findings_stand_in_the_margin_where_they_begin_and_those_of_the_whole_apart():
    tree = page()
    flags = tree.xpath('//a[contains(@class, "a-flag")]')
    assert sorted(flag.get("href") for flag in flags) == ["#f0", "#f1", "#f2"]
    assert "没有写下一年的安排" in tree.xpath('//section[@class="a-whole"]')[0].text_content()
    assert "《党政机关公文处理工作条例》" in tree.get_element_by_id("f0").text_content()


def test_a_finding_that_cuts_through_a_number_cuts_its_link_once():
    tree = page()
    assert tree.get_element_by_id("m3").text_content().startswith("**")
    assert len(tree.xpath('//*[@id="m3"]')) == 1


def test_every_id_is_there_once_and_every_link_leads_somewhere():
    tree = page()
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in tree.xpath("//@href") if href.startswith("#")} <= set(ids)


def test_the_chart_has_its_table():
    tree = page()
    rows = [
        [cell.text_content().strip() for cell in row] for row in tree.xpath('//table[@class="a-table"]//tr')
    ]
    assert ["≠ 与记录不符", "1", "17%"] in rows
    assert "与记录不符1个" in tree.xpath("//svg/@aria-label")[0]


def test_the_page_is_closed_to_the_network_and_runs_only_its_own_script():
    source = audit_page(audited(), NAMES)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', source)[1]
    for tag in ("style", "script"):
        inner = re.search(f"<{tag}>(.*?)</{tag}>", source, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert not re.search(r"<(?:link|img|iframe)|url\(|@import| style=| on\w+=", source)


def test_what_the_text_and_messages_hold_is_never_markup():
    audit = audited("r.txt", "\n".join(LINES).encode() + "\n项目\n信息公开申请\n33件<script>".encode())
    tree = html.fromstring(audit_page(audit, NAMES))
    assert len(tree.xpath("//script")) == 1
    assert "33件<script>" in words(tree.get_element_by_id("a-text"))
    assert "办结率与件数不符<b>" in tree.get_element_by_id("f2").text_content()


def test_the_fragment_has_no_style_no_script_and_what_a_face_adds():
    fragment = audit_fragment(audited(), NAMES, lambda item, index: f'<form data-at="{index}"></form>')
    assert not re.search(r"<style|<script|<h1| style=", fragment)
    assert fragment.count("<form") == 10


def test_a_text_without_numbers_is_a_page_too():
    audit = audited()
    bare = type(audit)(type(audit.reading)(audit.reading.text, audit.reading.document, (), ()), ())
    assert "没有发现其他问题" in audit_page(bare)


def test_the_page_can_itself_be_read_as_a_document():
    assert (
        "全年办结行政处罚案件106件" in read_document("a.html", audit_page(audited(), NAMES).encode()).content
    )
