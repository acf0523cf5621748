"""Write a paper by the extension of its file: docx, html, pdf, md, json."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from guiju.errors import InputFault
from guiju.kernel.document.tree import Document
from guiju.papers.docx import docx_bytes
from guiju.papers.html import html_bytes
from guiju.papers.json import json_bytes
from guiju.papers.markdown import markdown_bytes
from guiju.papers.pdf import pdf_bytes

WRITERS: Mapping[str, Callable[[Document], bytes]] = {
    "docx": docx_bytes,
    "html": html_bytes,
    "pdf": pdf_bytes,
    "md": markdown_bytes,
    "json": json_bytes,
}


def render(document: Document, extension: str) -> bytes:
    """The paper's bytes in the format of an extension (without dot). Raises: InputFault for any other."""
    writer = WRITERS.get(extension.lower().lstrip("."))
    if writer is None:
        shown = f"“.{extension}”" if extension else "没有扩展名的文件"
        raise InputFault(f"不能写成{shown}，可用的格式：{'、'.join('.' + each for each in WRITERS)}")
    return writer(document)


def write(document: Document, path: Path) -> Path:
    """Write the paper; its folder is made where it is missing. The path.

    Raises: InputFault for an extension that is not offered (nothing is written), or a place that cannot be written.
    """
    content = render(document, path.suffix.lstrip("."))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as fault:
        raise InputFault(f"写不了文件 {path}：{fault.strerror or fault}；请换一个可写的位置") from fault
    return path
