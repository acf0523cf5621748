"""Decoding 解码: the bytes of a text file to characters, whichever of the usual encodings they are in."""

from __future__ import annotations

import codecs
import re

from guiju.errors import InputFault

_SAMPLE = 200_000
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f�]")
_USUAL = re.compile(r"[\t\n\r -~　-〿一-鿿＀-￮–-…·×÷°①-⓿]")
_MOST_FAULTY = 0.02
"""Of the lines of a file, how many may hold bytes that cannot be read before it is refused."""


def decode(name: str, data: bytes, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The characters and what has to be said about them. Line ends stay as they are, so does a mark of
    UTF-8 order (U+FEFF at the head): offsets are those of the file decoded.

    ``declared`` is an encoding that the file itself names. Raises: InputFault for what is no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(name, *_loosely(data, encoding))
    encodings = ["utf-8", *([declared] if _is_known(declared) else []), "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if _is_text(text, encoding):
            return text, ()
    for encoding in ("utf-16-le", "utf-16-be"):
        text = data[:_SAMPLE].decode(encoding, "ignore")
        if _share_usual(text) > 0.9:
            return _checked(name, *_loosely(data, encoding))
    return _checked(name, *_line_by_line(name, data))


def _is_known(encoding: str) -> bool:
    """Whether it is one of the encodings of text that Chinese documents use."""
    try:
        return codecs.lookup(encoding).name in (
            "gb2312",
            "gbk",
            "gb18030",
            "big5",
            "utf-16",
            "utf-16-le",
            "utf-16-be",
        )
    except LookupError:
        return False


def _loosely(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(encoding, "replace")
    lost = text.count("�")
    return text, ((f"有{lost}处字节无法识别，显示为“�”，该处数字请对照原件",) if lost else ())


def _line_by_line(name: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """A file put together from lines in UTF-8 and lines in GBK, or with some bytes broken."""
    if len(data) > 4 * 1024 * 1024 or _looks_binary(data):
        raise _no_text(name)
    lines: list[str] = []
    found: dict[str, list[int]] = {"utf-8": [], "gb18030": [], "broken": []}
    for number, line in enumerate(data.splitlines(keepends=True), 1):
        text, encoding = _line(line)
        lines.append(text)
        if encoding:
            found[encoding].append(number)
        if "�" in text:
            found["broken"].append(number)
    if len(found["broken"]) > max(1, _MOST_FAULTY * len(lines)):
        raise _no_text(name)
    notes = []
    if found["utf-8"] and found["gb18030"]:
        notes.append(
            f"文件混用了 UTF-8 和 GBK 两种编码：第{_some(found['gb18030'])}行按 GBK 读取，请核对这些行"
        )
    if found["broken"]:
        notes.append(f"第{_some(found['broken'])}行有无法识别的字节，显示为“�”，该处数字请对照原件")
    return "".join(lines), tuple(notes)


def _line(line: bytes) -> tuple[str, str]:
    """A line with its encoding ("" where it is all ASCII): the reading that loses least."""
    text = line.decode("utf-8", "replace")
    if "�" not in text:
        return text, "" if line.isascii() else "utf-8"
    other = line.decode("gb18030", "replace")
    if _share_plain_hanzi(other) >= 0.4 and other.count("�") < text.count("�"):
        return other, "gb18030"
    return text, "utf-8"


def _checked(name: str, text: str, notes: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > max(2, len(sample) // 50) or _share_usual(sample) < 0.3:
        raise _no_text(name)
    return text, notes


def _is_text(text: str, encoding: str) -> bool:
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > len(sample) // 100:
        return False
    return encoding == "utf-8" or not _has_hanzi(sample) or _share_plain_hanzi(sample) >= 0.6


def _has_hanzi(text: str) -> bool:
    return any("一" <= char <= "鿿" for char in text)


def _share_usual(text: str) -> float:
    return len(_USUAL.findall(text)) / len(text) if text else 0.0


def _share_plain_hanzi(text: str) -> float:
    """How many of the Chinese characters are of the 3,755 commonest (GB 2312 level 1); 0 where there are none."""
    hanzi = [char for char in text[:_SAMPLE] if "一" <= char <= "鿿"]
    if not hanzi:
        return 0.0
    encoded = "".join(hanzi).encode("gb2312", "replace")
    common = encoded_pairs = index = 0
    while index < len(encoded):
        wide = encoded[index] >= 0xA1
        encoded_pairs += 1
        common += wide and 0xB0 <= encoded[index] <= 0xD7
        index += 2 if wide else 1
    return common / encoded_pairs


def _looks_binary(data: bytes) -> bool:
    head = data[:_SAMPLE]
    return sum(head.count(byte) for byte in (*range(9), *range(14, 27))) > len(head) // 100 + 2


def _some(numbers: list[int]) -> str:
    shown = "、".join(map(str, numbers[:5]))
    return shown if len(numbers) <= 5 else f"{shown}等{len(numbers)}"


def _no_text(name: str) -> InputFault:
    return InputFault(
        f"{name}：不是能识别的文字（试过 UTF-8、UTF-16、GBK/GB18030）；"
        "请用记事本打开后另存为 UTF-8，或另存为 .docx 再审校"
    )
