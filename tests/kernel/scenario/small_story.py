"""A story small enough to read: one office, its people, two procedures, and what is needed to expand it."""

from __future__ import annotations

import tomllib
from copy import deepcopy
from datetime import date
from typing import Any

from guiju.kernel.days.calendar import Calendar, YearTable
from guiju.kernel.procedure.catalogue import Procedures
from guiju.kernel.procedure.definition import Definition
from guiju.kernel.procedure.read import read_definition

HEAD = """
format = 1
[scenario]
id = "small"
title = "小故事"
notice = "全部虚构"
seed = "一"
begins_on = 2022-12-01
ends_on = 2024-01-31
[words]
surnames = ["甲", "乙"]
given_names = ["一", "二", "三"]
subjects = ["道路", "桥梁"]
[[area]]
code = "990101"
name = "某区人民政府"
short = "某区"
level = "district"
[[body]]
slug = ""
name = "{area}人民政府"
kind = "政府"
tags = ["government"]
[[body]]
slug = "east"
name = "{area}东局"
kind = "政府部门"
tags = ["department"]
weight = 3
[[body]]
slug = "west"
name = "{area}西局"
kind = "政府部门"
tags = ["department"]
[[post]]
id = "officer"
tag = "department"
title = "科员"
roles = ["handler"]
count = 3
[[post]]
id = "head"
tag = "department"
title = "局长"
roles = ["head"]
"""

LETTER = """
format = 1
id = "letter"
title = "来信"
kind = "register"
cites = ["某法(2020)#1"]
since = 2020-01-01
governed_by = "open"
[[role]]
id = "handler"
title = "经办人员"
[[role]]
id = "head"
title = "机关负责人"
[[stage]]
id = "here"
title = "已收"
[[stage]]
id = "done"
title = "已答"
final = true
[[step]]
id = "take"
title = "收信"
by = ["handler"]
opens = true
to = "here"
source = "derived"
[[step.field]]
id = "title"
title = "事由"
type = "text"
required = true
[[step.field]]
id = "pages"
title = "页数"
type = "int"
[[step.field]]
id = "about"
title = "所涉来信"
type = "matter"
of = "letter"
[[step.field]]
id = "answer_by"
title = "答复期限"
type = "date"
[[step.field]]
id = "readers"
title = "传阅"
type = "officials"
[[step]]
id = "answer"
title = "答复"
by = ["head"]
from = ["here"]
to = "done"
source = "derived"
[[step.field]]
id = "reply"
title = "答复内容"
type = "longtext"
required = true
[[step]]
id = "pass_on"
title = "转办"
by = ["handler"]
at = "any"
from = ["here"]
source = "derived"
"""


def story(flow: str) -> dict[str, dict[str, Any]]:
    """The tables of the small story with these flows."""
    return {"head.toml": tomllib.loads(HEAD), "flows.toml": tomllib.loads("format = 1\n" + flow)}


def changed(tables: dict[str, dict[str, Any]], file: str, key: str, value: Any) -> dict[str, dict[str, Any]]:
    """A copy of the tables with one top key of one file set to something else."""
    copy = deepcopy(tables)
    copy[file][key] = value
    return copy


def procedures() -> Procedures:
    """The one procedure of the small story."""
    return Procedures([letter()])


def letter() -> Definition:
    """A letter is taken in, perhaps passed on, and answered by the head."""
    definition, findings = read_definition(tomllib.loads(LETTER), "letter.toml")
    assert definition is not None, findings
    return definition


def calendar() -> Calendar:
    """Weekends off, and New Year's Day of 2023."""
    rest = {date(2023, 1, 1): "元旦", date(2023, 1, 2): "元旦"}
    years = {year: YearTable(year, rest if year == 2023 else {}, {}, "虚构") for year in (2022, 2023, 2024)}
    return Calendar(years)
