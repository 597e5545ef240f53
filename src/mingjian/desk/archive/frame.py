"""What the pages of the archive share: who comes in, the dossier they may see, its form page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mingjian.access.gate import scope_here
from mingjian.archive.models import Dossier
from mingjian.desk.answering import answer_act
from mingjian.desk.formpages import form_page
from mingjian.law.breach import Breach
from mingjian.law.roles import Role

READERS = (
    *(Role.ARCHIVIST, Role.CASE_OFFICER, Role.AGENCY_HEAD, Role.LEGAL_REVIEWER),
    Role.SUPERVISOR,
)
KEEPERS = (Role.ARCHIVIST, Role.AGENCY_HEAD)
_NAMES = ("agency", "case__party", "case__lead_number", "number", "hand_over", "destruction")


def dossier_for(request: HttpRequest, dossier_id: UUID) -> Dossier:
    """The dossier if this person may see it, otherwise 404."""
    visible = Dossier.objects.visible_to(scope_here(request)).select_related(*_NAMES)
    found: Dossier = get_object_or_404(visible, id=dossier_id)
    return found


def dossier_url(dossier: Dossier) -> str:
    """The page of the dossier."""
    return reverse("desk:dossier", args=[dossier.id])


@dataclass(frozen=True)
class ActForm:
    """One act of the archive with its form: shown, malformed, refused, or done."""

    request: HttpRequest
    form: BaseForm
    title: str
    intro: str
    back_url: str
    back_label: str
    done: str
    url: str = ""

    def answer(self, act: Callable[[], object]) -> HttpResponse:
        """GET shows the form; POST does the act or says why not."""
        if self.request.method == "GET" or not self.form.is_valid():
            return self.page()
        return answer_act(
            self.request,
            act,
            done=self.done,
            url=self.url or self.back_url,
            show_refusal=self.page,
        )

    def page(self, breaches: Sequence[Breach] = ()) -> HttpResponse:
        """The form's page."""
        context = {
            "title": self.title,
            "intro": self.intro,
            "back_url": self.back_url,
            "back_label": self.back_label,
        }
        template = "desk/archive/form.html"
        return form_page(self.request, template, context, form=self.form, breaches=breaches)


def act_on(
    request: HttpRequest, dossier: Dossier, form: BaseForm, title: str, intro: str, done: str
) -> ActForm:
    """An act whose form leads back to the dossier."""
    label = f"案卷 {dossier.archive_number}"
    return ActForm(request, form, title, intro, dossier_url(dossier), label, done)
