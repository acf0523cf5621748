"""Wording 措辞: what the words beside a number say of its period, its body, its kind and its subject."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from guiju.kernel.audit.claim import Kind, Quantity
from guiju.kernel.audit.lexicon import Concept, Lexicon, Words, class_of
from guiju.kernel.audit.reading import Document, Section

_YEAR = r"(?:19|20)\d{2}"
_YEARS = re.compile(_YEAR)
_DAY = r"年?(?:\d{1,2}月)?(?:\d{1,2}日|底|末)?"
_TIME = re.compile(
    rf"(?P<since>{_YEAR}年(?:\d{{1,2}}月)?(?:以来|至今|起))|(?P<span>{_YEAR}{_DAY}[-—–~～至到]{_YEAR}{_DAY})"
    rf"|(?P<months>(?:{_YEAR}年)?\d{{1,2}}月?(?:份)?[-—–~～至到]\d{{1,2}}月)"
    rf"|(?P<until>(?:截至|截止|至)到?(?:{_YEAR}年)?\d{{1,2}}月(?:底|末|份|\d{{1,2}}日)?|\d{{1,2}}月(?:底|末)前?)"
    rf"|(?P<year>{_YEAR})年(?:度)?(?:(?P<its_month>\d{{1,2}})月)?"
    r"|(?P<month>(?<![\d每个])\d{1,2})月(?!\d)|(?P<last>(?<![较比同])(?:去年|上一?年度?|上年同期)(?!度?结转|度?转入|度?遗留))|(?P<this>今年|本年度?|全年|一年来|当年)"
    r"|(?P<many>近[几两二三四五六七八九十\d]*年来?|[几多]年来|[两二三四五六七八九十\d]{1,2}年来|“?十[一二三四]五”?(?:期间|以来)|历年|建[立成]以来)"
)
_ASIDES = re.compile(r"《[^《》\n]{1,80}》|[（(][^（）()\n]{0,40}[）)]")
_KIND_OF = re.compile(
    r"(?<![各种同人此])类(?:型)?(?:的)?(?:案件|事项|问题|纠纷|诉求)?(?:共|有|为|是|达|计)*$|领域(?:的)?(?:案件|事项|问题|纠纷|诉求|投诉举报|投诉|举报)*(?:共|有|为)*$"
)
_LEADING = re.compile(
    rf"^(?:(?:{_YEAR}年(?:度)?(?:以来|来)?|全年|今年|本年度?|去年|今年以来|今年来|截[至止](?:目前|[^，]{{1,12}})|目前|其中|同时|此外|共计|合计|总计|共|累计|先后)[，,：:]?)+"
)
_COMPARED = re.compile(r"去年|上一?年度?|上年同期|同期")
_AFTER_FIRST = re.compile(r"[\d.]+[^\d]")
_SCOPE = re.compile(
    r"(?:其中)?[，,：:]?(?P<name>[省市州县区旗镇乡](?:本级|直)|[省市州县区旗镇乡]级(?:部门|机关|单位)?|各?(?:县区|区县|县市区|乡镇|镇街))(?:共|有|为)?"
)
_PER = re.compile(r"[日月年人户]均|平均每?|每[人户村日天周月季年家]")
_TRAILS = "达到 达 约 近 为 是 有 共计 合计 总计 累计 总数 需要 需 共 了 至 的 等 超过 超 逾 余 仅 均 高达 保持在 保持 在".split()
_TRAILING = re.compile(f"(?:{'|'.join(_TRAILS)})+$")
_TRAILING_ENDS = frozenset(word[-1] for word in _TRAILS)
_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、是]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、])"
)
_SHARED = re.compile(r"^[，,（(\s]*[^，。；\s]{0,2}占(?![道地用线有])[^，。；]{0,16}$")
_BOUND = re.compile(
    r"(?:不得?少于|不低于|不得?超过|不高于|最[高低多少长短](?:不超过|不少于)?|至少|至多|以内|以上)"
)
_DOES = (
    r"共|全年|累计|先后|今年|\d|新收|办理|受理|收到|接收|开展|审结|查处|立案|组织|召开|举办|制定|制发|印发|出台|完成|对|为|向|将|"
    r"通过|依法|审查|审核|调解|化解|发放|聘请|聘任|配备|负责|推行|实施|检查|抽查|抽检|作出|实现|培训|评查|移送|公开|主动|发布|率先|积极"
)
_PAUSE = re.compile(r"[，,；;。：:！？（(）)]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SENTENCES = re.compile(r"[。！？!?\n]")
_CLAUSES = re.compile(r"[，,；;：:]")
_TIME_SIGNS, _TIME_REACH = "年月五来", 9
_TIMED = re.compile(f"[{_TIME_SIGNS}]")
"""Every expression of time has one of these signs, and asks for less than so many letters from the last one on."""
_OPENING = re.compile(r"[《（(]")


@dataclass(slots=True)
class Beside:
    """The words beside a number: its own before and after it, and the text that leads to it (``lead``).

    ``clause`` and ``sentence`` are the last ones of the lead.
    """

    before: str
    after: str
    lead: str
    clause: str = field(init=False)
    sentence: str = field(init=False)

    def __post_init__(self) -> None:
        self.clause, self.sentence = _last(self.lead)


class Wording:
    """The grammar of what stands beside numbers, made once for a document."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.year = document.period
        self.reporter = document.body
        words = lexicon.words
        self.change = re.compile("|".join(map(re.escape, words.change)))
        change = "|".join(map(re.escape, words.change))
        self.change_to = re.compile(
            rf"[^，。；\d]{{0,4}}(?:{change}|减|降|增|升|提)(?:到|至|为|成)(?:了)?[^，。；\d]{{0,6}}"
        )
        self.changed = re.compile(
            rf"(?:{change})(?:了|约|近|超过|超|幅度?达?|率?达?)?$|(?:同比|环比|[较比](?:上年|去年|上一年|前一年|同期)[^，。；]{{0,6}})\S{{0,8}}$"
        )
        self.idle = re.compile("|".join(sorted(map(re.escape, words.idle), key=len, reverse=True)))
        self.norm = re.compile("|".join(sorted(map(re.escape, words.norm), key=len, reverse=True)))
        self.acts = re.compile(
            rf"(?:{_any(words.acts)})(?:类|案件|领域|方面)*(?:共|有|为|是|数量|件数|占[^，]{{0,12}})*"
        )
        self.bodies = _bodies(words)
        self.own = words.own

    def letters(self, words: str) -> int:
        """How many letters of these words say something."""
        return len(_HAN.findall(self.idle.sub("", words)))

    def is_change(self, before: str, quantity: Quantity, said: str) -> bool:
        """Whether the number is an increase or decrease rather than a value: 同比增长12%, 下降3个百分点."""
        if class_of(quantity.unit) == "change":
            return True
        return bool(self.changed.search(before.strip())) and not self.change.search(said)

    def is_average(self, before: str, quantity: Quantity, said: str) -> bool:
        """Whether a count is one per day, head or unit (日均860件) where the concept speaks of no such thing."""
        found = _PER.search(before) if "均" in before or "每" in before else None
        return found is not None and class_of(quantity.unit) == "count" and found.group() not in said

    def scope(self, before: str) -> str:
        """The area or level of bodies if that is all the words say (其中市本级), else ""."""
        found = _SCOPE.fullmatch(before.strip())
        return found["name"] if found else ""

    def is_kind(self, before: str) -> bool:
        """Whether the number is that of one kind among several (行政处罚类12件), which no concept counts."""
        return ("类" in before or "领域" in before) and bool(_KIND_OF.search(before.strip()))

    def is_act(self, before: str) -> bool:
        """Whether the words before a number only name a kind of administrative act: 行政处罚12件, 政府信息公开类3件."""
        return self.acts.fullmatch(_led(before.strip("，、；。：:,; \n\t"))) is not None

    def is_share(self, before: str) -> bool:
        """Whether a percentage is the share of the number before it: 占总数的33.9%."""
        return _SHARED.match(before) is not None

    def kind(
        self,
        quantity: Quantity,
        before: str,
        concept: Concept | None,
        headings: Sequence[Section],
    ) -> Kind:
        """The kind; target for a value that a rule, plan or norm sets rather than measures."""
        if quantity.kind in ("ordinal_or_period", "document_number", "other"):
            return quantity.kind
        if concept is not None and concept.kind == "target":
            return "target"
        if _planned(headings) is not None:
            return "target"
        return "target" if self.norm.search(before) else quantity.kind

    def period(
        self, quantity: Quantity, kind: Kind, beside: Beside, moment: str, headings: Sequence[Section]
    ) -> str | None:
        """Year or month; None for rules, for values before a reform and for sums over several years."""
        planned = _planned(headings)
        if kind == "other":
            return None
        told: str | None
        if moment == "to":
            told = self._told(_AFTER_FIRST.split(beside.clause)[-1]) or None
        else:
            told = self._told(beside.clause)
            if not told and (len(beside.clause) < len(beside.sentence) or _COMPARED.search(beside.clause)):
                told = self._told(beside.sentence, compared=False)
        if kind == "target" and planned is None:
            return told or None
        if moment == "from" and told is None:
            return None
        if told is not None:
            return told or None
        if planned is not None:
            return planned or _next(self.year)
        named = next((section.period for section in headings if section.level == 1 and section.period), "")
        return named or self.year or None

    def _told(self, words: str, *, compared: bool = True) -> str | None:
        """The period that words name: a year or month, "" for several years; None where they name none.

        ``compared`` False: but for a period that another is compared with (较去年).
        """
        if not _TIMED.search(words):
            return None
        words = words if compared else _COMPARED.sub("", words)
        words = _ASIDES.sub("", words) if _OPENING.search(words) else words
        last = max(map(words.rfind, _TIME_SIGNS))
        if last < 0:
            return None
        found = next(iter(deque(_TIME.finditer(words, 0, last + _TIME_REACH), maxlen=1)), None)
        if found is None:
            return None
        if found["since"]:
            return self.year if not self.year or found["since"].startswith(self.year) else ""
        if found["span"]:
            years = set(_YEARS.findall(found["span"]))
            return years.pop() if len(years) == 1 else ""
        if found["many"]:
            return ""
        if found["months"] or found["until"] or found["this"]:
            return self.year
        if found["last"]:
            return str(int(self.year) - 1) if self.year.isdigit() else None
        year, month = found["year"] or self.year, found["month"] or found["its_month"]
        return f"{year}-{int(month):02d}" if month and 1 <= int(month) <= 12 and year else year or None

    def body(self, beside: Beside) -> str:
        """The other body that a sentence speaks of, as printed; "" where it speaks of the reporter."""
        one = beside.clause == beside.sentence
        for words in (beside.clause,) if one else (beside.clause, beside.sentence):
            words = words.strip()
            numbering = _NUMBERING.match(words)
            found = self.bodies.match(_led(words[numbering.end() :] if numbering else words))
            if found:
                name = found["name"]
                mine = name in self.own or (
                    self.reporter and (self.reporter.endswith(name) or name.endswith(self.reporter))
                )
                return "" if mine else name
        return ""

    def subject(self, beside: Beside) -> str:
        """What is counted, in the text's own words: those before the number, else those after it."""
        first = _trimmed(_led(beside.before.strip("，、；。：:,“ \n\t")))
        rest = _PAUSE.split(beside.after, maxsplit=1)[0].strip("的“” \n\t")
        joined = first + rest if len(first) < 12 else first or rest
        if joined.strip():
            return joined.strip()[:60]
        clause, sentence = _last(beside.lead.rstrip("，,：:"))
        return _trimmed(_led(clause or sentence))[-40:]


def _planned(headings: Sequence[Section]) -> str | None:
    """The year of the plan section one is in, "" where its heading names none; None outside of plans."""
    for section in headings:
        if section.role == "plan":
            return section.period
        if section.role != "other":
            return None
    return None


def _next(year: str) -> str | None:
    return str(int(year) + 1) if year.isdigit() else None


def _last(lead: str) -> tuple[str, str]:
    """The clause and the sentence that text before a number ends with."""
    sentence = _SENTENCES.split(lead[-300:])[-1]
    return _CLAUSES.split(sentence)[-1], sentence


def _led(words: str) -> str:
    """The words without the time and the adverbs that lead to them."""
    found = _LEADING.match(words)
    return words[found.end() :] if found else words


def _trimmed(words: str) -> str:
    """The words without the verbs and adverbs that trail behind them."""
    return _TRAILING.sub("", words) if words[-1:] in _TRAILING_ENDS else words


def _bodies(words: Words) -> re.Pattern[str]:
    """A pattern for the name of an organ that begins a sentence and then does something: 区市场监管局办理…."""
    stems, tails, whole, areas = (
        _any(one) for one in (words.departments, words.body_ends, words.organs, words.areas)
    )
    return re.compile(
        rf"(?P<name>(?![以由与和对向为在经被按据将])(?:[\u4e00-\u9fff*]{{0,8}}?(?:{areas}))?(?:(?:{stems})(?:{tails})|(?:{whole})))(?={_DOES})"
    )


def _any(words: Sequence[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
