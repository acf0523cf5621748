"""The face for officers and leaders."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Screens; no tables."""

    name = "guiju.web"
    label = "web"
    verbose_name = "网页"
