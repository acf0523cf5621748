"""Measure words 量词: what may stand after a number, the unit and kind it gives, and what it must not begin.

A measure word is one only as long as the following characters do not make another word of it: 项 in 12项审批,
not in 12项目; 人 in 3人, not in 人民. ``BARRED`` declares those words, ``DESPITE`` what looks like one of them
and is none (项目标 after a number is 项 + 目标).
"""

from __future__ import annotations

from dataclasses import dataclass

from guiju.kernel.audit.claim import Kind


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure word: its normalised unit, the kind of quantity it makes, and where it may stand.

    ``loose``: slogans are built with it (个 项 条 张), so a spoken numeral before it proves little.
    ``maskable``: after asterisks it marks a figure; otherwise asterisks before it may hide a name.
    ``at_least``: the word itself says more (个多月). ``half``: it adds a half (个半月).
    """

    unit: str
    kind: Kind
    loose: bool = False
    maskable: bool = True
    at_least: bool = False
    half: bool = False


_THINGS = """
件 次 起 宗 例 桩 份 部 册 篇 卷 本 页 幅 名 位 人 家 所 处 座 栋 幢 间 户 场 期 批 轮 台 辆 艘 枚 块 盏 棵 株
笔 堂 课 讲 档 节 款 封 通 遍 趟 回 副 双 根 盒 箱 袋 瓶 架 头 只 粒 字 席 则 盘
件次 人次 场次 批次 家次 户次 所次 处次 台次 车次 班次 艘次 辆次 项次 条次 份次 个次 点次 组次 队次 架次 起次
宗次 册次 卷次 次人 课时 学时 学分 标段 席位 张次 例次 站次 店次 期次 轮次 篇次 人份
"""
_LOOSE = "个 项 条 张 支 套 类 种 道 把 组 对 队 颗 股"
_WEAK = "级 片 站 点 班 面 门 首 集 层 步 环 单 标 编 段"
_NOUNS = "村 镇 乡 县 区 市 街道 社区 乡镇 镇街 县区 区县 县市区 部门 单位 企业 行政村 学校"
_RATES = {
    "%": "%", "％": "%", "﹪": "%", "‰": "‰", "‱": "‱", "个百分点": "百分点", "百分点": "百分点",
    "成": "成", "倍": "倍", "番": "番", "个千分点": "千分点",
}  # fmt: skip
_DURATIONS = {
    "日": "日", "天": "日", "个工作日": "工作日", "工作日": "工作日", "个自然日": "日", "自然日": "日",
    "小时": "小时", "个小时": "小时", "钟头": "小时", "个钟头": "小时", "分钟": "分钟", "秒": "秒", "秒钟": "秒",
    "年": "年", "个月": "月", "月": "月", "周": "周", "个星期": "周", "星期": "周", "个季度": "季度",
    "整年": "年", "个工时": "小时", "工时": "小时", "余日": "日",
}  # fmt: skip
_AMOUNTS = {
    "元": "元", "元钱": "元", "块钱": "元", "元整": "元", "人民币元": "元", "美元": "美元", "欧元": "欧元",
    "港元": "港元", "日元": "日元",
}  # fmt: skip
_SIZES = {
    "分": "分", "名次": "名次", "个名次": "名次", "位次": "位次", "个位次": "位次",
    "平方米": "平方米", "㎡": "平方米", "m²": "平方米", "m2": "平方米", "平米": "平方米", "平方公里": "平方公里",
    "平方千米": "平方公里", "立方米": "立方米", "立方": "立方米", "m³": "立方米", "公里": "公里", "千米": "公里",
    "km": "公里", "延米": "米", "米": "米", "亩": "亩", "公顷": "公顷", "吨": "吨", "公斤": "公斤", "千克": "公斤",
    "kg": "公斤", "斤": "斤", "克": "克", "升": "升", "千瓦时": "千瓦时", "千瓦": "千瓦", "兆瓦": "兆瓦",
    "微克每立方米": "微克每立方米", "微克/立方米": "微克每立方米", "毫克/升": "毫克每升", "微克": "微克", "毫克": "毫克",
    "字节": "字节", "GB": "GB", "TB": "TB",
}  # fmt: skip

_ANOTHER_WORD = """
起: 草 诉 点 步 因 到 来 源 止 用 始 算 效 底 航 飞 重
项: 目
件: 均 套
人: 民 大 社 才 事 均 员 口 力 身 格 防 行 工 际 群 物 类 数 文 为 情 心 性 财 武 流 道 体 脸 家
条: 例 件 款 文 约 目
份: 额 子
部: 门 署 分 长 委 队 级 位 属 机关
本: 市 县 区 级 年 人 科 院 局 机关 单位 省 镇 乡 案 行政 报告 着 月 季 地 质 次 辖 部门 法 规定 领域 土
面: 积 对 上 向 临 前 貌 试 商 谈 广
名: 单 称 录 额 牌 誉 义 优 片 镇 城 人 字 列 下
位: 于 列 居 置 次居
家: 庭 长 园 乡 属 具 禽 电 风 访 政 校
所: 有 在 属 需 得 涉 示 提 做 谓 以 处 长 作
处: 罚 理 置 级 分 长 于 室 以 警 突 方 境 遇 办
座: 谈 位 落
户: 籍 外 口 主 均 型
场: 所 景 地 镇 馆 面 域 合
期: 间 限 望 满 待 末 初 盼 货
批: 准 复 示 评 发 办 量 判 捕 阅
轮: 流 岗 训 值 换 候 胎
台: 区 县 河 儿 账 办 湾 阶 风 胞
节: 约 点 省 日 能 气 目 奏 俭 假 水
通: 过 知 报 告 道 行 畅 车 讯 用 常 俗 办
笔: 试 录 者 迹
门: 县 峡 户 类 槛 店 口 诊 票
堂: 食
课: 题 堂 程 后 外
讲: 话 座 解 法 师 述 究 清 好
档: 案 次
首: 个 次 批 要 先 问 席 违 家 创
集: 中 体 成 聚 团 合 约 镇 市 散
班: 子 组 主
款: 项 物
回: 复 应 访 避 头 归 顾 信 收 馈
副: 职 县 市 局 主 区 书 镇 总 院 组 处 科 省 乡
双: 随 方 向 减 公 重 拥 创 休 语 碳
根: 据 本 治 源 植
架: 构
头: 脑 部 雁
只: 要 有 能 是 跑 进 需 为 减 看 准 得
片: 区 面
单: 位 一 独 元 项 行 纯 方 个 次 列 车
字: 样 体 号 第 眼 数 典 幕
席: 卷
个: 体 性 案 别 税 转企
支: 持 部 队 出 付 行 撑 点 援 柱 委 农 配
套: 餐 路 取 牌 用
类: 似 别 型 比 推
种: 植 子 粮 养 族
道: 路 德 理 歉 口
把: 握 关 控 脉 法 矛 依 好 手
组: 织 长 建 成 合 团 员
对: 于 标 照 比 接 象 外 策 应 口 话 账 待 行 全 重 涉 群 执 违 不 企 辖 本 市 县 各 一 发 该 其 我 人
    未 乡 区
队: 伍 员 长
股: 份 权 东 室 长
层: 级 次 面 层 出
步: 骤 伐 入 行 走
环: 境 节 保 评 卫
站: 点 位 式 长 所 台 在 上
点: 位 多 对 击 名 面 评 半 整 钟 前 后 以 到 至
级: 别
张: 某 家 力 贴 榜 店
盘: 活 查
则: 由 是 为
标: 准 题 杆 志 的 识 本
编: 制 印 号 写 辑 发 纂
床: 位
日: 常 报 均 前 益 起 程 记 期 子 志 照 渐 本
天: 然 津 气 河 平 网 府 候 眼 下 山 水 桥 地
年: 代 以来 画 货 会 度 版 初 末 底 终 内累 份 级 龄 轻 均 鉴 检 报 薪 审
月: 份 报 度 均 底 初 末 中旬
周: 年 边 期 岁 围 报 密 到 转 例
秒: 批 办 级 报
元: 旦 素 首 月 化 宝 宇
成: 立 功 效 员 果 为 本 都 交 熟 绩 年 批 长 就 套 品 形 型 分 因 规 势 事 文 人 了 一 诉 县 色 片 队
    婚 才
倍: 增 感 受
番: 茄 号
分: 别 类 析 管 局 解 级 步 批 行 公 区 工 配 布 层 中心 会 期 阶 领 为 之 院 所 厅 站 校 流 散 歧 支 享
    头 明 拣 项 片 点 发 队 色 量 组 数线 档 设 年 送 业 包 办
米: 粉 饭 面
克: 服 难 己
升: 级 至 到 为 格 幅 降
村: 级 民 务 支 两 委 组 干 居 规 集 庄
镇: 级 党 政 人 区
乡: 级 村 镇人 贤 党 土 亲 政
县: 级 委 政 域 直 局 城 人 乡 内 长
区: 级 委 政 域 直 局 人 内 长 间 块 划 别
市: 级 委 政 域 直 局 人 场 民 内 长 区 容 监
"""
_DESPITE = """
本: 案卷 行政处罚案卷
分: 之间 之多
成: 以上 以下
日: 起算
项: 目标 目的
支: 队伍 持证 行动
名: 人大 人民 单位 城管 城市 城镇 人员 人才
人: 为本单位
个: 体工商户 性化 案件
条: 文件
家: 长期 政务
件: 套路
组: 长期
张: 贴
所: 有关
"""


def _read(table: str) -> dict[str, tuple[str, ...]]:
    """A declared table, ``key: words`` with further lines of words indented, as key → words."""
    entries: dict[str, tuple[str, ...]] = {}
    key = ""
    for line in table.strip().splitlines():
        if not line.startswith(" "):
            key, _, line = line.partition(":")
        entries[key] = (*entries.get(key, ()), *line.split())
    return entries


BARRED = _read(_ANOTHER_WORD)
"""Measure word → beginnings of what follows that make another word of it."""
DESPITE = _read(_DESPITE)
"""Measure word → beginnings that ``BARRED`` would refuse and that leave it a measure word all the same."""


def _table() -> dict[str, Measure]:
    table = {word: Measure(word, "count") for word in _THINGS.split()}
    table |= {word: Measure(word, "count", loose=True) for word in _LOOSE.split()}
    weak = (*_WEAK.split(), *_NOUNS.split())
    table |= {word: Measure(word, "count", loose=True, maskable=False) for word in weak}
    table |= {word: Measure(unit, "rate") for word, unit in _RATES.items()}
    dated = {"日", "年", "月", "周", "天"}
    table |= {word: Measure(u, "duration", maskable=word not in dated) for word, u in _DURATIONS.items()}
    table |= {word: Measure(unit, "amount") for word, unit in _AMOUNTS.items()}
    table |= {word: Measure(unit, "count") for word, unit in _SIZES.items()}
    for word in ("月", "小时", "星期", "季度"):
        table["个多" + word] = table["个余" + word] = Measure(_unit_of(word), "duration", at_least=True)
        table["个半" + word] = Measure(_unit_of(word), "duration", half=True)
    return table


def _unit_of(word: str) -> str:
    return {"星期": "周"}.get(word, word)


MEASURES = _table()
NEVER_SPOKEN = frozenset(_WEAK.split())
"""After a spoken numeral these make no count: 一步, 三级, 一线."""
FIRST_OF_MEASURES = frozenset(word[0] for word in MEASURES)
_SIZES_OF = {
    first: sorted({len(word) for word in MEASURES if word[0] == first}, reverse=True)
    for first in FIRST_OF_MEASURES
}
"""How long the measure words are that begin with a letter, the longest first."""


def measure_at(content: str, at: int) -> tuple[str, Measure, int] | None:
    """The longest measure word at an offset and where it ends, brackets such as 项（条） and 件（次） included.

    The unit of 件（次） is 件次, as that is a measure word itself; of 项（条） it is 项.
    """
    for size in _SIZES_OF.get(content[at : at + 1], ()):
        word = content[at : at + size]
        if (
            len(word) == size
            and (measure := MEASURES.get(word))
            and not _is_another_word(content, word, at + size)
        ):
            end = at + size
            if content[end : end + 1] in ("（", "("):
                return _bracketed(content, word, measure, end)
            return word, measure, end
    return None


def _is_another_word(content: str, word: str, end: int) -> bool:
    barred = BARRED.get(word)
    return bool(
        barred and content.startswith(barred, end) and not content.startswith(DESPITE.get(word, ("\0",)), end)
    )


def _bracketed(content: str, word: str, measure: Measure, end: int) -> tuple[str, Measure, int]:
    for size in (1, 2):
        inner = content[end + 1 : end + 1 + size]
        if inner in MEASURES and content[end + 1 + size : end + 2 + size] in ("）", ")"):
            joined = MEASURES.get(word + inner)
            return word, joined or measure, end + 2 + size
    return word, measure, end
