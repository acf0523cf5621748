"""Period 报告期: month, quarter, half, year or a run of months, with its first and last day."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from guiju.errors import InputFault

_FORMS = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)|Q(?P<quarter>[1-4])|H(?P<half>[12]))?"
    r"|(?P<from>\d{4}-\d\d)\.\.(?P<to>\d{4}-\d\d)",
    re.ASCII,
)
_NUMERALS = "一二三四"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A run of whole calendar months, from ``start`` to ``end`` (months counted from year 0)."""

    start: int
    end: int

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period written ``2023-08``, ``2023Q3``, ``2023H1``, ``2023`` or ``2023-01..2023-09``.

        Raises: InputFault, with the forms that are understood.
        """
        found = _FORMS.fullmatch(text.strip())
        if found is None:
            raise _unreadable(text)
        if found["from"]:
            period = cls(_month_number(found["from"], text), _month_number(found["to"], text))
        elif found["month"]:
            number = _month_number(f"{found['year']}-{found['month']}", text)
            period = cls(number, number)
        else:
            period = _part_of_year(int(found["year"]), found["quarter"], found["half"])
        if period.end < period.start or not 12 * 1949 <= period.start <= period.end < 12 * 2200:
            raise _unreadable(text)
        return period

    @classmethod
    def of_month(cls, day: date) -> Period:
        """The month in which the day lies."""
        number = 12 * day.year + day.month - 1
        return cls(number, number)

    @property
    def length(self) -> int:
        """Number of months."""
        return self.end - self.start + 1

    @property
    def first_day(self) -> date:
        """The first calendar day."""
        return date(self.start // 12, self.start % 12 + 1, 1)

    @property
    def last_day(self) -> date:
        """The last calendar day."""
        year, month = self.end // 12, self.end % 12 + 1
        return date(year, month, monthrange(year, month)[1])

    @property
    def code(self) -> str:
        """The one spelling: a run that is a whole quarter, half or year is written as such."""
        year, month = divmod(self.start, 12)
        if self.length == 1:
            return _spelled(self.start)
        if self.length == 12 and month == 0:
            return f"{year:04}"
        if self.length == 6 and month % 6 == 0:
            return f"{year:04}H{month // 6 + 1}"
        if self.length == 3 and month % 3 == 0:
            return f"{year:04}Q{month // 3 + 1}"
        return f"{_spelled(self.start)}..{_spelled(self.end)}"

    @property
    def title(self) -> str:
        """As a Chinese sentence says it: 2023年, 2023年上半年, 2023年第三季度, 2023年1月至9月."""
        year, month = divmod(self.start, 12)
        code = self.code
        if ".." in code:
            until = (
                f"{self.end % 12 + 1}月"
                if self.end // 12 == year
                else f"{self.end // 12}年{self.end % 12 + 1}月"
            )
            return f"{year}年{month + 1}月至{until}"
        if "Q" in code:
            return f"{year}年第{_NUMERALS[month // 3]}季度"
        if "H" in code:
            return f"{year}年{'下' if month else '上'}半年"
        return f"{year}年{month + 1}月" if "-" in code else f"{year}年"

    def months(self) -> tuple[Period, ...]:
        """Each month of the period as a period of its own."""
        return tuple(Period(number, number) for number in range(self.start, self.end + 1))

    def previous(self) -> Period:
        """The run of the same length just before (环比)."""
        return Period(self.start - self.length, self.end - self.length)

    def same_last_year(self) -> Period:
        """The same months a year earlier (同比)."""
        return Period(self.start - 12, self.end - 12)

    def __str__(self) -> str:
        return self.code


def _part_of_year(year: int, quarter: str | None, half: str | None) -> Period:
    if quarter:
        return Period(12 * year + 3 * int(quarter) - 3, 12 * year + 3 * int(quarter) - 1)
    if half:
        return Period(12 * year + 6 * int(half) - 6, 12 * year + 6 * int(half) - 1)
    return Period(12 * year, 12 * year + 11)


def _month_number(written: str, text: str) -> int:
    year, month = int(written[:4]), int(written[5:])
    if not 1 <= month <= 12:
        raise _unreadable(text)
    return 12 * year + month - 1


def _spelled(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _unreadable(text: str) -> InputFault:
    return InputFault(
        f"报告期“{text}”读不懂；请写成 2023（年）、2023H1（半年）、2023Q3（季度）、2023-08（月）"
        "或 2023-01..2023-09（累计），年份在1949至2199之间，起月不晚于止月"
    )
