"""``guiju audit`` on a real report of the year that the demonstration district lives through."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.flows.conftest import answer, guiju

SHARED = Path(__file__).resolve().parents[3] / "shared"
PRINCIPAL = "三、2023年党政主要负责人履行推进法治建设第一责任人职责"
PLAN = "四、2024年推进法治政府建设的主要安排"


def report() -> str:
    if not SHARED.is_dir():
        pytest.skip("the folder of real reports is not beside the project")
    (path,) = (SHARED / "seeds").glob("004*.txt")
    return path.read_bytes().decode()


def audited(tmp_path, text, *options, code, home=None):
    path = tmp_path / "报告.txt"
    path.write_bytes(text.encode())
    return answer("audit", path, *options, home=home, code=code)


def test_every_number_of_the_report_agrees_with_the_record_and_opens_onto_matters(demo, tmp_path):
    claims = audited(tmp_path, report(), home=demo, code=1)["claims"]
    assert [claim["verdict"] for claim in claims] == ["agrees"] * 36
    assert [claim["text"] for claim in claims if not claim["records"]] == []


def test_three_changed_numbers_differ_and_no_other(demo, tmp_path):
    changed = (
        report()
        .replace("审结复议案件103件", "审结复议案件113件")
        .replace("专项监督4次", "专项监督6次")
        .replace("清理文件36件", "清理文件35件")
    )
    claims = audited(tmp_path, changed, home=demo, code=1)["claims"]
    differ = {claim["text"]: claim["recorded"] for claim in claims if claim["verdict"] == "differs"}
    assert differ == {"113件": 103, "6次": 4, "35件": 36}
    assert sum(claim["verdict"] == "agrees" for claim in claims) == 33


def test_the_missing_section_on_the_principals_duty_is_found(demo, tmp_path):
    whole = report()
    cut = whole[: whole.index(PRINCIPAL)] + whole[whole.index(PLAN) :]
    assert missing_sections(audited(tmp_path, whole, home=demo, code=1)) == []
    (message,) = missing_sections(audited(tmp_path, cut, home=demo, code=1))
    assert "第一责任人职责" in message


def missing_sections(told):
    return [finding["message"] for finding in told["findings"] if finding["rule"] == "duty.section"]


def test_without_a_home_the_text_is_judged_alone(tmp_path):
    told = audited(tmp_path, report(), "--no-home", home=tmp_path / "none", code=1)
    assert {claim["verdict"] for claim in told["claims"]} == {"unrecorded"}
    assert not (tmp_path / "none").exists()


def test_the_annotated_page_and_the_marked_up_paper_are_written(demo, tmp_path):
    html, docx = tmp_path / "out.html", tmp_path / "out.docx"
    audited(tmp_path, report(), "--html", html, "--docx", docx, home=demo, code=1)
    assert "与记录一致" in html.read_text(encoding="utf-8")
    assert docx.read_bytes()[:2] == b"PK"


def test_a_folder_is_audited_as_a_whole_and_shared_passages_are_told(tmp_path):
    copy = report().replace("环翠", "文登")
    folder = tmp_path / "in"
    folder.mkdir()
    for path in (SHARED / "seeds").glob("*.txt"):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "z-copy.txt").write_text(copy, encoding="utf-8")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04")
    told = answer("audit", folder, "--no-home", home=tmp_path / "none", code=1)
    assert [one["file"][:3] for one in told] == ["000", "001", "002", "003", "004", "bro", "z-c"]
    assert "fault" in told[5]
    assert any(finding["rule"].startswith("copy.") for finding in told[6]["findings"])


def test_where_there_is_no_home_it_says_how_to_do_without(tmp_path):
    path = tmp_path / "r.txt"
    path.write_text("全年办结案件5件。", encoding="utf-8")
    done = guiju("audit", path, home=tmp_path / "none")
    assert done.returncode == 2
    assert "--no-home" in done.stderr


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("none.txt", None),
        ("old.doc", b"\xd0\xcf\x11\xe0" + bytes(600)),
        ("empty.txt", b""),
        ("x.pdf", b"%PDF-1.4 broken"),
    ],
)
def test_what_cannot_be_read_ends_in_one_chinese_sentence(tmp_path, name, content):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    done = guiju("audit", path, "--no-home", home=tmp_path / "none")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.strip().count("\n") == 0
    assert done.stdout == ""


def test_our_own_report_stands_up_to_our_own_audit(demo, tmp_path):
    paper = tmp_path / "report.docx"
    guiju("report", "annual", "--period", "2023", "--out", paper, home=demo)
    told = json.loads(guiju("audit", paper, "--json", home=demo).stdout)
    verdicts = [claim["verdict"] for claim in told["claims"]]
    assert verdicts.count("agrees") >= 36
    assert "differs" not in verdicts
    assert told["document"]["body"] == "云泽区人民政府"
    assert [finding["message"] for finding in told["findings"] if finding["level"] == "error"] == []


def test_json_carries_the_keys_of_the_contract(tmp_path):
    told = audited(tmp_path, "全年办结案件5件。\n", "--no-home", home=tmp_path / "none", code=0)
    assert set(told) >= {"document", "claims", "findings"}
    assert set(told["document"]) >= {"name", "title", "body", "period", "chars"}
    (claim,) = json.loads(json.dumps(told["claims"]))
    assert set(claim) >= {
        "start", "end", "text", "value", "value_max", "scale", "unit", "approx", "masked", "kind", "subject",
        "period", "system", "indicator", "candidates", "verdict", "recorded", "records",
    }  # fmt: skip
