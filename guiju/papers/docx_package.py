"""The zip around a docx: what the template brought is dropped, and the same document gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime, time
from typing import Any

from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from guiju.kernel.document.tree import Document
from guiju.papers.docx_xml import tag_of

FIGURES_NAMESPACE = "urn:guiju:figures:1"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DROPPED = ("thumbnail", "stylesWithEffects", "webSettings", "customXml", "numbering", "theme")
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_NO_DAY = date(2000, 1, 1)
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>Guiju</Application></Properties>"
)


def drop_template(package: Any) -> None:
    """Take out the parts of the library's template that a Chinese official paper has no use for."""
    for relations in (package.rels, package.main_document_part.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.rsplit("/", 1)[-1] in _DROPPED:
                del relations[key]
    for relation in package.rels.values():
        if relation.reltype.endswith("/extended-properties"):
            relation.target_part._blob = _APP


def replace_part(main: Any, kind: str, content: Any) -> None:
    """Put our own styles, settings or font table in the place of the template's."""
    part = next(
        relation.target_part for relation in main.rels.values() if relation.reltype == f"{_RELATIONS}/{kind}"
    )
    if isinstance(content, bytes):
        part._blob = content
    else:
        part._element = content


def add_figures(main: Any, document: Document) -> None:
    """A data part that lists every figure with its full id, period, body, value and definition for programs."""
    namespaces: dict[Any, str] = {None: FIGURES_NAMESPACE}
    root = etree.Element(f"{{{FIGURES_NAMESPACE}}}figures", nsmap=namespaces)
    for ref in document.figures:
        values = {
            "id": ref.id,
            "tag": tag_of(ref.id),
            "indicator": ref.indicator,
            "period": ref.period,
            "body": ref.body,
            "value": "" if ref.value is None else f"{ref.value:f}",
            "text": ref.text,
            "unit": ref.unit,
            "records": "" if ref.records is None else str(ref.records),
        }
        etree.SubElement(root, f"{{{FIGURES_NAMESPACE}}}figure", values)
    part = Part(PackURI("/customXml/item1.xml"), "application/xml", serialize_part_xml(root), main.package)
    main.relate_to(part, f"{_RELATIONS}/customXml")


def set_properties(package: Any, document: Document) -> None:
    """Title, author, language and a date that depends on nothing but the document."""
    day = datetime.combine(document.signed_on or _NO_DAY, time(), tzinfo=UTC).replace(tzinfo=None)
    properties = package.core_properties
    properties.title, properties.subject = document.title[:255], document.kind
    properties.author = properties.last_modified_by = document.issuer[:255]
    properties.language, properties.comments, properties.keywords = "zh-CN", document.notice[:255], ""
    properties.created = properties.modified = day
    properties.revision = 1


def same_bytes(saved: bytes) -> bytes:
    """The saved package packed again in a fixed order with a fixed time."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed,
    ):
        names = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, source.read(name))
    return target.getvalue()
