"""All URLs of the house."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("guiju.web.urls"))]
handler400 = "guiju.web.views.faults.unreadable"
handler403 = "guiju.web.views.faults.denied"
handler404 = "guiju.web.views.faults.not_found"
handler500 = "guiju.web.views.faults.broken"
