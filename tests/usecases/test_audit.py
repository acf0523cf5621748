"""A report against the record of a small town: what agrees, what differs, what a reviewer decided."""

from __future__ import annotations

from datetime import date

import pytest

from guiju.errors import Denied, InputFault, NotFound, Refused
from guiju.kernel.audit.text import plain_text
from guiju.usecases.asking import asking
from guiju.usecases.audit_text import Asked, audit_alone, audit_text
from guiju.usecases.bring_in_report import bring_in_report, open_report, reports_brought_in
from guiju.usecases.registry import registry
from guiju.usecases.review_audit import Review, decisions, record_review
from tests.usecases.small_town import GOV, JUSTICE, TRADE, at, do

TITLE = "试验镇区人民政府\n关于2023年法治政府建设情况的报告\n一、主要举措和成效\n"
SAID = "（一）化解行政争议。全年收到行政复议申请{}件。\n"
DAY = date(2024, 1, 10)
APPLIED = {
    "applicant": "甲",
    "respondent": TRADE,
    "request": "撤销处罚决定",
    "request_kind": "行政处罚",
    "channel": "当面",
}


@pytest.fixture
def year(town):
    """Three applications in 2023, the last in December; one the year before."""
    for day in (date(2022, 5, 9), date(2023, 3, 6), date(2023, 6, 5), date(2023, 12, 4)):
        do(town, "reconsideration", "receive", "p1", JUSTICE, day, **fields_of(town, day))
    at(town, DAY)
    return town


def fields_of(house, day):
    """What the step asks for, and no more."""
    step = house.catalogue.procedures.at("reconsideration", day).step_of["receive"]
    return {
        field.id: APPLIED.get(
            field.id, field.options[0] if field.options else True if field.type == "bool" else day
        )
        for field in step.fields
        if field.required and not field.when
    }


def audited(house, number, **asked):
    return audit_text(house, plain_text("报告.txt", TITLE + SAID.format(number)), Asked(**asked))


def only(audit):
    (claim,) = audit.reading.claims
    return claim


def who(house, official):
    return asking(registry(house), official, DAY)


def test_a_number_that_the_record_bears_out_agrees_and_opens_onto_its_matters(year):
    claim = only(audited(year, 3))
    assert (claim.indicator, claim.verdict) == ("reconsideration_applications_received", "agrees")
    assert len(claim.records) == 3


def test_a_number_that_differs_tells_the_recorded_one_and_the_matters_left_out(year):
    claim = only(audited(year, 2))
    assert (claim.verdict, claim.recorded) == ("differs", 3)
    assert "截至11月" in claim.remark
    assert "reconsideration-990901.sfj-2023-00003" in claim.remark


def test_last_years_number_is_recognised_before_anything_else(year):
    assert "沿用了上年的数" in only(audited(year, 1)).remark


def test_the_same_text_without_a_record_is_known_and_not_judged(year):
    text = plain_text("报告.txt", TITLE + SAID.format(3))
    assert only(audit_alone(year.catalogue, text, Asked())).verdict == "unrecorded"


def test_another_body_or_year_can_be_asked_for(year):
    assert only(audited(year, 1, period="2022")).verdict == "agrees"
    assert only(audited(year, 3, body=JUSTICE)).verdict == "agrees"
    assert only(audited(year, 3, body=TRADE)).recorded in (None, 0)
    with pytest.raises(NotFound):
        audited(year, 3, body="990902")
    with pytest.raises(InputFault):
        audited(year, 3, period="去年")


def test_a_year_before_the_record_began_is_not_held_against_the_report(year):
    assert only(audited(year, 30, period="2012")).verdict == "unrecorded"


def test_a_report_of_a_stranger_says_with_whose_record_it_was_compared(year):
    text = plain_text("报告.txt", TITLE.replace("试验镇区", "别处县") + SAID.format(3))
    found = {finding.rule for finding in audit_text(year, text, Asked()).findings}
    assert "record.body" in found


def test_a_number_mapped_anew_stays_so_in_next_years_report(year):
    audit = audited(year, 3)
    claim = only(audit)
    review = Review(
        "改认指标",
        claim.quantity.start,
        claim.quantity.end,
        indicator="reconsideration_cases_concluded",
        reason="指审结的件数",
    )
    record_review(year, audit.reading, "0" * 64, review, "p1", JUSTICE, DAY)
    again = only(audited(year, 57))
    assert again.indicator == "reconsideration_cases_concluded"
    assert again.verdict == "differs"


def test_a_finding_that_was_not_upheld_becomes_a_note_with_its_reason(year):
    said = "我区多次召开专题会议，全年共收到行政复议申请*件。\n"
    audit = audit_text(year, plain_text("r.txt", TITLE + said), Asked())
    masked = next(finding for finding in audit.findings if finding.rule == "number.masked")
    review = Review("不采纳", masked.start, masked.end, rule=masked.rule, reason="公开稿依规定隐去")
    record_review(year, audit.reading, "0" * 64, review, "p1", JUSTICE, DAY)
    later = audit_text(year, plain_text("r.txt", TITLE + said), Asked())
    settled = next(finding for finding in later.findings if finding.rule == "number.masked")
    assert settled.level == "note"
    assert "公开稿依规定隐去" in settled.message
    assert len(decisions(year)) == 1


def test_a_decision_needs_a_reason_a_known_indicator_and_the_right_person(year):
    audit = audited(year, 3)
    span = (only(audit).quantity.start, only(audit).quantity.end)
    with pytest.raises(Refused, match="理由"):
        record_review(year, audit.reading, "0" * 64, Review("不采纳", *span), "p1", JUSTICE, DAY)
    remap = Review("改认指标", *span, indicator="nope", reason="x")
    with pytest.raises(InputFault, match="没有指标"):
        record_review(year, audit.reading, "0" * 64, remap, "p1", JUSTICE, DAY)
    with pytest.raises(InputFault, match="没有“也许”"):
        record_review(year, audit.reading, "0" * 64, Review("也许", *span), "p1", JUSTICE, DAY)
    with pytest.raises(Refused, match="角色"):
        record_review(year, audit.reading, "0" * 64, Review("认可", *span), "p4", TRADE, DAY)
    with pytest.raises(Denied):
        record_review(year, audit.reading, "0" * 64, Review("认可", *span), "", JUSTICE, DAY)


def test_a_report_brought_in_is_kept_and_opened_with_a_fresh_audit(year):
    data = (TITLE + SAID.format(3)).encode()
    number = bring_in_report(year, who(year, "p1"), "..\\目录/报告.txt", data, JUSTICE)
    (line,) = reports_brought_in(year, who(year, "p1"))
    assert (line.number, line.name, line.body) == (number, "报告.txt", JUSTICE)
    opened = open_report(year, who(year, "p1"), number)
    assert opened.original == data
    assert only(opened.audit).verdict == "agrees"
    fourth = date(2023, 12, 5)
    do(year, "reconsideration", "receive", "p1", JUSTICE, DAY, **fields_of(year, fourth))
    assert only(open_report(year, who(year, "p1"), number).audit).verdict == "agrees"


def test_a_report_cannot_be_seen_from_another_body(year):
    number = bring_in_report(year, who(year, "p1"), "r.txt", (TITLE + SAID.format(3)).encode(), JUSTICE)
    with pytest.raises(Denied):
        open_report(year, who(year, "p4"), number)
    with pytest.raises(Denied):
        bring_in_report(year, who(year, "p4"), "r.txt", b"x", JUSTICE)
    assert reports_brought_in(year, who(year, "p4")) == []
    assert open_report(year, who(year, "p3"), number).line.body == JUSTICE
    with pytest.raises(NotFound):
        open_report(year, who(year, "p1"), number + 1)


def test_a_kept_file_that_was_changed_is_not_opened(year):
    number = bring_in_report(year, who(year, "p1"), "r.txt", (TITLE + SAID.format(3)).encode(), JUSTICE)
    (kept,) = [path for path in (year.home / "attachments").rglob("*") if path.is_file()]
    kept.write_text(TITLE + SAID.format(4), encoding="utf-8")
    with pytest.raises(InputFault, match="摘要不符"):
        open_report(year, who(year, "p1"), number)


def test_what_cannot_be_read_is_not_kept(year):
    with pytest.raises(InputFault):
        bring_in_report(year, who(year, "p1"), "r.docx", b"PK\x03\x04broken", JUSTICE)
    assert reports_brought_in(year, who(year, "p1")) == []
    assert who(year, "p3").scope >= {GOV, JUSTICE, TRADE}
