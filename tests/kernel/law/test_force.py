"""应当 / 不得 / 可以 / 一般 → how loudly a breach is reported."""

from __future__ import annotations

import pytest

from guiju.kernel.law.force import is_force, level_of, word_of


@pytest.mark.parametrize(
    ("force", "level", "word"),
    [
        ("must", "error", "应当"),
        ("must_not", "error", "不得"),
        ("generally", "warning", "一般"),
        ("may", "note", "可以"),
    ],
)
def test_the_statutes_word_decides_the_level(force, level, word):
    assert (level_of(force), word_of(force)) == (level, word)


def test_other_words_are_no_force():
    assert not is_force("should")
