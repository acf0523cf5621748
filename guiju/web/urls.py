"""URLs of the face for officers and leaders."""

from __future__ import annotations

from django.urls import URLPattern, path

from guiju.web.views import acts, audits, catalogue, duties, figures, law, matters, record, reports, session

urlpatterns: list[URLPattern] = [
    path("login/", session.enter, name="login"),
    path("logout/", session.leave, name="logout"),
    path("", duties.duties, name="duties"),
    path("matters/", matters.listing, name="matters"),
    path("open/", acts.openings, name="openings"),
    path("procedures/<str:procedure>/open/<str:step>/", acts.start, name="start"),
    path("matters/<str:matter>/", matters.matter, name="matter"),
    path("matters/<str:matter>/limits/<str:limit>/", matters.limit, name="limit"),
    path("matters/<str:matter>/act/<str:step>/", acts.take, name="act"),
    path("matters/<str:matter>/correct/<int:entry>/", acts.correct, name="correct"),
    path("catalogue/", catalogue.listing, name="catalogue"),
    path("catalogue/<str:procedure>/", catalogue.procedure, name="procedure"),
    path("law/", law.law, name="law"),
    path("reports/", reports.listing, name="reports"),
    path("reports/paper.css", reports.style, name="paper_style"),
    path("reports/annual/<str:period>/", reports.annual, name="annual"),
    path("reports/annual/<str:period>/download.<str:extension>", reports.download, name="download"),
    path("audit/", audits.listing, name="audits"),
    path("audit/audit.css", audits.style, name="audit_style"),
    path("audit/audit.js", audits.script, name="audit_script"),
    path("audit/<int:number>/", audits.audit, name="audit"),
    path("audit/<int:number>/review/", audits.review, name="review"),
    path("audit/<int:number>/download.<str:extension>", audits.download, name="audit_download"),
    path("figures/", figures.table, name="figures"),
    path("figures/<str:indicator>/", figures.figure, name="figure"),
    path("record/", record.record, name="record"),
    path("record/verify/", record.verify, name="verify"),
    path("record/checkpoint/", record.take_checkpoint, name="checkpoint"),
    path("record/<int:entry>/", record.entry, name="entry"),
    path("record/<int:entry>/proof.json", record.proof, name="proof"),
]
