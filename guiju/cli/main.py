"""``guiju``: the face for operators and scripts. Results to standard output, messages to standard error."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

import typer

from guiju.cli import admin, audit, backup, calendar, catalogue, demo, figures, law, ledger, matters, reports
from guiju.cli.context import Faces
from guiju.errors import GuijuError, Refused

CLICK_WORDS = {
    "NoSuchOption": "没有这个选项",
    "MissingParameter": "缺少参数",
    "BadParameter": "参数写法有误",
    "NoSuchCommand": "没有这个命令",
    "BadArgumentUsage": "参数用法有误",
    "BadOptionUsage": "选项用法有误",
    "FileError": "文件打不开",
    "UsageError": "命令用法有误",
}


def application() -> typer.Typer:
    """The command with all its verbs."""
    app = typer.Typer(
        no_args_is_help=True, add_completion=False, help="规矩：法治政府建设业务系统", rich_markup_mode=None
    )
    for room in (admin, backup, matters, figures, reports, audit, demo):
        room.add(app)
    app.add_typer(catalogue.app, name="catalogue")
    app.add_typer(ledger.app, name="ledger")
    app.add_typer(law.app, name="law")
    app.add_typer(calendar.app, name="calendar")
    return app


USAGE_FAULT: type[Exception] = next(c for c in typer.BadParameter.__mro__ if c.__name__ == "ClickException")
"""The root of what the option parser complains of (typer carries a parser of its own)."""


def main(faces: Callable[[], Faces], arguments: list[str] | None = None) -> int:
    """Run one command; the exit code follows the contract: 0 done, 1 findings, 2 bad input."""
    command = typer.main.get_command(application())
    try:
        result = command.main(args=arguments, prog_name="guiju", standalone_mode=False, obj=faces)
    except typer.Exit as stop:
        return int(stop.exit_code)
    except USAGE_FAULT as fault:
        return _say(_in_chinese(fault), 2)
    except (typer.Abort, KeyboardInterrupt):
        return _say("已中止", 2)
    except BrokenPipeError:
        return 0
    except Refused as fault:
        for finding in fault.findings:
            citation = f"（{finding.citation}）" if finding.citation else ""
            _say(f"{finding.place}：{finding.message}{citation}", 0)
        return _say(fault.message, fault.exit_code)
    except GuijuError as fault:
        return _say(fault.message, fault.exit_code)
    except Exception as fault:  # the outermost face: whatever is left is told, never a traceback
        return _say(f"程序未能完成：{type(fault).__name__}（{fault}）；请核对输入，仍不行的请报告", 2)
    return int(result or 0)


def _in_chinese(fault: Exception) -> str:
    unknown = re.match(r"No such command '(.*)'", str(fault))
    if unknown:
        return f"没有命令“{unknown[1]}”；用 guiju --help 查看全部命令"
    kind = next((c.__name__ for c in type(fault).__mro__ if c.__name__ in CLICK_WORDS), "UsageError")
    name = getattr(fault, "option_name", None) or getattr(getattr(fault, "param", None), "name", None)
    return f"{CLICK_WORDS[kind]}{f'：{name}' if name else ''}；用 guiju --help 查看用法"


def _say(message: str, code: int) -> int:
    sys.stderr.write(message + "\n")
    return code
