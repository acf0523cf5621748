"""The Typst rules of a GB/T 9704 paper; the values they use are set before them by `pdf`."""

from __future__ import annotations

PRELUDE = r"""
#let size-2 = 22pt
#let size-3 = 16pt
#let size-4 = 14pt
#set document(title: paper-title, author: paper-issuer, date: none)
#let page-footer = context {
  set text(font: font-page-number, size: size-4, tracking: 0pt)
  let number = [— #counter(page).get().first() —]
  v(page-number-drop - size-4 / 2)
  if calc.odd(here().page()) { align(right, pad(right: 1em, number)) } else { align(left, pad(left: 1em, number)) }
}
#set page(
  paper: "a4", margin: margins, footer-descent: 0pt, footer: page-footer, header-ascent: 12mm,
  header: if notice != "" { align(center, text(font: font-body, size: 9pt, fill: rgb("#595959"), tracking: 0pt, notice)) },
)
#set text(
  font: font-body, size: size-3, lang: "zh", region: "cn", tracking: character-pitch - size-3,
  cjk-latin-spacing: none, top-edge: 0.88em, bottom-edge: -0.12em,
)
#let pitch(size) = line-pitch - size
#set par(
  justify: true, first-line-indent: (amount: 2 * character-pitch, all: true),
  leading: pitch(size-3), spacing: pitch(size-3),
)
#show heading: it => {
  let fonts = if it.level == 1 { font-level1 } else if it.level == 2 { font-level2 } else { font-body }
  set text(font: fonts, size: size-3, weight: "regular")
  block(sticky: true, above: pitch(size-3), below: pitch(size-3), par(it.body))
}
#show title: it => {
  set text(font: font-title, size: size-2, weight: title-weight, tracking: 0pt)
  set par(justify: false, first-line-indent: 0pt, leading: pitch(size-2))
  block(width: 100%, above: 0pt, below: pitch(size-3), inset: (top: line-pitch, bottom: line-pitch), align(center, it.body))
}
#let paper-heading(lines) = title(lines.join(linebreak()))
#let flush(body) = par(first-line-indent: 0pt, body)
#let addressee(words) = flush(words)
#let gap(words) = highlight(fill: rgb("#fff2cc"), top-edge: 0.9em, bottom-edge: -0.15em, words)
#let note(words) = {
  set text(size: 9pt, tracking: 0pt)
  set par(first-line-indent: 0pt, leading: 4.5pt)
  block(above: 8pt, words)
}
#let red-head(mark, number) = {
  set par(first-line-indent: 0pt)
  v(35mm)
  align(center, text(font: font-title, size: 42pt, fill: red, weight: title-weight, tracking: 2pt, mark))
  v(2 * line-pitch)
  align(center, number)
  v(4mm - pitch(size-3))
  line(length: 100%, stroke: 1.5pt + red)
}
#let attachment-lines(lines) = {
  v(line-pitch)
  for (number, words) in lines.enumerate() {
    block(inset: (left: (if number == 0 { 2 } else { 5 }) * character-pitch), flush(words))
  }
}
#let signature(issuer, issuer-right, day, day-right) = block(breakable: false, width: 100%, above: pitch(size-3) + line-pitch, {
  set par(first-line-indent: 0pt)
  align(right, pad(right: issuer-right * character-pitch, issuer))
  align(right, pad(right: day-right * character-pitch, day))
})
#let attachment(label, lines) = {
  pagebreak()
  flush(text(font: font-level1, label))
  set par(justify: false, first-line-indent: 0pt, leading: pitch(size-2))
  block(
    width: 100%, inset: (top: line-pitch, bottom: line-pitch / 2),
    align(center, text(font: font-title, size: size-2, weight: title-weight, tracking: 0pt, lines.join(linebreak()))),
  )
}
#let code(words) = {
  set text(size: 6.5pt)
  words.clusters().map(c => if c in ("_", "@", "#") { c + sym.zws } else { c }).join()
}
#let row-value(words, name, id) = [#metadata(id)#label(name)#words]
#let figures-table(columns, aligns, heads, caption, summary, ..cells) = {
  set text(size: 9pt, tracking: 0pt, overhang: false)
  set par(justify: false, first-line-indent: 0pt, leading: 3.5pt, spacing: 3.5pt)
  if caption != "" { align(center, text(font: font-level1, size: size-3, caption)) }
  set table.cell(breakable: false)
  table(
    columns: columns, align: (x, y) => aligns.at(x), stroke: 0.5pt, inset: (x: 2.5pt, y: 3.5pt),
    table.header(..heads.map(head => table.cell(align: center + horizon, text(font: font-level1, head)))), ..cells,
  )
}
"""
