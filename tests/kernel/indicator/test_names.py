"""The names the room gives out are there."""

from __future__ import annotations

import guiju.kernel.indicator as room


def test_every_public_name_exists():
    assert sorted(room.__all__) == sorted(set(room.__all__))
    assert all(hasattr(room, name) for name in room.__all__)
