"""The first schema: accounts, views, past definitions, and the record with its own refusals."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from guiju.store.ledger_schema import create


def make_ledger(apps: Any, schema_editor: Any) -> None:
    """The record's tables and the triggers that refuse update and delete."""
    connection = schema_editor.connection
    create(connection.connection, connection.vendor)


class Migration(migrations.Migration):
    """Initial."""

    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("username", models.CharField(max_length=60, unique=True, verbose_name="登录名")),
                ("official", models.CharField(blank=True, default="", max_length=60, verbose_name="人员")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("official", "工作人员"),
                            ("system", "系统管理员"),
                            ("security", "安全管理员"),
                            ("audit", "审计管理员"),
                        ],
                        default="official",
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="启用")),
                ("failures", models.PositiveSmallIntegerField(default=0, verbose_name="连续失败次数")),
                ("locked_until", models.DateTimeField(blank=True, null=True, verbose_name="锁定至")),
            ],
            options={"db_table": "guiju_account"},
        ),
        migrations.CreateModel(
            name="PastDefinition",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("procedure", models.CharField(max_length=60)),
                ("source", models.TextField()),
            ],
            options={"db_table": "guiju_definition"},
        ),
        migrations.CreateModel(
            name="MatterView",
            fields=[
                ("id", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("procedure", models.CharField(max_length=60)),
                ("body", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=500)),
                ("stage", models.CharField(max_length=60)),
                ("outcome", models.CharField(blank=True, max_length=60)),
                ("opened_on", models.DateField()),
                ("closed_on", models.DateField(null=True)),
                ("size", models.PositiveIntegerField()),
                ("last_entry", models.BigIntegerField()),
                ("late", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "guiju_matter",
                "indexes": [
                    models.Index(fields=["procedure", "body", "id"], name="guiju_matter_proc"),
                    models.Index(fields=["body", "procedure", "id"], name="guiju_matter_body"),
                    models.Index(fields=["last_entry"], name="guiju_matter_last"),
                ],
            },
        ),
        migrations.CreateModel(
            name="DutyView",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("matter", models.CharField(max_length=120)),
                ("procedure", models.CharField(max_length=60)),
                ("matter_title", models.CharField(max_length=500)),
                ("body", models.CharField(max_length=60)),
                ("step", models.CharField(max_length=60)),
                ("step_title", models.CharField(max_length=200)),
                ("title", models.CharField(max_length=200)),
                ("limit", models.CharField(blank=True, db_column="limit_id", max_length=60)),
                ("roles", models.CharField(max_length=500)),
                ("due", models.DateField(null=True)),
                ("provisional", models.BooleanField(default=False)),
                ("citation", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "db_table": "guiju_duty",
                "indexes": [
                    models.Index(fields=["matter"], name="guiju_duty_matter"),
                    models.Index(fields=["body", "due", "id"], name="guiju_duty_body"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SerialView",
            fields=[
                ("prefix", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("last", models.BigIntegerField()),
            ],
            options={"db_table": "guiju_serial"},
        ),
        migrations.RunPython(make_ledger, migrations.RunPython.noop),
    ]
