"""A docx taken apart for the layout linter: page, grid, paragraphs with the fonts in force, footers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from guiju.errors import InputFault

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = {"w": W}
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BIGGEST_PART = 64 * 1024 * 1024
"""A part that unpacks to more bytes is not read."""
_SCRIPTS = (("ascii", "asciiTheme"), ("eastAsia", "eastAsiaTheme"))
Element = Any
"""An lxml element."""


@dataclass(frozen=True, slots=True)
class Type:
    """Fonts, size (points) and colour in force; "" and 0 where nothing says it."""

    east_asian: str = ""
    latin: str = ""
    size_pt: float = 0.0
    colour: str = ""
    spacing_pt: float = 0.0


@dataclass(frozen=True, slots=True)
class Place:
    """Paragraph properties in force: alignment, line height (twips), indent (hundredths of a character, or twips)."""

    align: str = ""
    line: int = 0
    line_rule: str = "auto"
    first_line_chars: int = 0
    first_line: int = 0
    on_grid: bool = True
    before: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """One run with its type."""

    text: str
    type: Type


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph outside tables."""

    number: int
    text: str
    style: str
    place: Place
    runs: tuple[Words, ...]


class WordFile:
    """The parts of a docx that the linter looks at."""

    def __init__(self, content: bytes) -> None:
        """Raises: InputFault for a file that is no docx."""
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                self._parts = {
                    name: _bytes(packed, name) for name in packed.namelist() if name.startswith("word/")
                }
            self.body: Element = self._xml("word/document.xml").find("w:body", NAMES)
            self._styles = {each.get(f"{{{W}}}styleId"): each for each in self._optional("styles", "w:style")}
        except (
            zipfile.BadZipFile,
            etree.XMLSyntaxError,
            KeyError,
            NotImplementedError,
            RuntimeError,
        ) as fault:
            raise InputFault(f"打不开：不是完整的 docx 文件（{fault}）；请另存为 .docx 再试") from fault
        if self.body is None:
            raise InputFault("打不开：docx 里没有正文部分；请另存为 .docx 再试")
        self._relations = self._read_relations()

    @property
    def sections(self) -> list[Element]:
        """``w:sectPr`` of each section, in order."""
        return list(self.body.iter(f"{{{W}}}sectPr"))

    @property
    def has_even_footers(self) -> bool:
        """Whether odd and even pages differ."""
        return any(is_on(each) for each in self._optional("settings", "w:evenAndOddHeaders"))

    @property
    def tables(self) -> list[Element]:
        """The tables, outermost first."""
        return list(self.body.iter(f"{{{W}}}tbl"))

    def lines(self) -> Iterator[Line]:
        """The paragraphs of the text outside tables that have words."""
        number = 0
        for paragraph in self.body.iter(f"{{{W}}}p"):
            if any(True for _ in paragraph.iterancestors(f"{{{W}}}tbl")):
                continue
            line = self.line(paragraph, number + 1)
            if line.text.strip():
                number += 1
                yield line

    def footer(self, section: Element, kind: str) -> list[Element]:
        """The paragraphs of the section's footer of a kind (default, even); empty where there is none."""
        for reference in section.findall("w:footerReference", NAMES):
            if reference.get(f"{{{W}}}type") == kind:
                target = self._relations.get(reference.get(f"{{{_R}}}id") or "", "")
                root = self._xml(f"word/{target}") if f"word/{target}" in self._parts else None
                return [] if root is None else list(root.iter(f"{{{W}}}p"))
        return []

    def line(self, paragraph: Element, number: int = 0) -> Line:
        """A paragraph with everything that is in force."""
        head = paragraph.find("w:pPr", NAMES)
        style = value(head, "w:pStyle") if head is not None else ""
        chain = self._chain(style or self._default_style())
        place, base = Place(), _type(self._default_type(), Type())
        for each in chain:
            place = _place(each.find("w:pPr", NAMES), place)
            base = _type(each.find("w:rPr", NAMES), base)
        place = _place(head, place)
        runs = tuple(self._runs(paragraph, base))
        return Line(number, "".join(run.text for run in runs), style, place, runs)

    def _runs(self, paragraph: Element, base: Type) -> Iterator[Words]:
        for run in paragraph.iter(f"{{{W}}}r"):
            own = run.find("w:rPr", NAMES)
            here = base
            for each in self._chain(value(own, "w:rStyle") if own is not None else ""):
                here = _type(each.find("w:rPr", NAMES), here)
            here = _type(own, here)
            yield Words("".join(words.text or "" for words in run.findall("w:t", NAMES)), here)

    def _chain(self, style: str) -> list[Element]:
        """The style and those it is based on, the most general first."""
        chain: list[Element] = []
        while style in self._styles and self._styles[style] not in chain:
            chain.insert(0, self._styles[style])
            style = value(self._styles[style], "w:basedOn")
        return chain

    def _default_style(self) -> str:
        for name, style in self._styles.items():
            if style.get(f"{{{W}}}type") == "paragraph" and style.get(f"{{{W}}}default") in ("1", "true"):
                return str(name)
        return ""

    def _default_type(self) -> Element:
        found = self._optional("styles", "w:docDefaults/w:rPrDefault/w:rPr")
        return found[0] if found else None

    def _optional(self, part: str, path: str) -> list[Element]:
        name = f"word/{part}.xml"
        return list(self._xml(name).findall(path, NAMES)) if name in self._parts else []

    def _read_relations(self) -> dict[str, str]:
        raw = self._parts.get("word/_rels/document.xml.rels")
        if raw is None:
            return {}
        return {str(each.get("Id")): str(each.get("Target")).removeprefix("/word/") for each in _parse(raw)}

    def _xml(self, name: str) -> Element:
        return _parse(self._parts[name])


def value(parent: Element, path: str, attribute: str = "val") -> str:
    """An attribute of a child, "" where either is missing."""
    found = None if parent is None else parent.find(path, NAMES)
    return "" if found is None else str(found.get(f"{{{W}}}{attribute}") or "")


def number(parent: Element, path: str, attribute: str = "val") -> int | None:
    """The same as a whole number; None where it is missing or not one."""
    text = value(parent, path, attribute)
    try:
        return round(float(text))
    except ValueError:
        return None


def is_on(flag: Element) -> bool:
    """Whether an on/off element is on; without a value it is."""
    return flag.get(f"{{{W}}}val") not in ("0", "false", "off")


def _bytes(packed: zipfile.ZipFile, name: str) -> bytes:
    if packed.getinfo(name).file_size > _BIGGEST_PART:
        raise InputFault(f"打不开：{name} 解开后超过 64 MB，不像一份公文")
    return packed.read(name)


def _parse(raw: bytes) -> Element:
    return etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))


def _type(properties: Element, base: Type) -> Type:
    """The type after these run properties."""
    if properties is None:
        return base
    fonts = properties.find("w:rFonts", NAMES)
    found: dict[str, Any] = {}
    if fonts is not None:
        for field, (plain, theme) in zip(("latin", "east_asian"), _SCRIPTS, strict=True):
            name = fonts.get(f"{{{W}}}{plain}")
            if name or fonts.get(f"{{{W}}}{theme}"):
                found[field] = name or "主题字体"
    if (size := number(properties, "w:sz")) is not None:
        found["size_pt"] = size / 2
    if colour := value(properties, "w:color"):
        found["colour"] = colour
    if (spacing := number(properties, "w:spacing")) is not None:
        found["spacing_pt"] = spacing / 20
    return replace(base, **found)


def _place(properties: Element, base: Place) -> Place:
    """The place after these paragraph properties."""
    if properties is None:
        return base
    found: dict[str, Any] = {}
    if align := value(properties, "w:jc"):
        found["align"] = align
    if rule := value(properties, "w:spacing", "lineRule"):
        found["line_rule"] = rule
    numbers: Mapping[str, tuple[str, str]] = {
        "line": ("w:spacing", "line"),
        "before": ("w:spacing", "before"),
        "first_line_chars": ("w:ind", "firstLineChars"),
        "first_line": ("w:ind", "firstLine"),
    }
    for field, (path, attribute) in numbers.items():
        if (measured := number(properties, path, attribute)) is not None:
            found[field] = measured
    snap = properties.find("w:snapToGrid", NAMES)
    if snap is not None:
        found["on_grid"] = is_on(snap)
    return replace(base, **found)
