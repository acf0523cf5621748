"""What looks like a claim and is none: years and dates, provisions, names, slogans, articles of speech.

Grammar first, declared vocabulary where grammar cannot tell. For spoken numerals (一名, 两轮, 三项):

* 二 before a measure word is an ordinal (counting takes 两), and so is whatever follows 第;
* a bare 百 千 万 (千名律师进万企) is rhetoric unless 上 近 数 or 余 makes an estimate of it;
* ten and more, and whatever carries 余 多 几, is a count;
* 两 to 九 before a measure word of slogans (个 项 条 张 …) is a count only where an act stands before it
  (制定三项, 组织两个) or the clause ends after it; before any other measure word it is a count;
* 一 is an article (一个过程, 一支队伍管执法) unless the clause ends after it or an act that has results stands right
  before it (聘请了一名资深律师), and never before an abstract noun (建立一套机制).
"""

from __future__ import annotations

import re

from guiju.kernel.audit.figure import Figure

REACH = 24
"""How many characters before and after a number are looked at."""

_QUOTE = 15
"""A quotation of at most so many characters is a name; in a longer one something is told."""

ACTS = (
    "聘请 聘任 选聘 招聘 招录 录用 引进 配备 配置 配齐 明确 确定 指定 选派 派驻 设立 成立 组建 新建 建成 建立 创建 创成 新增 增设 增加 制定 "
    "制订 出台 修订 修改 废止 印发 制发 发布 公布 发出 发放 编印 编制 起草 审查 审核 审议 审理 审结 办理 办结 受理 处理 查处 查办 立案 "
    "处罚 收到 接到 接收 移送 移交 评选 评出 推出 推选 推荐 培育 培养 培训 开展 举办 召开 组织 举行 参加 参与 承办 承接 主持 邀请 邀约 发现 发生 "
    "出具 提出 提交 提供 打造 命名 获评 荣获 获得 获 入选 通报 约谈 问责 处分 责令 撤销 维持 驳回 调解 化解 排查 检查 抽查 督查 督导 "
    "巡察 走访 慰问 帮扶 完成 清理 取消 下放 承接 压减 精简 梳理 编纂 拍摄 制作 播放 悬挂 张贴 设置 安排 集中 听取 研究 学习 讨论 批示 旁听 "
    "共 计 有 为 达 了 近 约 超 至少 增 减 仅 只 各 分别 每月 每年 每季度 每半年 每周 累计 合计 共计 连续 先后 分 已 逾 多 再 又 进行 选树 挖掘 任命 "
    "解决 整改 曝光 查获 查扣 没收 吊销 关停 拆除 取缔 建设 改造 升级 搭建 开通 上线 投入 争取 兑现 减免 挽回 代理 解答 接待 接访 化解 签订 签约 "
    "覆盖 涉及 惠及 服务 分为 划分 抽取 评查 考核 测评 考试 通过 合格 成功 胜诉 败诉 和解 撤诉 纠错"
).split()
"""Words after which a small spoken numeral counts something: acts with results, and adverbs of counting."""
RESULTS = frozenset(
    "聘请 聘任 选聘 招聘 招录 录用 引进 配备 配置 指定 选派 派驻 设立 成立 组建 新建 建成 创建 创成 新增 增设 制定 制订 出台 修订 "
    "废止 印发 制发 发出 编印 审结 办理 办结 受理 查处 查办 立案 收到 接到 移送 移交 举办 召开 举行 发现 发生 出具 荣获 获评 "
    "命名 通报 约谈 问责 处分 撤销 拆除 吊销 代理 化解 评选 获得 开展 组织 至少 仅 共 各 每年 每月 每季度 每半年 每周 每村 每人".split()
)
"""Of these the ones after which even 一 is a number."""
ABSTRACT = (
    "机制 体系 制度 格局 模式 氛围 环境 队伍 过程 问题 方面 意义 局面 整体 大局 主线 目标 原则 方向 理念 路径 道路 合力 特色 品牌 标准 链条 步骤 "
    "环节 网络 闭环 清单 平台 方法 办法 抓手 重点 任务 必修课 答卷"
).split()
SET_NOUNS = (
    "方面 维护 确立 意识 自信 制度 环节 层面 阶段 原则 必须 坚持 关键 体系 机制 到位 不 一 维度 服务 结合 统一 清单 责任 转变 延伸 融合 能力 "
    "领域 板块 突出 抓 强化 注重 聚焦 严 优先 为主 导向 倒逼 关口 防线 抓手 要素 重点 步骤 层级 等级 类型 群体 文明 理念"
).split()
_NAMES_AFTER = re.compile(
    r"(?:专项|集中|攻坚|提升|整治|普法|执法|治理|改革|建设|创建)?(?:行动|攻坚战?|规划|计划|工程|战役)|.{0,12}?(?:服务|生活|法律|便民)[^，。；]{0,6}圈"
)
_ROUND_THE_CLOCK = re.compile(r"以内|之内|内|以上|左右")
_QUOTED_LAW = re.compile(r"(?:规定|条|款|项|明确|指出|强调|要求|提出)[：:，,]?$")
_YEAR = re.compile(r"(?:19|20|２０|１９)[\d]{2}$")
_END = re.compile(r"[，。；、！？,;!?）)\s]|$|以上|左右|以内|以下|和|及|并|，")
_TIMEFRAME = (
    "近",
    "过去",
    "今后",
    "未来",
    "最近",
    "每",
    "前",
    "后",
    "上",
    "下",
    "这",
    "那",
    "当",
    "逐",
    "头",
    "首",
    "另",
    "同",
)
_LASTING = ("内", "以内", "以上", "以下", "左右", "之内", "期满", "期限", "前", "后")
_REACHED = re.compile(
    r"(?:为期|期限|时限|时间|满|达|长达|连续|缩短|压缩|压减|减少|下降|降|减|提速|节约|节省|至|到|为|从|由|平均|不超过|超过|不少于|不足|不到|需|仅需|只需|少于|提前|用时|耗时|延长|均|间隔|共|计|在|于|近|约|最长|最短|学习|培训|拘留|停业|锻炼|挂职|保持)了?(?:到|至|为)?$"
)
_ORDINAL_RANK = re.compile(r"(?:排名?|位[列居]|名列|列|居|跻身|进入)[^，。；\d第前]{0,10}(?:第|前)$")
_MEETING = re.compile(r"(?:全体)?会议|全会|党代会|常委会|人代会|全体")
_ARTICLES = (
    "另",
    "这",
    "那",
    "哪",
    "某",
    "同",
    "任何",
    "唯",
    "逐",
    "其中",
    "是",
    "作为",
    "的",
    "当",
    "跑",
    "第",
    "成为",
    "进",
    "统",
    "如",
    "每",
    "任",
    "万",
    "有",
)


def is_no_claim(content: str, figure: Figure) -> bool:
    """Whether the number at its place is part of a date, a provision, a name or a phrase."""
    before = content[max(0, figure.start - REACH) : figure.start]
    after = content[figure.end : figure.end + REACH]
    if _is_joined(before, after, figure) or _is_named(content, figure, before):
        return True
    if figure.measure is None and figure.form not in ("parts", "label"):
        return True
    if before.endswith("第") or _is_meeting(figure, before, after):
        return not _is_rank(before, figure)
    if _is_time(content, figure, before, after):
        return True
    if figure.form == "mask":
        return _hides_a_name(figure, after)
    if figure.form == "spoken":
        return _is_phrase(figure, before, after)
    return False


def _is_rank(before: str, figure: Figure) -> bool:
    return figure.word in ("名", "位") and _ORDINAL_RANK.search(before) is not None


def _is_meeting(figure: Figure, before: str, after: str) -> bool:
    """十二届三次会议, 第3次会议: which one, not how many."""
    return figure.word == "次" and before.endswith("届") and _MEETING.match(after) is not None


def _is_joined(before: str, after: str, figure: Figure) -> bool:
    """Part of a label, a code, a formula or a telephone number: 1+3+N, A4, 7×24, 0871－6543210."""
    last = before[-1:]
    if not last:
        return False
    if figure.form == "mask" and (last.isascii() and last.isalnum()):
        return True
    if figure.form == "digits":
        if last.isascii() and last.isalpha():
            return True
        if last in "+＋×*＊·•/:：〔[" and before[-2:-1].isalnum() and before[-2:-1].isascii():
            return last not in ":：" or before[-2:-1].isdigit()
        if last in "-－—–~～." and before[-2:-1].isdigit():
            return True
        if last == "№":
            return True
    return False


def _is_named(content: str, figure: Figure, before: str) -> bool:
    """Inside a title 《》, or inside quotation marks that hold a name or a provision."""
    start, end = figure.start, figure.end
    if _inside(content, start, end, "《", "》", 80) is not None:
        return True
    for left, right in (("“", "”"), ("「", "」"), ("‘", "’")):
        inside = _inside(content, start, end, left, right, 120)
        if inside is not None:
            opened, closed = inside
            if figure.form == "label":
                return False
            if closed - opened - 1 <= _QUOTE and "，" not in content[opened:closed]:
                return True
            if figure.form == "spoken" and figure.value is not None and figure.value < 10:
                return True
            return _QUOTED_LAW.search(content[max(0, opened - 8) : opened]) is not None
    return False


def _inside(content: str, start: int, end: int, left: str, right: str, reach: int) -> tuple[int, int] | None:
    opened = content.rfind(left, max(0, start - reach), start)
    if opened < 0 or content.find(right, opened, start) >= 0:
        return None
    closed = content.find(right, end, end + reach)
    if closed < 0 or content.find(left, end, closed) >= 0:
        return None
    return opened, closed


def _is_time(content: str, figure: Figure, before: str, after: str) -> bool:
    """A year, a day of a month, a frame of time (近三年来), a programme (三年行动) or a name (24小时, 15分钟…圈)."""
    if figure.word in ("分", "分钟") and before.endswith(("时", "点", ":", "：")):
        return True
    if figure.kind != "duration":
        return False
    if _NAMES_AFTER.match(after) or after.startswith(("来", "一度", "一遇", "计划", "如一日")):
        return True
    value = figure.value
    if figure.word == "年":
        if value is not None and (
            value >= 1900 or (len(figure.numeral) == 2 and figure.form == "digits" and value >= 10)
        ):
            return True
    if figure.word == "月":
        return True
    if value == 24 and figure.unit == "小时" or value == 365:
        return not (_ROUND_THE_CLOCK.match(after) or figure.approx)
    if (
        figure.word == "日"
        and before[-1:] in "月、－-—至"
        and value is not None
        and value <= 31
        and value == int(value)
    ):
        if before.endswith("月") or re.search(r"月\d{1,2}日?[、－\-—至]$", before):
            return True
    if figure.word == "小时" or figure.word == "分钟":
        return False
    if before.endswith(_TIMEFRAME) and not before.endswith(("以后", "提前")):
        return True
    whole = value is not None and value == int(value)
    if figure.word in ("年", "日", "天", "周") or figure.form == "spoken":
        if figure.approx or not whole:
            return False
        if after.startswith(_LASTING):
            return False
        if _REACHED.search(before):
            return False
        return figure.word == "日" or figure.form == "spoken" or figure.word == "年" and not _END.match(after)
    return False


def _hides_a_name(figure: Figure, after: str) -> bool:
    """**年 is a date, **市 a place, **个人 somebody: only certain measure words show that a figure was masked."""
    measure = figure.measure
    if measure is None or not measure.maskable:
        return True
    return figure.word == "个" and after.startswith(("人", "体", "别", "案"))


def _is_phrase(figure: Figure, before: str, after: str) -> bool:
    if figure.kind == "duration":
        return False
    numeral, word = figure.numeral, figure.word
    value = (figure.value or 0) * figure.scale
    if numeral.startswith("二") and len(numeral) == 1:
        return True
    if word == "成":
        return not (_END.match(after) or figure.approx or after.startswith(("的", "多", "执", "案", "人")))
    if word in ("倍", "番"):
        return word == "番" and not before.endswith(("翻", "翻了"))
    if set(numeral) <= set("几数"):
        return True
    if set(numeral) <= set("百千万亿") and not figure.approx:
        return not before.endswith(("上", "近", "达", "约", "超", "逾", "过"))
    if word in ("级", "类", "种", "层", "点", "面", "步", "环", "首", "片", "道", "线") and value < 10:
        return True
    if word == "分" and value <= 10:
        return not _END.match(after)
    if figure.approx and numeral not in ("一",) or value > 10 or figure.value_max is not None:
        return False
    measure = figure.measure
    loose = measure is not None and measure.loose
    if numeral == "一":
        return _is_article(figure, before, after)
    if after.startswith(tuple(SET_NOUNS)) and (loose or word in ("次",)):
        return True
    if loose:
        return not (before.endswith(tuple(ACTS)) or _END.match(after))
    return False


def _is_article(figure: Figure, before: str, after: str) -> bool:
    if before.endswith(_ARTICLES) or before[-3:].count("一") or re.match(r".{0,4}一|性|办|成", after):
        return True
    bare = before[:-1] if before.endswith("了") else before
    if bare.endswith(tuple(RESULTS)):
        clause = re.split(r"[，。；、\s]", after, maxsplit=1)[0]
        return any(noun in clause for noun in ABSTRACT)
    return not (
        _END.match(after)
        and bool(re.search(r"[\u4e00-\u9fff]$", before))
        and before.endswith(tuple(ACTS + ["件", "会议", "会", "案"]))
    )
