"""PaperWriter 成文端口: what the room of papers offers to a use case that may not know file formats."""

from __future__ import annotations

from typing import Protocol

from guiju.kernel.document.tree import Document


class PaperWriter(Protocol):
    """Turns a paper into the bytes of one file format."""

    def __call__(self, document: Document, extension: str) -> bytes:
        """The file's bytes. Raises: InputFault for an extension that is not offered."""
