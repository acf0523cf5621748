"""Write catalogue/days/<year>.toml from the tables of the chinesecalendar library (MIT).

Run after the yearly notice is out and the library knows the year:

    .venv/bin/python scripts/make_calendar.py [YEAR ...]

The number of a notice is written only where the notice itself was seen with that number; add a line
to NOTICES for a new year, or leave it out and the file says that the number is not recorded.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from datetime import date
from importlib.metadata import version
from pathlib import Path

from chinese_calendar import constants

FOLDER = Path(__file__).resolve().parents[1] / "guiju" / "catalogue" / "days"
NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利70周年纪念日",
}
NOTICES = {
    2010: "国办发明电〔2009〕27号",
    2011: "国办发明电〔2010〕40号",
    2012: "国办发明电〔2011〕45号",
    2013: "国办发明电〔2012〕33号",
    2014: "国办发明电〔2013〕28号",
    2015: "国办发明电〔2014〕28号",
    2016: "国办发明电〔2015〕18号",
    2017: "国办发明电〔2016〕17号",
    2018: "国办发明电〔2017〕12号",
    2019: "国办发明电〔2018〕15号",
    2020: "国办发明电〔2019〕16号",
    2021: "国办发明电〔2020〕27号",
    2022: "国办发明电〔2021〕11号",
    2023: "国办发明电〔2022〕16号",
    2024: "国办发明电〔2023〕7号",
    2025: "国办发明电〔2024〕12号",
    2026: "国办发明电〔2025〕7号",
}
AMENDED = {
    2015: [
        "国务院关于中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休放假的通知（国发明电〔2015〕1号）"
    ],
    2019: ["国务院办公厅关于调整2019年劳动节假期安排的通知（国办发明电〔2019〕3号）"],
    2020: ["国务院办公厅关于延长2020年春节假期的通知（国办发明电〔2020〕1号）"],
}


def main(years: list[int]) -> None:
    """Write the files of the given years, or of all years that the library knows."""
    rest, work = _by_festival(constants.holidays), _by_festival(constants.workdays)
    for year in years or sorted(rest):
        path = FOLDER / f"{year}.toml"
        path.write_text(_file(year, rest[year], work[year]), encoding="utf-8")
        print(f"{path.name}: {sum(map(len, rest[year].values()))} 天放假")


def _by_festival(days: dict[date, str]) -> dict[int, dict[str, list[date]]]:
    found: dict[int, dict[str, list[date]]] = defaultdict(lambda: defaultdict(list))
    for day, name in sorted(days.items()):
        found[day.year][NAMES[str(name)]].append(day)
    return found


def _file(year: int, rest: dict[str, list[date]], work: dict[str, list[date]]) -> str:
    sources = [_notice(year), *AMENDED.get(year, [])]
    if any(day.month == 12 for table in (rest, work) for day in table.get("元旦", [])):
        sources.append(_notice(year + 1))
    lines = [
        f"# {year}年放假与调休：rest 放假，work 调休上班。由 scripts/make_calendar.py 写出。",
        "format = 1",
        f"year = {year}",
        'status = "official"',
        f'source = "{"；".join(sources)}"',
        f'checked = "chinesecalendar {version("chinesecalendar")} (MIT)"',
    ]
    names = sorted({*rest, *work}, key=lambda name: min(rest.get(name, []) + work.get(name, [])))
    for name in names:
        lines += ["", "[[festival]]", f'name = "{name}"', f"rest = [{_dates(rest.get(name, []))}]"]
        if work.get(name):
            lines.append(f"work = [{_dates(work[name])}]")
    return "\n".join(lines) + "\n"


def _notice(year: int) -> str:
    return f"国务院办公厅关于{year}年部分节假日安排的通知（{NOTICES.get(year, '文号未记录')}）"


def _dates(days: list[date]) -> str:
    return ", ".join(day.isoformat() for day in days)


if __name__ == "__main__":
    main([int(year) for year in sys.argv[1:]])
