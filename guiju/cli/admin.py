"""``guiju init | found | account | serve | upgrade | doctor | version``."""

from __future__ import annotations

from pathlib import Path

import typer

from guiju import __version__
from guiju.cli.context import HOME, JSON, faces, house, out, say
from guiju.usecases.doctor import doctor
from guiju.usecases.found_home import Login, found_home, open_account
from guiju.usecases.upgrade_home import upgrade_home


def add(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("init")(init)
    app.command("found")(found)
    app.command("account")(account)
    app.command("serve")(serve)
    app.command("upgrade")(upgrade)
    app.command("doctor")(diagnose)
    app.command("version")(version)


def init(
    context: typer.Context,
    log: str = typer.Option("local", "--log", help="记录的名称，一般用行政区划代码"),
    home: Path = HOME,
    as_json: bool = JSON,
) -> int:
    """新建一个空的数据目录。"""
    made = faces(context).make_home(log)
    out(
        {"home": str(made.home), "log": made.log},
        as_json=as_json,
        lines=[f"已建立 {made.home}（记录 {made.log}）"],
    )
    return 0


def found(
    context: typer.Context,
    area: str = typer.Argument(..., help="六位行政区划代码"),
    name: str = typer.Argument(..., help="政府名称"),
    registrar: str = typer.Option(..., "--registrar", help="首位名册管理员的姓名"),
    username: str = typer.Option("registrar", "--username", help="其登录名"),
    home: Path = HOME,
    as_json: bool = JSON,
) -> int:
    """在空的数据目录中登记最高机关和首位名册管理员，并给出其登录口令（只显示一次）。"""
    return _login_out(found_home(house(context), area, name, registrar, username), as_json)


def account(
    context: typer.Context,
    username: str = typer.Argument(..., help="登录名"),
    official: str = typer.Option(..., "--official", help="人员编号"),
    home: Path = HOME,
    as_json: bool = JSON,
) -> int:
    """给名册中的人员开立账号，口令只显示一次。"""
    return _login_out(open_account(house(context), username, official), as_json)


def _login_out(login: Login, as_json: bool) -> int:
    table = {"username": login.username, "password": login.password, "official": login.official}
    out(
        table,
        as_json=as_json,
        lines=[f"登录名 {login.username}  口令 {login.password}  人员 {login.official}"],
    )
    return 0


def upgrade(context: typer.Context, home: Path = HOME, as_json: bool = JSON) -> int:
    """把较早版本建立的数据目录升级到本版本；记录本身不变。升级前请先备份。"""
    done = upgrade_home(house(context))
    told = [f"已升级：{one}" for one in done] or ["数据目录已是最新"]
    out({"upgraded": done}, as_json=as_json, lines=told)
    return 0


def serve(
    context: typer.Context,
    host: str = typer.Option("127.0.0.1", "--host"),
    port: int = typer.Option(8000, "--port"),
    home: Path = HOME,
) -> int:
    """在浏览器中使用。"""
    house(context).ledger()
    return faces(context).serve(host, port)


def diagnose(context: typer.Context, home: Path = HOME, as_json: bool = JSON) -> int:
    """检查运行环境：数据库、目录、记录、字体、国密算法。"""
    rows = doctor(house(context))
    out(
        rows,
        as_json=as_json,
        lines=(f"{'正常' if row['ok'] else '注意'} {row['title']}：{row['told']}" for row in rows),
    )
    if not all(row["ok"] for row in rows):
        say("有需要注意的项目，见上")
        return 1
    return 0


def version() -> int:
    """版本。"""
    out({"version": __version__}, as_json=False, lines=[__version__])
    return 0
