"""Fonts 字体: which a paper needs by name, and what stands in for each where it is not installed.

The fonts of office computers (方正小标宋, 仿宋_GB2312, 楷体_GB2312, 黑体, 宋体) may not be passed on: a docx names
them and embeds none; a PDF or a page takes the first stand-in that is there.
"""

from __future__ import annotations

from collections.abc import Collection

_OPEN_SONG = (
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Source Han Serif CN",
    "Noto Serif SC",
    "AR PL UMing CN",
)
_OPEN_HEI = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Noto Sans SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
)

SAME_FACE: dict[str, tuple[str, ...]] = {
    "方正小标宋简体": ("FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05", "小标宋体", "小标宋"),
    "仿宋_GB2312": (
        "FangSong_GB2312",
        "仿宋",
        "FangSong",
        "方正仿宋简体",
        "方正仿宋_GBK",
        "华文仿宋",
        "STFangsong",
    ),
    "楷体_GB2312": ("KaiTi_GB2312", "楷体", "KaiTi", "方正楷体简体", "方正楷体_GBK", "华文楷体", "STKaiti"),
    "黑体": ("SimHei", "方正黑体简体", "方正黑体_GBK", "华文黑体", "STHeiti"),
    "宋体": ("SimSun", "NSimSun", "新宋体", "方正书宋简体", "方正书宋_GBK", "华文宋体", "STSong"),
}
"""The same typeface under the names of other makers: a linter accepts these."""

STANDS_IN: dict[str, tuple[str, ...]] = {
    "方正小标宋简体": ("华文中宋", "STZhongsong", *_OPEN_SONG, "宋体", "SimSun", *_OPEN_HEI),
    "仿宋_GB2312": ("FandolFang", "Fandol Fang R", *_OPEN_SONG, "宋体", "SimSun", *_OPEN_HEI),
    "楷体_GB2312": ("FandolKai", "AR PL UKai CN", "LXGW WenKai", *_OPEN_SONG, "宋体", "SimSun", *_OPEN_HEI),
    "黑体": ("Microsoft YaHei", "微软雅黑", *_OPEN_HEI, *_OPEN_SONG),
    "宋体": (*_OPEN_SONG, *_OPEN_HEI),
}
"""Another typeface, where the right one is missing: good for a preview, and the page count may differ."""


def candidates(font: str) -> tuple[str, ...]:
    """The font, its other names and its stand-ins, best first."""
    return (font, *SAME_FACE.get(font, ()), *STANDS_IN.get(font, ()))


def is_same_face(font: str, found: str) -> bool:
    """Whether the name found is the font asked for, or the same typeface of another maker."""
    return found == font or found in SAME_FACE.get(font, ())


def installed(font: str, families: Collection[str]) -> tuple[str, ...]:
    """Those of the candidates that are there; names compare without case."""
    there = {family.casefold(): family for family in families}
    return tuple(there[name.casefold()] for name in candidates(font) if name.casefold() in there)


def css_stack(font: str) -> str:
    """The candidates as a CSS ``font-family`` value, ended by the generic family."""
    generic = "sans-serif" if font == "黑体" else "serif"
    return ", ".join([*(f'"{name}"' for name in candidates(font)), generic])
