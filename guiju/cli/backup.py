"""``guiju backup`` and ``guiju restore``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from guiju.cli.context import HOME, JSON, Progress, house, out, say
from guiju.usecases.back_up import back_up
from guiju.usecases.restore import Restored, restore
from guiju.usecases.verify_ledger import verify_ledger


def add(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("backup")(backup)
    app.command("restore")(restored)


def backup(
    context: typer.Context,
    file: Path = typer.Argument(..., help="备份写入的新文件（ZIP）"),
    with_keys: bool = typer.Option(False, "--with-keys", help="连同密钥和 guiju.toml；备份须另行保密"),
    files_only: bool = typer.Option(False, "--files-only", help="不含数据库（PostgreSQL 另用 pg_dump）"),
    home: Path = HOME,
    as_json: bool = JSON,
) -> int:
    """把整个数据目录备份为一个文件；可在使用中进行。"""
    progress = Progress("备份")
    try:
        done = back_up(house(context), file, with_keys=with_keys, files_only=files_only, progress=progress)
    finally:
        progress.close()
    lines = [
        f"已写出 {done.file}：{done.files} 个文件，{done.bytes} 字节",
        f"记录 {done.ledger.log}：{done.ledger.size} 条，根 {done.ledger.root}",
        f"清单摘要（SM3）{done.digest}；请抄录，恢复时比对",
    ]
    if not done.database:
        lines.append("不含数据库：请用 pg_dump 另行备份")
    if not done.keys:
        lines.append("不含密钥：请另行保管数据目录中的 keys/ 和 guiju.toml")
    out(done.as_dict(), as_json=as_json, lines=lines)
    return 0


def restored(
    context: typer.Context,
    file: Path = typer.Argument(..., help="备份文件"),
    home: Path = typer.Option(..., "--home", help="新的数据目录，不得已经存在"),
    as_json: bool = JSON,
) -> int:
    """从备份恢复到一个新的数据目录，核对摘要并验证记录。"""
    progress = Progress("恢复")
    try:
        done = restore(file, home, progress)
    finally:
        progress.close()
    table = {
        "home": str(done.home),
        "files": done.files,
        "made_at": done.made_at,
        "manifest_digest": done.digest,
        "ledger": None,
    }
    lines = [f"已恢复到 {done.home}：{done.files} 个文件，备份于 {done.made_at}", f"清单摘要 {done.digest}"]
    if not done.keys:
        lines.append("备份不含密钥：请把另行保管的 keys/ 放回，才能签名和核对检查点的签名")
    if not done.database:
        lines.append(
            "备份不含数据库：请用 pg_restore 恢复，设好 GUIJU_DATABASE_URL，再用 guiju ledger verify 验证"
        )
        out(table, as_json=as_json, lines=lines)
        return 0
    verdict = _verified(context, done)
    out({**table, "ledger": verdict}, as_json=as_json, lines=[*lines, *_told(verdict)])
    return 0 if verdict["ok"] else 1


def _verified(context: typer.Context, done: Restored) -> dict[str, Any]:
    progress = Progress("验证记录")
    at = house(context)
    verdict = verify_ledger(at, progress=lambda count: progress(count, done.ledger.size))
    progress.close()
    if not verdict.ok:
        say("恢复完成，但记录有问题，见上；数据目录已保留，供查明原因")
    return verdict.as_dict()


def _told(verdict: dict[str, Any]) -> list[str]:
    word = "完好" if verdict["ok"] else "有问题"
    lines = [f"记录{word}：{verdict['entries']} 条，检查点 {verdict['checkpoints']} 个，根 {verdict['root']}"]
    return lines + [f"  第 {f['entry']} 条 {f['kind']}：{f['detail']}" for f in verdict["faults"]]
