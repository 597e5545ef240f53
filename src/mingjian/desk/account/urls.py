"""URLs of the account room."""

from __future__ import annotations

from django.urls import path

from mingjian.desk.account import views

urlpatterns = [
    path("", views.home, name="home"),
    path("login/", views.login, name="login"),
    path("logout/", views.logout, name="logout"),
    path("account/", views.account, name="account"),
    path("account/role/", views.choose_role, name="choose-role"),
    path("account/password/", views.change_password, name="password"),
]
