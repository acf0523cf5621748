"""Declared words by which a number that counts is told from one that belongs to a phrase (vocabulary only)."""

from __future__ import annotations

ACTS = tuple(
    """
    聘请 聘任 聘用 选聘 招聘 招录 录用 引进 配备 配置 配齐 明确 确定 指定 选派 派驻 设立 内设 下设 增设 设置
    成立 组建 新建 建成 建立 建设 创建 创成 新增 增加 增 减 减少 制定 制订 出台 修订 修改 废止 印发 制发
    发布 公布 发出 发放 编印 编制 起草 审查 审核 审议 审理 审结 办理 办结 办成 受理 处理 查处 查办 查获 查扣
    立案 处罚 收到 接到 接收 移送 移交 评选 评出 推出 推选 推荐 选树 培育 培养 培训 开展 举办 召开 组织 举行
    参加 参与 承办 承接 主持 邀请 发现 发生 出具 提出 提交 提供 打造 命名 获评 荣获 获得 获 入选 通报 约谈
    问责 处分 责令 撤销 维持 驳回 调解 化解 排查 检查 抽查 督查 督察 督导 巡察 走访 慰问 帮扶 完成 清理 取消
    下放 压减 精简 梳理 拍摄 制作 播放 悬挂 张贴 安排 听取 研究 学习 讨论 批示 旁听 解决 整改 曝光 没收 吊销
    关停 拆除 取缔 改造 升级 搭建 开通 上线 投入 争取 兑现 减免 挽回 代理 解答 接待 接访 签订 签约 覆盖 涉及
    惠及 服务 抽取 评查 考核 测评 考试 通过 合格 胜诉 败诉 和解 撤诉 纠错 任命 宣传 监督 反馈 采纳 落实了
    形成了 配套 共 计 有 为 达 了 近 约 超 逾 多 再 又 至少 仅 只 各 均 已 分 分别 每年 每月 每季度 每半年
    每周 每天 每村 每人 累计 合计 共计 连续 先后 进行
    """.split()
)
"""After these a small spoken numeral counts: acts with results, and adverbs of counting."""

RESULTS = tuple(
    """
    聘请 聘任 聘用 选聘 招聘 招录 录用 引进 配备 配置 指定 选派 派驻 设立 增设 成立 组建 新建 建成 创建 创成
    新增 制定 制订 出台 修订 废止 印发 制发 发出 编印 审结 办理 办结 受理 查处 查办 立案 收到 接到 移送 移交
    举办 召开 举行 发现 发生 出具 荣获 获评 获得 命名 通报 约谈 问责 处分 撤销 拆除 吊销 代理 化解 评选 开展
    组织 培训 至少 仅 共 各 每年 每月 每季度 每半年 每周 每天 每村 每人 累计 共计
    """.split()
)
"""Of these the ones right after which even 一 is a number and no article."""

ABSTRACT = tuple(
    """
    机制 体系 制度 格局 模式 氛围 环境 过程 问题 方面 意义 局面 整体 大局 主线 目标 原则 方向 理念 路径 道路
    合力 特色 品牌 链条 步骤 环节 网络 闭环 方法 办法 抓手 重点 任务 必修课 答卷 标杆 样板 系列 揽子
    """.split()
)
"""Nouns before which 一 is an article whatever act stands before it: 建立一套工作机制."""

SET_NOUNS = tuple(
    """
    方面 维护 确立 意识 自信 制度 环节 层面 阶段 原则 必须 坚持 关键 体系 机制 到位 不 一 维度 服务 结合
    统一 清单 责任 转变 延伸 融合 能力 领域 板块 突出 抓 强化 注重 聚焦 严 优先 为主 导向 倒逼 关口 防线
    抓手 要素 重点 步骤 层次 层级 等级 类型 文明 理念 办 成 性
    """.split()
)
"""Nouns that make a set phrase with 两 to 九: 三项制度, 五个方面, 两个维护."""

NOT_AFTER_ONE = ("性", "办", "成", "来", "起", "般", "味")
"""After 一 and a measure word these make an adverb or a slogan: 一次性告知, 一次办好."""

ARTICLES = tuple(
    "另 这 那 哪 某 同 任何 唯 逐 其中 是 作为 成为 的 当 跑 第 进 统 如 每 任 万 有 说 像 又 最后 每一".split()
)
"""Before 一 these leave it no number: 这一次, 是一个, 最多跑一次."""

ESTIMATES = ("上", "近", "达", "约", "超", "逾", "过", "成", "数", "接近")
"""Before a bare 百 千 万 these make an estimate of it: 上百, 近千, 成千."""

PROGRAMMES = ("行动", "攻坚", "规划", "计划", "工程", "战役", "大计", "目标")
"""After a length of time these make the name of a programme: 三年行动, 百日攻坚."""

TIMEFRAMES = tuple("近 过去 今后 未来 最近 每 前 后 上 下 这 那 当 逐 头 首 另 同 以后 往后 此后".split())
"""Before a length of time these make a frame of it, nothing measured: 近三年, 今后五年, 每3个月."""

LASTING = ("内", "以内", "之内", "以上", "以下", "左右", "期满", "期限", "的期限", "时限", "时间")
"""After a length of time these make it a limit or a duration."""

CHANGED = (
    "压缩",
    "缩短",
    "缩减",
    "压减",
    "减少",
    "减至",
    "减为",
    "降至",
    "降到",
    "降为",
    "下降",
    "提速",
    "延长",
    "提升",
    "变为",
)
"""After a length of time these say that it was changed: 20日压缩为5日."""

REACHED = tuple(
    """
    为期 期限 时限 时间 满 达 长达 连续 缩短 压缩 压减 减少 下降 降 减 提速 节约 节省 至 到 为 从 由 平均
    超过 不少于 不足 不到 需 少于 提前 用时 耗时 延长 均 间隔 共 计 于 约 最长 最短 学习 培训 拘留 停业 锻炼
    挂职 保持 历时 持续 不低于 不超过 最多 至少 耗费 增加 延期 顺延 以
    """.split()
)
"""Before a length of time these say that something lasted, shrank or is limited."""

AROUND = ("外", "之外", "以外")
"""After 8小时 these make a sphere of life of it: 八小时外."""
