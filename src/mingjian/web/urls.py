"""URLs of the page parts themselves: the gallery, for those who build pages."""

from __future__ import annotations

from django.urls import path

from mingjian.web.gallery import gallery

app_name = "web"
urlpatterns = [path("gallery", gallery, name="gallery")]
