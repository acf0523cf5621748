"""Keys in files: made once, read back, and never by others."""

from __future__ import annotations

import stat

import pytest

from guiju.errors import InputFault
from guiju.kernel.ledger import parse_checkpoint, sign, signed_by, take_checkpoint
from guiju.store.signing import make_key, read_key
from tests.kernel.ledger.samples import TIME, log_of


def test_a_checkpoint_signed_with_a_key_file_is_checked_without_any_library(tmp_path):
    made = make_key(tmp_path / "keys" / "checkpoint.key", "guiju/990101")
    read = read_key(tmp_path / "keys" / "checkpoint.key")
    note = sign(take_checkpoint(log_of(3), TIME), read).text()
    assert signed_by(parse_checkpoint(note), [made.public_key]) == (read.public_key,)


def test_a_key_file_is_for_its_owner_alone(tmp_path):
    make_key(tmp_path / "checkpoint.key", "guiju/990101")
    assert stat.S_IMODE((tmp_path / "checkpoint.key").stat().st_mode) == 0o600


def test_a_key_is_never_overwritten(tmp_path):
    first = make_key(tmp_path / "checkpoint.key", "guiju/990101")
    with pytest.raises(InputFault, match="已存在"):
        make_key(tmp_path / "checkpoint.key", "guiju/990101")
    assert read_key(tmp_path / "checkpoint.key").public_key == first.public_key


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\nb"])
def test_a_name_that_breaks_the_signature_line_is_refused(tmp_path, name):
    with pytest.raises(InputFault, match="名称"):
        make_key(tmp_path / "checkpoint.key", name)


def test_a_missing_or_torn_key_is_told(tmp_path):
    with pytest.raises(InputFault, match="没有密钥文件"):
        read_key(tmp_path / "none.key")
    (tmp_path / "torn.key").write_bytes(b"guiju/990101\ngarbage")
    with pytest.raises(InputFault, match="读不出"):
        read_key(tmp_path / "torn.key")
