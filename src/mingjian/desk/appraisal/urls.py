"""URLs of the appraisal room."""

from __future__ import annotations

from django.urls import path

from mingjian.desk.appraisal import result_views, score_views, views

urlpatterns = [
    path("appraisals/", views.appraisals, name="appraisals"),
    path("appraisals/new/", views.new_campaign, name="new-appraisal"),
    path("appraisals/<uuid:campaign_id>/", views.campaign, name="appraisal"),
    path("appraisals/<uuid:campaign_id>/roster/", views.roster, name="appraisal-roster"),
    path("appraisals/<uuid:campaign_id>/draw/", views.draw_cases, name="appraisal-draw"),
    path("appraisals/<uuid:campaign_id>/draw.json", views.proof, name="appraisal-proof"),
    path(
        "appraisals/<uuid:campaign_id>/statistics/",
        result_views.statistics,
        name="appraisal-statistics",
    ),
    path(
        "appraisals/<uuid:campaign_id>/export.<slug:kind>",
        result_views.export,
        name="appraisal-export",
    ),
    path("appraisals/dossiers/<uuid:sampled_id>/", result_views.dossier, name="appraised"),
    path(
        "appraisals/dossiers/<uuid:sampled_id>/assign/", score_views.assign, name="appraisal-assign"
    ),
    path(
        "appraisals/dossiers/<uuid:sampled_id>/confirm/",
        result_views.confirm,
        name="appraisal-confirm",
    ),
    path(
        "appraisals/dossiers/<uuid:sampled_id>/appeal/",
        result_views.appeal,
        name="appraisal-appeal",
    ),
    path(
        "appraisals/dossiers/<uuid:sampled_id>/answer/",
        result_views.answer,
        name="appraisal-answer",
    ),
    path(
        "appraisals/dossiers/<uuid:sampled_id>/final/", result_views.final, name="appraisal-final"
    ),
    path("appraisals/sheets/<uuid:assignment_id>/", score_views.score, name="appraisal-score"),
    path(
        "appraisals/sheets/<uuid:assignment_id>/withdraw/",
        score_views.leave,
        name="appraisal-withdraw",
    ),
]
