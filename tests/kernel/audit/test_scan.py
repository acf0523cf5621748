"""The quick scan finds what the plain one finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from guiju.kernel.audit import scan
from tests.kernel.audit.marked import report
from tests.kernel.audit.test_extract import ALPHABET, REPORTS


@given(st.text(alphabet=ALPHABET, max_size=200))
def test_re2_and_re_find_the_same_places(content):
    assert list(scan.places(content)) == list(scan.places_by_re(content))


@given(st.text(max_size=100))
def test_they_agree_on_any_text(content):
    assert list(scan.places(content)) == list(scan.places_by_re(content))


def test_they_agree_on_whole_reports():
    for name in REPORTS:
        content = report(name).content
        assert list(scan.places(content)) == list(scan.places_by_re(content))


def test_without_re2_the_plain_scan_stands_in(monkeypatch):
    content = report(REPORTS[0]).content
    quick = list(scan.places(content))
    monkeypatch.setattr(scan, "_RE2", None)
    assert list(scan.places(content)) == quick


def test_a_lone_surrogate_stops_nothing():
    assert list(scan.places("\ud800办结12件\ud800，五件")) == [3, 8]
