"""A report as a tree, before any file format: outline + figures → `Document`."""

from __future__ import annotations

from guiju.kernel.document.compose import Composed, compose
from guiju.kernel.document.figure_value import FigureValue
from guiju.kernel.document.fill import Facts
from guiju.kernel.document.outline import Outline, unknown_indicators
from guiju.kernel.document.port import PaperWriter
from guiju.kernel.document.read import read_outline
from guiju.kernel.document.tree import Document, FigureRef

__all__ = [
    "Composed",
    "Document",
    "Facts",
    "FigureRef",
    "FigureValue",
    "Outline",
    "PaperWriter",
    "compose",
    "read_outline",
    "unknown_indicators",
]
