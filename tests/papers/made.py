"""Files made in memory for the tests of reading: small sound ones, and the parts of hostile ones."""

from __future__ import annotations

import io
import zipfile
import zlib

import docx
from docx.shared import Pt

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REPORT = (
    "云岭县人民政府",
    "关于2023年法治政府建设情况的报告",
    "2023年，云岭县坚持依法行政，现将有关情况报告如下。",
    "一、主要举措和成效",
    "（一）规范行政执法。全年办理行政处罚案件1,234件，办结率98.5%，法制审核覆盖26个执法部门，培训执法人员5万余人次。",
    "（二）化解矛盾纠纷。受理行政复议申请47件，审结40件，纠错率12.5%；调解成功率由85%上升到96%。",
    "二、存在的不足",
    "一些单位对重大行政决策程序执行不到位。",
)
TABLE = (("项目", "2022年", "2023年"), ("受理", "30件", "47件"), ("审结", "28件", "40件"))


def zipped(parts, method=zipfile.ZIP_DEFLATED):
    """A zip of (name, bytes or text) pairs; a name may come twice."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as packed:
        for name, content in parts:
            packed.writestr(name, content)
    return target.getvalue()


def docx_of(paragraphs=REPORT, table=None):
    """A docx with indented paragraphs and perhaps a table."""
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words).paragraph_format.first_line_indent = Pt(22)
    if table:
        grid = document.add_table(len(table), len(table[0]))
        for row, cells in enumerate(table):
            for column, words in enumerate(cells):
                grid.cell(row, column).text = words
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def docx_from(body, method=zipfile.ZIP_DEFLATED, **parts):
    """The least docx: a body of WordprocessingML; other parts by name (``styles``, ``numbering``, ``footnotes``)."""
    said = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    others = [
        (f"word/{name}.xml", f'<w:{name} xmlns:w="{W}">{inner}</w:{name}>') for name, inner in parts.items()
    ]
    return zipped([("[Content_Types].xml", "<Types/>"), ("word/document.xml", said), *others], method)


def run(words, properties=""):
    """A run of WordprocessingML."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def html_of(paragraphs=REPORT, table=None, charset="utf-8", before="", after=""):
    """A page with its encoding declared."""
    rows = "".join(
        "<tr>" + "".join(f"<td>{words}</td>" for words in cells) + "</tr>" for cells in table or ()
    )
    page = (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>年报</title><style>p{{}}</style></head><body>{before}'
        + "".join(f"<p>　　{words}</p>\n" for words in paragraphs)
        + (f"<table>{rows}</table>" if rows else "")
        + f"{after}</body></html>"
    )
    return page.encode(charset)


OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd_of(pages, template=()):
    """An OFD; a page is a list of (x, y, words) in millimetres, so is the template that lies under each page."""
    parts = [
        (
            "OFD.xml",
            f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        ),
        ("Doc_0/Tpls/Tpl_0/Content.xml", _ofd_page(template)),
    ]
    listed = ""
    for number, page in enumerate(pages):
        listed += f'<ofd:Page ID="{number + 10}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
        parts.append(
            (f"Doc_0/Pages/Page_{number}/Content.xml", _ofd_page(page, '<ofd:Template TemplateID="1"/>'))
        )
    document = (
        f"<ofd:Document {OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        f'<ofd:TemplatePage ID="1" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>'
        "</ofd:Document>"
    )
    return zipped([*parts, ("Doc_0/Document.xml", document)])


def _ofd_page(words, extra=""):
    objects = "".join(
        f'<ofd:TextObject ID="{n + 100}" Boundary="{x} {y} {len(text) * 5.6} 6" Size="5.6">'
        f'<ofd:TextCode X="0" Y="5" DeltaX="g {len(text) - 1} 5.6">{text}</ofd:TextCode></ofd:TextObject>'
        for n, (x, y, text) in enumerate(words)
    )
    return f'<ofd:Page {OFD}>{extra}<ofd:Content><ofd:Layer ID="2">{objects}</ofd:Layer></ofd:Content></ofd:Page>'


def pdf_of(*objects):
    """A PDF of numbered objects; the first is the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + head + table + tail


def pdf_page(content, extra=b"", form=b""):
    """A PDF of one page with a Latin font F and a form X."""
    return pdf_of(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>",
        _stream(content, extra),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        _stream(form, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"),
    )


def deflated(content):
    """The content packed as tightly as it goes, and what a PDF must say of it."""
    return zlib.compress(content, 9), b"/Filter/FlateDecode"


def _stream(content, extra):
    return b"<<%s/Length %d>>stream\n" % (extra, len(content)) + content + b"\nendstream"
