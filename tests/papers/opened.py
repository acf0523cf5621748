"""A docx opened as a zip: what tests measure, without the program that wrote it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Opened:
    """The parts of a docx as XML."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            self.raw = {name: packed.read(name) for name in packed.namelist()}

    def xml(self, name):
        return etree.fromstring(self.raw[name])

    @property
    def body(self):
        return self.xml("word/document.xml")

    def all(self, tag, part="word/document.xml"):
        return list(self.xml(part).iter(W + tag))

    def attribute(self, tag, name, part="word/document.xml"):
        return [each.get(W + name) for each in self.all(tag, part)]

    def style(self, style_id):
        return next(
            each for each in self.all("style", "word/styles.xml") if each.get(W + "styleId") == style_id
        )

    @property
    def text(self):
        return "".join(each.text or "" for each in self.all("t"))

    @property
    def footers(self):
        """The footer parts' text by kind."""
        relations = {each.get("Id"): each.get("Target") for each in self.xml("word/_rels/document.xml.rels")}
        key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
        return {
            each.get(W + "type"): self.xml(f"word/{relations[each.get(key)]}")
            for each in self.all("footerReference")
        }


def changed(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The docx with each part whose name matches rewritten; fails where the change changes nothing."""
    target = io.BytesIO()
    touched = False
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as packed:
        for name in source.namelist():
            raw = source.read(name)
            if re.fullmatch(part, name):
                new = change(raw.decode()).encode()
                touched, raw = touched or new != raw, new
            packed.writestr(name, raw)
    assert touched, f"nothing changed in {part}"
    return target.getvalue()
