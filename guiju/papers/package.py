"""Package 文件包: a zip of XML parts (docx, OFD) opened without trusting it.

Nothing is written to disk; sizes are judged before anything is unpacked, and every part again while it is.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections import Counter
from typing import Any

from lxml import etree

from guiju.errors import InputFault

MOST_ENTRIES = 20_000
BIGGEST_PART = 64 * 1024 * 1024
BIGGEST_WHOLE = 512 * 1024 * 1024
STEEPEST = 200
"""A part above `FREE` bytes that shrinks by more than this is padding, not a document."""
FREE = 4 * 1024 * 1024
MOST_TAGS = 1_000_000
_DOCTYPE = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError)


class Package:
    """The parts of a zip by their names."""

    def __init__(self, name: str, data: bytes) -> None:
        """Raises: InputFault for a broken, encrypted or outsized zip, and one with a part twice."""
        self.name = name
        if data.count(b"PK\x01\x02") > MOST_ENTRIES:
            raise InputFault(f"{name}：压缩包里超过{MOST_ENTRIES}个文件，不像一份文书，没有打开")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (*_BROKEN, OSError) as fault:
            raise InputFault(f"{name}：文件不完整或已损坏，打不开；请重新下载，或用原软件另存一份") from fault
        self._entries = {entry.filename.replace("\\", "/").lstrip("/"): entry for entry in entries}
        self._check(entries)
        self._budget = BIGGEST_WHOLE
        self._tags_left = MOST_TAGS

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts."""
        return tuple(self._entries)

    def __contains__(self, part: str) -> bool:
        return part in self._entries

    def read(self, part: str) -> bytes:
        """A part unpacked. Raises: InputFault where it is missing, broken or unpacks to more than it may."""
        entry = self._entries.get(part)
        if entry is None:
            raise InputFault(f"{self.name}：缺少 {part}，文件不完整；请用原软件另存一份")
        self._check_size(entry)
        try:
            with self._zip.open(entry) as packed:
                content = packed.read(BIGGEST_PART + 1)
        except (*_BROKEN, OSError) as fault:
            raise InputFault(f"{self.name}：{part} 已损坏，打不开；请重新下载，或用原软件另存一份") from fault
        self._budget -= len(content)
        if len(content) > BIGGEST_PART or self._budget < 0:
            raise self._bomb(part)
        return content

    def xml(self, part: str) -> Any:
        """The root element of a part. Raises: InputFault where it is no sound XML."""
        content = self.read(part)
        self._tags_left -= content.count(b"<")
        if self._tags_left < 0:
            raise InputFault(f"{self.name}：标记超过{MOST_TAGS // 10_000}万个，不像一份文书，没有打开")
        return parse_xml(f"{self.name}：{part}", content)

    def optional_xml(self, part: str) -> Any | None:
        """The same; None where there is no such part."""
        return self.xml(part) if part in self._entries else None

    def resolve(self, base: str, target: str) -> str:
        """The name of the part that a reference in part ``base`` leads to (``/`` at its head: from the root).

        Raises: InputFault where it leads out of the package.
        """
        target = target.replace("\\", "/")
        joined = target if target.startswith("/") else posixpath.join("/", posixpath.dirname(base), target)
        depth = 0
        for step in joined.split("/"):
            depth += (step not in ("", ".", "..")) - (step == "..")
            if depth < 0:
                raise InputFault(f"{self.name}：{base} 里的路径 {target[:60]} 指到文件之外，没有打开")
        return posixpath.normpath(joined).lstrip("/")

    def _check(self, entries: list[zipfile.ZipInfo]) -> None:
        twice = [name for name, times in Counter(entry.filename for entry in entries).items() if times > 1]
        if twice or len(self._entries) != len(entries):
            which = f"（{twice[0][:60]}）" if twice else ""
            raise InputFault(
                f"{self.name}：压缩包里有同名文件{which}，不能确定以哪份为准；请用原软件另存一份"
            )
        if any(entry.flag_bits & 1 for entry in entries):
            raise InputFault(f"{self.name}：文件加了密码，读不了；请去掉密码后再审校")
        for entry in entries:
            self._check_size(entry)
        if sum(entry.file_size for entry in entries) > BIGGEST_WHOLE:
            raise self._bomb("全部内容")

    def _check_size(self, entry: zipfile.ZipInfo) -> None:
        if entry.file_size > BIGGEST_WHOLE or (
            entry.file_size > FREE and entry.file_size > STEEPEST * max(entry.compress_size, 1)
        ):
            raise self._bomb(entry.filename[:60])

    def _bomb(self, part: str) -> InputFault:
        return InputFault(f"{self.name}：{part} 解压后大得反常（疑为压缩炸弹），没有打开；请核对文件来源")


def parse_xml(place: str, content: bytes) -> Any:
    """The root element. Nothing is fetched, no entity is resolved, a document type is refused.

    Raises: InputFault naming ``place``.
    """
    if any(mark in content for mark in _DOCTYPE):
        raise InputFault(f"{place} 带有文档类型声明（可夹带外部实体），没有打开；请用原软件另存一份")
    if content.count(b"<") > MOST_TAGS or content.count(b"=") > 2 * MOST_TAGS:
        raise InputFault(f"{place} 的标记超过{MOST_TAGS // 10_000}万个，不像一份文书，没有打开")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_pis=True,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        if "Resource limit" in str(fault):
            raise InputFault(f"{place} 里有长得反常的一段标记或文字，不像一份文书，没有打开") from fault
        if "depth" in str(fault):
            raise InputFault(f"{place} 的标记嵌套过深，不像一份文书，没有打开") from fault
        raise InputFault(
            f"{place} 不是完整的 XML（{str(fault).splitlines()[0][:80]}）；请用原软件另存一份"
        ) from fault
    if root is None:
        raise InputFault(f"{place} 是空的；请用原软件另存一份")
    return root
