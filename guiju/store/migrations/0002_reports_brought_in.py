"""Reports brought in to be audited."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportBroughtIn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="文件摘要")),
                ("name", models.CharField(max_length=200, verbose_name="文件名")),
                ("title", models.CharField(blank=True, default="", max_length=300, verbose_name="标题")),
                ("period", models.CharField(blank=True, default="", max_length=20, verbose_name="报告期")),
                ("body", models.CharField(max_length=60, verbose_name="机关")),
                ("by", models.CharField(max_length=60, verbose_name="送审人")),
                ("at", models.DateTimeField(verbose_name="送审时刻")),
            ],
            options={
                "db_table": "guiju_report_brought_in",
                "indexes": [models.Index(fields=["body", "-at"], name="report_by_body")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("digest", "body", "period"), name="one_report_a_body_and_period"
                    )
                ],
            },
        ),
    ]
