"""URLs of the face for officers and leaders."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
