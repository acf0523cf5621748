"""A docx as Word prints it: numbers, tracked changes, hidden text, boxes, notes, merged cells."""

from __future__ import annotations

from guiju.papers.package import Package
from guiju.papers.read import read_document
from guiju.papers.read_word import WordText
from tests.papers.made import docx_from, run


def paragraph(inner, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def read(body, **parts):
    return read_document("a.docx", docx_from(body, **parts))


def test_tracked_deletions_are_left_out_and_insertions_kept():
    text = read(
        paragraph(
            f"{run('办理')}<w:del><w:r><w:delText>12</w:delText></w:r></w:del><w:ins>{run('34')}</w:ins>{run('件')}"
        )
    )
    assert text.content == "办理34件"
    assert any("修订" in note and "插入" in note for note in text.notes)
    assert any("已删除的修订文字（1处）" in note for note in text.notes)


def test_moved_text_counts_once():
    moved = f"<w:moveFrom>{run('甲5件')}</w:moveFrom><w:moveTo>{run('甲5件')}</w:moveTo>"
    assert read(paragraph(moved)).content == "甲5件"


def test_hidden_text_is_left_out_and_noted():
    text = read(
        paragraph(run("看得见1件") + run("看不见2件", "<w:vanish/>") + run("又3件", '<w:vanish w:val="0"/>'))
    )
    assert text.content == "看得见1件又3件"
    assert text.notes == ("隐藏文字（1处）没有计入正文",)


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>'
)


def numbered(words, level):
    return paragraph(run(words), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>')


def test_automatic_numbers_are_printed_and_begin_again_below_a_new_heading():
    levels = [("甲", 0), ("子", 1), ("丑", 1), ("细", 2), ("乙", 0), ("寅", 1)]
    text = read("".join(numbered(words, level) for words, level in levels), numbering=NUMBERING)
    assert text.content.split("\n") == ["一、甲", "（一）子", "（二）丑", "1.细", "二、乙", "（一）寅"]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="own"><w:basedOn w:val="a1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="loop"><w:basedOn w:val="loop"/></w:style>'
)


def test_headings_are_known_by_outline_level_and_style_and_contents_are_left_out():
    styled = [("标题字", "t"), ("一、甲 1", "c"), ("一、甲", "a1"), ("（一）乙", "own"), ("正文", "loop")]
    text = read("".join(paragraph(run(w), f'<w:pStyle w:val="{s}"/>') for w, s in styled), styles=STYLES)
    assert [(p.kind, p.level) for p in text.pieces] == [
        ("title", 0),
        ("heading", 1),
        ("heading", 2),
        ("paragraph", 0),
    ]
    assert text.notes == ("目录没有计入正文",)


WIDE, FIRST, NEXT = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def cell(words, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(words))}</w:tc>"


def test_merged_cells_keep_the_columns_of_the_others():
    first = f"<w:tr>{cell('办件', WIDE)}{cell('备注', FIRST)}</w:tr>"
    text = read(f"<w:tbl>{first}<w:tr>{cell('受理')}{cell('12件')}{cell('', NEXT)}</w:tr></w:tbl>")
    assert text.content == "办件\t备注\n受理\t12件"
    assert [(p.row, p.column) for p in text.pieces] == [(1, 1), (1, 3), (2, 1), (2, 2)]


def test_a_table_of_one_cell_is_a_frame_round_paragraphs():
    text = read(
        f"<w:tbl><w:tr><w:tc>{paragraph(run('甲1件'))}{paragraph(run('乙2件'))}</w:tc></w:tr></w:tbl>"
    )
    assert [p.kind for p in text.pieces] == ["paragraph", "paragraph"]


def test_text_boxes_follow_their_paragraph_and_are_read_once():
    box = f"<w:txbxContent>{paragraph(run('框内3件'))}</w:txbxContent>"
    markup = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    twice = f"<mc:AlternateContent {markup}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert read(paragraph(f"{run('正文')}<w:r>{twice}</w:r>{run('完')}")).content == "正文完\n框内3件"


def test_footnotes_come_last_and_headers_are_noted():
    note = f'<w:footnote w:id="2">{paragraph(run("注：含续办5件"))}</w:footnote>'
    body = paragraph(run("办结9件") + '<w:r><w:footnoteReference w:id="2"/></w:r>') + paragraph(run("末段"))
    text = read(body, footnotes=note, header1=paragraph(run("内部资料")))
    assert text.content == "办结9件\n末段\n注：含续办5件"
    assert text.pieces[-1].kind == "note"
    assert text.notes == ("页眉没有计入正文：内部资料",)


def test_every_character_leads_back_to_its_element():
    body = numbered("甲", 0) + paragraph(run("办理") + run("12") + "<w:r><w:tab/></w:r>" + run("件"))
    word = WordText("a.docx", Package("a.docx", docx_from(body, numbering=NUMBERING)))
    content = word.text.content
    assert content == "一、甲\n办理12 件"
    assert [content[a.start : a.end] for a in word.atoms] == ["甲", "办理", "12", " ", "件"]
    assert all(a.element.text in (content[a.start : a.end], None) for a in word.atoms)
