"""The one Django app with tables."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Tables of the record, its views, and accounts."""

    name = "guiju.store"
    label = "store"
    verbose_name = "记录"
