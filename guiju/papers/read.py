"""Read 读取: a file of any usual kind to text with positions; what it is, is told by its content.

Every file ends in a `Text` or in one `InputFault` that says what is wrong and what to do, within seconds and
bounded memory, whatever is in it.
"""

from __future__ import annotations

import re

from guiju.errors import InputFault
from guiju.kernel.audit.text import Text
from guiju.papers.decode import decode
from guiju.papers.package import Package
from guiju.papers.pdf_process import read_pdf
from guiju.papers.read_html import declared_charset, read_html
from guiju.papers.read_ofd import read_ofd
from guiju.papers.read_plain import read_plain
from guiju.papers.read_word import MAIN, read_word

BIGGEST_FILE = 64 * 1024 * 1024
READABLE = (".txt", ".docx", ".pdf", ".html", ".ofd")
"""The formats read."""
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(r"\s*(?:<\?xml[^>]{0,200}\?>)?\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAGS = re.compile(r"<(?:p|div|table|br|span|h[1-6])\b[^<>]{0,500}>", re.IGNORECASE)
_SAVE = "请用 WPS 或 Word 打开后另存为 .docx 再审校"
_OTHER_ZIPS: tuple[tuple[str, str], ...] = (
    ("xl/", "是 Excel 表格；请把要审校的文字和表另存为 .docx 再审校"),
    ("ppt/", "是演示文稿；请把文字另存为 .docx 再审校"),
    ("content.xml", f"是 OpenDocument 文件；{_SAVE}"),
    ("uof.xml", f"是 UOF 文件；{_SAVE}"),
)


def read_document(name: str, data: bytes) -> Text:
    """The text of a file with the places of its pieces. ``name`` is used in messages and, where the content
    says too little, for its extension.

    Raises: InputFault for what cannot be read: broken, encrypted, scanned, without text, of another format,
    or outsized on purpose.
    """
    if not data:
        raise InputFault(f"{name}：文件是空的；请确认文件没有存错")
    if len(data) > BIGGEST_FILE:
        raise InputFault(f"{name}：文件超过{BIGGEST_FILE >> 20} MB，不像一份报告；请拆分，或去掉图片后再审校")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _read_zip(name, data)
    if b"%PDF-" in data[:1024]:
        return read_pdf(name, data)
    _refuse_by_mark(name, data)
    return _read_text(name, data)


def _read_zip(name: str, data: bytes) -> Text:
    package = Package(name, data)
    if MAIN in package:
        return read_word(name, package)
    if "OFD.xml" in package:
        return read_ofd(name, package)
    for mark, says in _OTHER_ZIPS:
        if any(part == mark or (mark.endswith("/") and part.startswith(mark)) for part in package.names):
            raise InputFault(f"{name}：{says}")
    raise InputFault(f"{name}：是压缩包，不是一份文书；请解压后逐份审校")


def _refuse_by_mark(name: str, data: bytes) -> None:
    """Refuse the formats that are known by their first bytes and not read."""
    if data.startswith(_OLE):
        raise InputFault(f"{name}：{_old_office(data)}")
    if data.startswith(b"{\\rtf"):
        raise InputFault(f"{name}：是 RTF 文件；{_SAVE}")
    if data.startswith(_PICTURES[:4]) or (data.startswith(_PICTURES[4:]) and b"\x00" in data[:64]):
        raise InputFault(f"{name}：是图片，里面没有文字；请先做文字识别（OCR）并核对，或用原 Word 文件审校")
    if data.startswith(_ARCHIVES):
        raise InputFault(f"{name}：是压缩包，不是一份文书；请解压后逐份审校")
    head = data[:4096]
    if b"Word.Document" in head and b"<?mso-application" in head:
        raise InputFault(f"{name}：是 Word 2003 的 XML 文件；{_SAVE}")
    if head.startswith((b"MIME-Version:", b"From: <Saved by")) or b"multipart/related" in head[:600]:
        raise InputFault(f"{name}：是单个文件网页（.mht）；请在浏览器里另存为 .html，或另存为 .docx 再审校")


def _old_office(data: bytes) -> str:
    """What an old Office file is, and what to do."""
    streams = {
        word: word.encode("utf-16-le") in data for word in ("EncryptedPackage", "WordDocument", "Workbook")
    }
    if streams["EncryptedPackage"]:
        return "文件加了密码，读不了；请去掉密码后再审校"
    if streams["Workbook"]:
        return "是旧版 Excel 表格（.xls）；请把要审校的文字和表另存为 .docx 再审校"
    kind = "旧版 Word/WPS 文件（.doc、.wps）" if streams["WordDocument"] else "旧版 Office 文件"
    return f"是{kind}；{_SAVE}"


def _read_text(name: str, data: bytes) -> Text:
    content, notes = decode(name, data, declared_charset(data))
    head = content[:4096].lstrip("\ufeff")
    extension = name.rpartition(".")[2].casefold()
    if _HTML.match(_COMMENT.sub("", head)) or (
        extension in ("html", "htm", "xhtml", "shtml") and _TAGS.search(content[:65536])
    ):
        return read_html(name, content.lstrip("\ufeff"), notes)
    if head.lstrip().startswith("<?xml"):
        raise InputFault(f"{name}：是 XML 数据，不是一份文书；{_SAVE}")
    return read_plain(name, content, notes)
