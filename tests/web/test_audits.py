"""Bringing in a report, reading its verdicts, and deciding of them."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from guiju.store.models import ReportBroughtIn
from tests.usecases.small_town import JUSTICE, TRADE

SAID = (
    "试验镇区司法局\n关于2022年法治政府建设情况的报告\n一、主要举措和成效\n（一）全年收到行政复议申请12件。\n"
)


def brought_in(client, content, name="报告.txt", **fields):
    file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
    return client.post(reverse("audits"), {"file": file, **fields})


def page(client, number):
    return client.get(reverse("audit", args=[number])).content.decode()


def test_a_report_is_brought_in_and_shown_with_its_verdicts(town, signed_in):
    client = signed_in("justice")
    answer = brought_in(client, SAID, body=JUSTICE)
    assert answer.status_code == 302
    shown = client.get(answer.url).content.decode()
    assert "关于2022年法治政府建设情况的报告" in shown
    assert "行政复议申请收件数" in shown
    assert "报告.txt" in client.get(reverse("audits")).content.decode()


def test_words_of_the_report_are_never_markup(town, signed_in):
    shown = page(signed_in("trade"), town.report)
    assert "<b>全区首个</b>" not in shown
    assert "&lt;b&gt;" in shown


def test_what_cannot_be_read_keeps_the_form_and_says_why(town, signed_in):
    before = ReportBroughtIn.objects.count()
    answer = brought_in(signed_in("justice"), b"PK\x03\x04 broken", "坏.docx", body=JUSTICE, period="2022")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert 'value="2022"' in answer.content.decode()
    assert ReportBroughtIn.objects.count() == before


def test_no_file_a_bad_period_or_a_foreign_body_is_refused(town, signed_in):
    client = signed_in("justice")
    assert client.post(reverse("audits"), {"body": JUSTICE}).status_code == 422
    assert brought_in(client, SAID, body=JUSTICE, period="去年").status_code == 422
    assert brought_in(client, SAID, body=TRADE).status_code == 403


def test_a_file_over_the_limit_is_refused_before_it_is_read(town, signed_in, monkeypatch):
    monkeypatch.setattr("guiju.web.views.audits.MOST_UPLOADED", 10)
    assert brought_in(signed_in("justice"), SAID, body=JUSTICE).status_code == 422


def test_a_legal_officer_decides_and_the_decision_is_an_act(town, signed_in):
    client = signed_in("justice")
    number = int(brought_in(client, SAID, body=JUSTICE).url.rstrip("/").rpartition("/")[2])
    assert "审校意见" in page(client, number)
    before = town.house.ledger().size()
    start = SAID.index("12件")
    given = {
        "decision": "改认指标", "start": start, "end": start + 3,
        "indicator": "reconsideration_cases_concluded", "reason": "指审结", "place": "c0",
    }  # fmt: skip
    answer = client.post(reverse("review", args=[number]), given)
    assert answer.url == reverse("audit", args=[number]) + "#c0"
    assert town.house.ledger().size() == before + 1
    assert "reconsideration_cases_concluded" in page(client, number)


def test_a_decision_without_a_reason_is_told_and_nothing_recorded(town, signed_in):
    client = signed_in("justice")
    number = int(brought_in(client, SAID, body=JUSTICE).url.rstrip("/").rpartition("/")[2])
    before = town.house.ledger().size()
    start = SAID.index("12件")
    given = {"decision": "不采纳", "start": start, "end": start + 3}
    shown = client.post(reverse("review", args=[number]), given, follow=True).content.decode()
    assert "理由" in shown
    assert town.house.ledger().size() == before


def test_whoever_has_no_such_post_cannot_decide(town, signed_in):
    client = signed_in("trade")
    assert "审校意见" not in page(client, town.report)
    answer = client.post(reverse("review", args=[town.report]), {"decision": "认可", "start": 1, "end": 2})
    assert answer.status_code == 403


def test_the_audit_can_be_taken_away(town, signed_in):
    client = signed_in("trade")
    docx = client.get(reverse("audit_download", args=[town.report, "docx"]))
    assert docx.content[:2] == b"PK"
    assert "attachment" in docx["Content-Disposition"]
    html = client.get(reverse("audit_download", args=[town.report, "html"]))
    assert html.content.startswith(b"<!doctype html>")
    assert client.get(reverse("audit_download", args=[town.report, "exe"])).status_code == 404


def test_there_is_no_report_beyond_the_last(town, signed_in):
    assert signed_in("trade").get(reverse("audit", args=[town.report + 99])).status_code == 404
