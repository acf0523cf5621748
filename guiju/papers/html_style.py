"""The style sheet of a report on screen and on paper; fonts and measures come from `layout` and `fonts`."""

from __future__ import annotations

from guiju.kernel.document import layout
from guiju.kernel.document.layout import FACES
from guiju.papers.fonts import css_stack

STYLE = f"""\
.paper {{
  --ink: #1b1f24; --soft: #5b6470; --line: #d9dde3; --sheet: #fffefb; --link: #0b4f8a; --wash: #eef4fa; --gap: #fff2cc;
  --title: {css_stack(FACES["title"].font)};
  --body: {css_stack(FACES["body"].font)};
  --head: {css_stack(FACES["level1"].font)};
  --kai: {css_stack(FACES["level2"].font)};
  box-sizing: border-box; max-width: 54rem; margin: 0 auto; padding: 3.5rem clamp(1.25rem, 7vw, 5rem) 4rem;
  background: var(--sheet); color: var(--ink); font: 1.125rem/1.95 var(--body);
  border: 1px solid var(--line); border-radius: 3px; overflow-wrap: break-word;
}}
.paper p {{ margin: 0; text-indent: 2em; text-align: justify; }}
.paper h1 {{ margin: 1.2rem 0 1.6rem; font: 400 clamp(1.5rem, 4.2vw, 2.05rem)/1.5 var(--title); text-align: center; }}
.paper h1 span {{ display: inline-block; }}
.paper h2, .paper h3, .paper h4, .paper h5 {{ margin: 1.1rem 0 .1rem; font-size: inherit; font-weight: 400;
  text-indent: 2em; scroll-margin-top: 5rem; }}
.paper h2 {{ margin-top: 1.9rem; font-family: var(--head); font-size: 1.2rem; }}
.paper h3 {{ font-family: var(--kai); font-weight: 600; }}
.paper .figure {{ color: var(--link); text-decoration: underline; text-decoration-color: #a9c3dc;
  text-decoration-thickness: 1px; text-underline-offset: .22em; border-radius: 2px; padding: 0 .06em;
  font-variant-numeric: tabular-nums; }}
.paper .figure:hover {{ background: var(--wash); text-decoration-color: currentColor; }}
.paper a:focus-visible, .paper [tabindex]:focus-visible {{ outline: 2px solid var(--link); outline-offset: 2px; }}
.paper .blank {{ background: var(--gap); color: inherit; padding: 0 .2em; border-radius: 2px; }}
.paper .paper-notice {{ margin: -1.5rem 0 1.5rem; padding: .3rem .8rem; text-indent: 0; text-align: center;
  font: .85rem/1.6 var(--head); color: #7a5200; background: #fff7e3; border: 1px solid #f0dca8; border-radius: 3px; }}
.paper .paper-mark {{ text-indent: 0; text-align: center; color: #c00; font: 400 2.6rem/1.5 var(--title);
  letter-spacing: .08em; }}
.paper .paper-number {{ text-indent: 0; text-align: center; padding-bottom: .6rem; border-bottom: 2px solid #c00; }}
.paper .paper-number span {{ margin-left: 3em; }}
.paper .paper-contents {{ margin: 0 0 1.8rem; padding: .8rem 1.2rem; font: .95rem/1.8 var(--head);
  border-block: 1px solid var(--line); }}
.paper .paper-contents ol {{ margin: 0; padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: 0 2em; }}
.paper .paper-contents a {{ color: var(--link); text-decoration: none; }}
.paper .paper-contents a:hover {{ text-decoration: underline; }}
.paper .paper-addressee {{ text-indent: 0; }}
.paper .paper-attachment-line {{ margin-top: 1.9rem; }}
.paper .paper-attachment-line + .paper-attachment-line {{ margin-top: 0; text-indent: 5em; }}
.paper .paper-signature {{ margin: 2.4rem 0 0 auto; width: fit-content; padding-right: 2em; text-indent: 0;
  text-align: center; }}
.paper .paper-attachment {{ margin-top: 3.5rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }}
.paper .paper-attachment-mark {{ text-indent: 0; font-family: var(--head); }}
.paper .paper-attachment h2 {{ margin: .4rem 0 1rem; text-align: center; text-indent: 0;
  font: 400 1.5rem/1.5 var(--title); }}
.paper .paper-table {{ overflow-x: auto; margin-inline: clamp(-4rem, 40rem - 100vw, 0rem); }}
.paper table {{ width: 100%; border-collapse: collapse; font: .875rem/1.55 var(--head); }}
.paper th, .paper td {{ padding: .45rem .45rem; border-bottom: 1px solid var(--line); text-align: left;
  vertical-align: top; }}
.paper th {{ position: sticky; top: 0; background: #f4f6f8; font-weight: 600; white-space: nowrap;
  border-bottom-color: #b9c1cb; }}
.paper tbody tr:hover {{ background: #f8fafc; }}
.paper tr:target {{ background: var(--wash); box-shadow: inset 3px 0 var(--link); }}
.paper td.left {{ min-width: 7.5em; }}
.paper td:nth-child(5) {{ min-width: 12em; }}
.paper td.center {{ text-align: center; white-space: nowrap; color: var(--soft); }}
.paper td.right {{ text-align: right; font-variant-numeric: tabular-nums; }}
.paper td.code {{ min-width: 13em; font: .7rem/1.5 ui-monospace, Menlo, Consolas, monospace; color: var(--soft);
  overflow-wrap: anywhere; }}
.paper .paper-unseen {{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }}
.paper .paper-note {{ margin-top: .8rem; text-indent: 0; font: .85rem/1.7 var(--head); color: var(--soft); }}
@media (max-width: 40rem) {{ .paper {{ padding-top: 2rem; border: 0; }} .paper p {{ text-align: left; }} }}
@media print {{
  @page {{ size: A4; margin: {layout.TOP_MM}mm {layout.RIGHT_MM}mm {layout.BOTTOM_MM}mm {layout.BINDING_MM}mm; }}
  .paper {{ max-width: none; padding: 0; border: 0; background: none; color: #000;
    font-size: {layout.SIZE_3}pt; line-height: {layout.LINE_PITCH_PT:.2f}pt; }}
  .paper .paper-contents {{ display: none; }}
  .paper .paper-notice {{ margin: 0; padding: 0; border: 0; background: none; color: #595959; font-size: 9pt; }}
  .paper .figure {{ color: inherit; text-decoration: none; padding: 0; }}
  .paper h1 {{ font-size: {layout.SIZE_2}pt; }}
  .paper h2, .paper h3 {{ font-size: inherit; margin: 0; break-after: avoid; }}
  .paper .paper-attachment {{ break-before: page; border: 0; margin: 0; padding: 0; }}
  .paper .paper-table {{ margin: 0; overflow: visible; }}
  .paper table {{ font-size: {layout.SIZE_5_SMALL}pt; line-height: 1.4; }}
  .paper th, .paper td {{ padding: 2pt 3pt; border: .5pt solid #000; min-width: 0 !important; color: #000 !important; }}
  .paper th {{ position: static; background: none; }}
  .paper td.code {{ font-size: 7pt; }}
  .paper thead {{ display: table-header-group; }}
  .paper tr {{ break-inside: avoid; }}
}}
body:has(> .paper) {{ margin: 0; padding: 2rem 1rem; background: #eceff3; }}
@media print {{ body:has(> .paper) {{ padding: 0; background: none; }} }}
"""
