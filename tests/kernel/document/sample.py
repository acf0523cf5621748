"""A small outline, figures to fill it, and a whole paper: what the tests of documents and papers share."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from guiju.kernel.document.compose import Composed, compose
from guiju.kernel.document.fill import Facts
from guiju.kernel.document.outline import Outline
from guiju.kernel.document.read import read_outline

OUTLINE = """
format = 1
id = "sample"
title = "样例报告"
cites = ["法治政府建设与责任落实督察工作规定(2019)#25"]
paper_title = "{issuer}{period}样例报告"
opening = [{ text = "{period}的情况报告如下。" }]

[[narrative]]
id = "shortcomings"
title = "存在的不足和原因"
help = "逐条写明"
required = true

[[narrative]]
id = "more"
title = "补充"

[[section]]
id = "work"
title = "主要工作"
cites = ["法治政府建设与责任落实督察工作规定(2019)#25.0.1"]
required = true

[[section.item]]
id = "reconsideration"
title = "行政复议"
sentences = [
  { text = "审结行政复议案件{cases}件，其中调解{mediated}件。", zero = "没有审结的行政复议案件。" },
  { text = "发放资料{copies:wan}份。" },
]

[[section.item]]
id = "exam"
title = "考试"
sentences = [
  { text = "考试合格率{pass_rate:rate}。", zero = "没有组织考试。" },
  { text = "较多的一年。", when = [["cases", "ge", 100]] },
]

[[section]]
id = "shortcomings"
title = "存在的不足"
cites = ["法治政府建设与责任落实督察工作规定(2019)#25.0.2"]
required = true
sentences = [{ text = "{text:shortcomings}" }]

[[section]]
id = "next"
title = "{next_period}安排"
sentences = [{ text = "{text:more}" }]
"""


@dataclass(frozen=True)
class Number:
    """A figure as the room of figures hands it over."""

    indicator: str
    value: Decimal | None
    title: str = "指标"
    unit: str = "件"
    period: str = "2023"
    body: str = "990101"
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    records: int = 0
    ledger_size: int = 48211
    definition_digest: str = "sm3:00"
    gist: str = "报告期内的件数。"
    cites: tuple[str, ...] = ("行政复议法(2023)#62.1",)

    @property
    def id(self) -> str:
        return f"{self.indicator}@{self.period}@{self.body}#{self.ledger_size}"


VALUES: dict[str, str | None] = {"cases": "103", "mediated": "12", "copies": "61834", "pass_rate": "98.50"}
SIGNED_ON = date(2024, 2, 5)
WORDS = {"shortcomings": "（一）力量不足。人员配备不齐。\n个别文件质量不高。"}


def tables(**changes: Any) -> dict[str, Any]:
    """The outline as parsed, with top-level keys changed."""
    return {**tomllib.loads(OUTLINE), **changes}


def outline(**changes: Any) -> Outline:
    """The outline as read, with top-level keys changed."""
    read, findings = read_outline(tables(**changes), "reports/sample.toml")
    assert read is not None, findings
    return read


def figures(**changes: str | None) -> dict[str, Number]:
    """The figures, some with other values; None: cannot be computed."""
    values = {**VALUES, **changes}
    return {
        code: Number(code, None if value is None else Decimal(value), title=f"{code}指标", records=7)
        for code, value in values.items()
    }


def composed(
    words: Mapping[str, str] = WORDS,
    *,
    given: Mapping[str, Number] | None = None,
    by: Outline | None = None,
    **facts: Any,
) -> Composed:
    """The paper of the sample outline, or of another."""
    own = {"issuer": "云溪区人民政府", "body": "990101", "period": "2023", "signed_on": SIGNED_ON}
    return compose(
        by or outline(), figures() if given is None else given, Facts(**{**own, "words": words, **facts})
    )


def text_of(result: Composed) -> str:
    """The paper's words, headings and paragraphs, one a line."""
    lines = (getattr(part, "printed", "") or getattr(part, "text", "") for part in result.document.parts)
    return "\n".join(line for line in lines if line)


def rules(result: Composed) -> list[str]:
    """The machine names of what was found."""
    return [finding.rule for finding in result.findings]
