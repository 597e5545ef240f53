"""URLs of the to-do room."""

from __future__ import annotations

from django.urls import path

from mingjian.desk.todo import views

urlpatterns = [
    path("todo/", views.todo, name="todo"),
    path("todo/beside/", views.todo_beside, name="todo-beside"),
]
