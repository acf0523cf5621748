"""Reports brought in to be audited: what they are called, whose they are, and the digest of the file."""

from __future__ import annotations

from django.db import models


class ReportBroughtIn(models.Model):
    """One file brought in by an official of a body; its bytes lie under ``attachments/<digest>``."""

    digest = models.CharField("文件摘要", max_length=64)
    name = models.CharField("文件名", max_length=200)
    title = models.CharField("标题", max_length=300, blank=True, default="")
    period = models.CharField("报告期", max_length=20, blank=True, default="")
    body = models.CharField("机关", max_length=60)
    by = models.CharField("送审人", max_length=60)
    at = models.DateTimeField("送审时刻")

    class Meta:
        db_table = "guiju_report_brought_in"
        constraints = (
            models.UniqueConstraint(fields=["digest", "body", "period"], name="one_report_a_body_and_period"),
        )
        indexes = (models.Index(fields=["body", "-at"], name="report_by_body"),)
