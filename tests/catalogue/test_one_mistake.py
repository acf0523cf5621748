"""One mistake in a file is told once, where it was made."""

from __future__ import annotations

import shutil

import pytest

from guiju.store.catalogue import SHIPPED
from guiju.usecases import check_catalogue as judging
from guiju.usecases.check_catalogue import check_catalogue

NEW = "procedures/reconsideration_2023.toml"


@pytest.fixture(scope="module", autouse=True)
def _without_proofs():
    """Proofs are of whole definitions and take seconds; here it is the reading that is tried."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(judging, "prove", lambda definition: [])
        yield


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A copy of the shipped catalogue, and what is said of it as it is."""
    root = tmp_path_factory.mktemp("catalogue")
    shutil.copytree(SHIPPED, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("scenarios"))
    return root, {(f.rule, f.place, f.message) for f in check_catalogue(root)}


@pytest.mark.parametrize(
    ("file", "right", "wrong", "rule"),
    [
        (NEW, 'force = "may"', 'force = "maybe"', "declaration.choice"),
        (NEW, 'id = "accept"\n', 'id = "acceptt"\n', "declaration.reference"),
        (NEW, 'span = "60 日"', 'span = "60"', "declaration"),
        (NEW, 'type = "bool"', 'type = "boool"', "declaration.choice"),
        (NEW, '[[stage]]\nid = "accepted"', '[[stage]]\nid = "accceptd"', "declaration.reference"),
        (NEW, "format = 1", "format = 2", "declaration.format"),
        ("procedures/penalty.toml", "format = 1", "format = = 1", "declaration.toml"),
        ("law/instruments.toml", "format = 1", "format = 3", "declaration.format"),
        ("law/rules/enforcement.toml", 'span = "7 工作日"', 'span = "7"', "declaration"),
        ("indicators/disputes.toml", 'fact = "acts"', 'fact = "act"', "declaration.choice"),
        ("reports/annual.toml", "format = 1", "format = 2", "declaration.format"),
    ],
)
def test_one_mistake_is_one_finding(folder, file, right, wrong, rule):
    root, before = folder
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    found = [f for f in check_catalogue(root) if (f.rule, f.place, f.message) not in before]
    path.write_text(text, encoding="utf-8")
    assert [f.rule for f in found] == [rule]
    assert found[0].place.startswith(file)
