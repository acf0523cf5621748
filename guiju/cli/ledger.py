"""``guiju ledger …``: verify, checkpoint, prove, check, rebuild."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from guiju.cli.context import HOME, JSON, Progress, house, out
from guiju.errors import InputFault
from guiju.usecases import verify_ledger
from guiju.usecases.rebuild import rebuild

app = typer.Typer(no_args_is_help=True, help="记录：验证、检查点、证明", rich_markup_mode=None)


@app.command("verify")
def verify(
    context: typer.Context,
    processes: int = typer.Option(1, "--processes", help="用几个进程"),
    home: Path = HOME,
    as_json: bool = JSON,
) -> int:
    """验证全部记录：重算每条内容，核对检查点，重建视图并比对。"""
    at = house(context)
    total, progress = at.ledger().size(), Progress("验证记录")
    verdict = verify_ledger.verify_ledger(
        at, processes=processes, progress=lambda done: progress(done, total)
    )
    progress.close()
    table = verdict.as_dict()
    lines = [
        f"{'完好' if verdict.ok else '有问题'}：{table['entries']} 条，检查点 {table['checkpoints']} 个，根 {table['root']}"
    ]
    lines += [f"  第 {fault['entry']} 条 {fault['kind']}：{fault['detail']}" for fault in table["faults"]]
    out(table, as_json=as_json, lines=lines)
    return 0 if verdict.ok else 1


@app.command("checkpoint")
def checkpoint(context: typer.Context, home: Path = HOME, as_json: bool = JSON) -> int:
    """做一个签名检查点。"""
    at = house(context)
    signed = verify_ledger.checkpoint(at)
    key = verify_ledger.signer(at).public_key.text()
    out(
        {"checkpoint": signed.text(), "public_key": key},
        as_json=as_json,
        lines=[signed.text(), f"公钥 {key}"],
    )
    return 0


@app.command("prove")
def prove(
    context: typer.Context,
    entry: int = typer.Argument(..., help="记录序号"),
    to: Path = typer.Option(..., "--out", help="证明文件"),
    home: Path = HOME,
    as_json: bool = JSON,
) -> int:
    """为一条记录出具证明：凭文件和签名检查点即可核验。"""
    document = verify_ledger.prove_entry(house(context), entry)
    try:
        to.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError as fault:
        raise InputFault(f"无法写入“{to}”：{fault.strerror}") from fault
    out({"entry": entry, "out": str(to)}, as_json=as_json, lines=[f"已写出 {to}"])
    return 0


@app.command("check")
def check(
    file: Path = typer.Argument(..., help="证明文件"),
    key: str | None = typer.Option(None, "--key", help="公钥：检查点须由它签名"),
    as_json: bool = JSON,
) -> int:
    """核验证明文件，不需要数据目录。"""
    verdict = verify_ledger.check_file(file, key)
    faults = [fault.as_dict() for fault in verdict.faults]
    signed = [one.text() for one in verdict.signed_by]
    told = {
        "ok": verdict.ok,
        "entry": verdict.entry.index if verdict.entry else None,
        "signature": "checked" if key is not None else "unchecked",
        "faults": faults,
        "signed_by": signed,
    }
    agrees = "成立" if key is not None else "与所附检查点一致，签名未核验（用 --key 指定公钥）"
    word = agrees if verdict.ok else "不成立"
    lines = [
        f"{word}：第 {told['entry']} 条",
        *(f"  {f['kind']}：{f['detail']}" for f in faults),
    ]
    out(told, as_json=as_json, lines=lines)
    return 0 if verdict.ok else 1


@app.command("rebuild")
def rebuild_views(context: typer.Context, home: Path = HOME, as_json: bool = JSON) -> int:
    """从记录重建事项表和待办表。"""
    progress = Progress("重建视图")
    done = rebuild(house(context), progress)
    progress.close()
    out({"matters": done}, as_json=as_json, lines=[f"已重建 {done} 个事项"])
    return 0
