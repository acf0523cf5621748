"""Views of the record: can be thrown away and rebuilt at any time."""

from __future__ import annotations

from django.db import models


class MatterView(models.Model):
    """One matter as its acts have made it."""

    id = models.CharField(max_length=120, primary_key=True)
    procedure = models.CharField(max_length=60)
    body = models.CharField(max_length=60)
    title = models.CharField(max_length=500)
    stage = models.CharField(max_length=60)
    outcome = models.CharField(max_length=60, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    size = models.PositiveIntegerField()
    last_entry = models.BigIntegerField()
    late = models.BooleanField(default=False)

    class Meta:
        db_table = "guiju_matter"
        indexes = [
            models.Index(fields=["procedure", "body", "id"], name="guiju_matter_proc"),
            models.Index(fields=["body", "procedure", "id"], name="guiju_matter_body"),
            models.Index(fields=["last_entry"], name="guiju_matter_last"),
        ]

    def __str__(self) -> str:
        return self.id


class DutyView(models.Model):
    """One thing owed in one matter; whether it is overdue is asked on the day."""

    id = models.BigAutoField(primary_key=True)
    matter = models.CharField(max_length=120)
    procedure = models.CharField(max_length=60)
    matter_title = models.CharField(max_length=500)
    body = models.CharField(max_length=60)
    step = models.CharField(max_length=60)
    step_title = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    limit = models.CharField(max_length=60, blank=True, db_column="limit_id")
    roles = models.CharField(max_length=500)
    due = models.DateField(null=True)
    provisional = models.BooleanField(default=False)
    citation = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "guiju_duty"
        indexes = [
            models.Index(fields=["matter"], name="guiju_duty_matter"),
            models.Index(fields=["body", "due", "id"], name="guiju_duty_body"),
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.step}"


class SerialView(models.Model):
    """The last serial number given out under ``<procedure>-<body>-<year>``."""

    prefix = models.CharField(max_length=120, primary_key=True)
    last = models.BigIntegerField()

    class Meta:
        db_table = "guiju_serial"

    def __str__(self) -> str:
        return f"{self.prefix}-{self.last:05d}"
