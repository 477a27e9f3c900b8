"""What is done to a person: asked once more on a page of its own, then done by its verb."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render

from accounts.models import User


@dataclass(frozen=True)
class Act:
    """The words of a page that asks once more."""

    title: str
    button: str
    consequences: tuple[str, ...]
    done: str


def confirm_and_do(
    request,
    person: User,
    form: forms.Form,
    act: Act,
    verb: Callable[[dict[str, Any]], None],
):
    """The page that asks; what was refused stands on it, and what was done is said on the
    person's page.
    """
    if request.method == "POST" and _does(form, verb):
        messages.success(request, act.done)
        return redirect("people:person", person.uid)
    context = {"person": person, "form": form, "act": act}
    status = 422 if form.errors else 200
    return render(request, "people/confirm.html", context, status=status)


def _does(
    form: forms.Form,
    verb: Callable[[dict[str, Any]], None],
) -> bool:
    if not form.is_valid():
        return False
    try:
        verb(form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def posted(request) -> Any:
    """What a form is bound to."""
    return request.POST if request.method == "POST" else None
