"""A composed report for a page of the web: one fragment in which every figure is a link, and its style sheet."""

from __future__ import annotations

from collections.abc import Callable

from guiju.kernel.document.tree import FigureRef
from guiju.papers.html import fragment
from guiju.papers.html_style import STYLE
from guiju.usecases.compose_report import Report


def report_fragment(report: Report, href: Callable[[FigureRef], str]) -> str:
    """The report as one ``<article class="paper">``, all text escaped; ``href`` says where a figure leads."""
    return fragment(report.document, href)


def report_style() -> str:
    """The style sheet that goes with the fragment."""
    return STYLE
