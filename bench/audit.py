"""Finding the numeric claims of a report, beside a bare expression, a tokeniser and a plain read of the file.

The text is invented reports thinned with prose until one claim stands in about a hundred characters, as in real
reports. Peers, interleaved round by round over the same text: the usual expression (number, scale, measure word)
by Python's ``re``, our own expression by ``re`` and by RE2, everything up to finished quantities, jieba
cutting the text into words (a tenth of it, for time), and as a floor reading and decoding the file. What our
scan finds is compared with ``re`` before anything is printed. The whole audit (find, understand, check) runs over the
same tenth as jieba. Then growth: numbers from 1 to 10 MB, the whole audit likewise, and a folder of reports by one
process and by all.
"""

from __future__ import annotations

import os
import re
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import jieba

from guiju.kernel.audit.cells import quantities_of
from guiju.kernel.audit.checks import check
from guiju.kernel.audit.context import document_of
from guiju.kernel.audit.extract import quantities
from guiju.kernel.audit.match import understand
from guiju.kernel.audit.measure import MEASURES
from guiju.kernel.audit.outline import outline
from guiju.kernel.audit.reading import Reading
from guiju.kernel.audit.scan import places, places_by_re
from guiju.kernel.audit.text import plain_text
from guiju.kernel.finding import Finding
from guiju.store.auditing import Auditing, auditing
from guiju.store.catalogue import Catalogue, load
from tests.kernel.audit.marked import HERE, unmarked

PROSE = """坚持以习近平新时代中国特色社会主义思想为指导，认真落实上级关于法治政府建设的部署，把依法行政贯穿于工作的各方面和全过程。
健全党委领导、政府负责、部门协同、社会参与的工作格局，压实各级各部门主要负责人推进法治建设第一责任人职责，定期研究解决重点难点问题。
严格落实公众参与、专家论证、风险评估、合法性审查和集体讨论决定的程序，未经审查或者审查不合法的，不得提交会议讨论。
2023年以来，围绕群众反映强烈的突出问题，持续规范执法行为，全面推行行政执法公示、执法全过程记录和重大执法决定法制审核制度。
扎实开展“八五”普法，落实“谁执法谁普法”责任制，推动法治宣传进机关、进乡村、进社区、进学校、进企业，营造尊法学法守法用法的浓厚氛围。
同时也要看到，工作中还存在一些差距和不足，主要表现在：有的单位运用法治思维和法治方式解决问题的能力有待提高，基层执法力量和专业素养还需加强。
下一步，将进一步强化责任落实，完善工作机制，以更高标准、更实举措推进法治政府建设，为高质量发展提供坚实的法治保障。
"""
WORDS = "|".join(sorted(map(re.escape, MEASURES), key=len, reverse=True))
USUAL = re.compile(
    rf"(?:\d[\d,，.]*|[一二两三四五六七八九十百千万亿几数]+|[*＊xX×]+)\s*[余多]?[万亿]?[余多]?(?:{WORDS})"
)


def report() -> str:
    """Invented reports with prose between them, one claim in about a hundred characters."""
    reports = [
        unmarked(path.read_text(encoding="utf-8")).content
        for path in sorted((HERE / "reports").glob("*.txt"))
    ]
    text = "\n".join(reports)
    return text + PROSE * (len(quantities(text)) * 100 // len(PROSE) - len(text) // len(PROSE))


def run(quick: bool) -> None:
    """Print both tables."""
    once = report()
    text = once * max(1, (300_000 if quick else 1_000_000) // len(once.encode()))
    assert list(places(text)) == list(places_by_re(text))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.txt"
        file.write_text(text, encoding="utf-8")
        _beside(text, file, rounds=3 if quick else 5)
    _growth(once, (1, 3) if quick else (1, 3, 10))
    _whole(once, (0.1, 0.3) if quick else (0.3, 1, 3, 10))
    _folder(once, 60 if quick else 3_000)


def _beside(text: str, file: Path, rounds: int) -> None:
    part = text[: len(text) // 10]
    jieba.setLogLevel(60)
    jieba.initialize()
    rows: dict[str, tuple[str, Callable[[], object]]] = {
        "下限：读文件并解码": (text, lambda: file.read_text(encoding="utf-8")),
        "re：通常写法（数字＋量词）": (text, lambda: [match.span() for match in USUAL.finditer(text)]),
        "re：我们的表达式": (text, lambda: list(places_by_re(text))),
        "规矩：扫描（RE2）": (text, lambda: list(places(text))),
        "规矩：数字断言全部读出": (text, lambda: quantities(text)),
        "规矩：整份审校（不核对记录）": (part, lambda: audited(part)),
        "jieba：分词": (part, lambda: list(jieba.cut(part))),
    }
    rates: dict[str, list[float]] = {name: [] for name in rows}
    for _ in range(rounds):
        for name, (over, work) in rows.items():
            rates[name].append(len(over) / _seconds(work))
    usual = median(rates["re：通常写法（数字＋量词）"])
    print(f"{len(text):,} 字，{len(quantities(text)):,} 处断言，{rounds} 轮交错\n")
    print("| 做什么 | 字/秒（中位） | 最低 – 最高 | 与 re 通常写法之比 |\n|---|---:|---:|---:|")
    for name, told in rates.items():
        print(
            f"| {name} | {median(told):,.0f} | {min(told):,.0f} – {max(told):,.0f} | {median(told) / usual:.2f} |"
        )


def _growth(once: str, sizes: tuple[int, ...]) -> None:
    print("\n| 文本 | 断言 | 秒 | 字/秒 |\n|---|---:|---:|---:|")
    for size in sizes:
        text = once * max(1, size * 1_000_000 // len(once.encode()))
        seconds = _seconds(lambda text=text: quantities(text))
        print(f"| {size} MB | {len(quantities(text)):,} | {seconds:.2f} | {len(text) / seconds:,.0f} |")
    for name, character in (("数字", "7"), ("星号", "*"), ("“一”", "一"), ("括号", "（")):
        seconds = _seconds(lambda character=character: quantities(character * 10_000_000))
        print(f"| 一千万个{name} | 0 | {seconds:.2f} | {10_000_000 / seconds:,.0f} |")


@cache
def declared() -> tuple[Catalogue, Auditing]:
    """The shipped catalogue with the auditor's declarations."""
    catalogue = load()
    return catalogue, auditing(catalogue)


def audited(content: str) -> tuple[Finding, ...]:
    """A text found, understood and checked, as ``guiju audit --no-home`` does it."""
    catalogue, known = declared()
    text = plain_text("report.txt", content)
    sections = outline(text, known.lexicon)
    document = document_of(text, sections, known.lexicon)
    claims = understand(text, sections, document, quantities_of(text), known.lexicon)
    return check(Reading(text, document, sections, claims), known.book, catalogue.instruments)


def _whole(once: str, sizes: tuple[float, ...]) -> None:
    print("\n| 整份审校 | 秒 | 字/秒 |\n|---|---:|---:|")
    for size in sizes:
        text = once * max(1, int(size * 1_000_000) // len(once.encode()))
        seconds = _seconds(lambda text=text: audited(text))
        print(f"| {size} MB | {seconds:.2f} | {len(text) / seconds:,.0f} |")


def _folder(once: str, number: int) -> None:
    """A folder of reports of about 5,000 characters each, by one process and by all."""
    texts = [once[start : start + 5_000] for start in range(0, min(len(once) - 5_000, number * 500), 500)]
    texts = [texts[index % len(texts)] for index in range(number)]
    workers = os.cpu_count() or 1
    alone = _seconds(lambda: [audited(text) for text in texts[: max(1, number // 10)]]) * 10
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        spread = _seconds(lambda: sum(1 for _ in pool.map(audited_briefly, texts, chunksize=8)))
    print(
        f"\n{number:,} 份报告（各 5,000 字）：一个进程约 {alone:.1f} 秒（按十分之一推算），{workers} 个进程 {spread:.1f} 秒"
    )


def audited_briefly(content: str) -> int:
    """The number of findings, which is all that a pool need send back here."""
    return len(audited(content))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
