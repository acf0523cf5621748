"""Every definition an act was ever judged by, kept by digest so that old matters can always be read."""

from __future__ import annotations

from django.db import models


class PastDefinition(models.Model):
    """The declared table (JSON) of one version of one procedure."""

    digest = models.CharField(max_length=64, primary_key=True)
    procedure = models.CharField(max_length=60)
    source = models.TextField()

    class Meta:
        db_table = "guiju_definition"

    def __str__(self) -> str:
        return f"{self.procedure} {self.digest[:12]}"
