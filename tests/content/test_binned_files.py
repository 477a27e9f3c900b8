"""Files of deleted pages: nobody reaches them by a known address, and they come back."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from content import binning
from content.duplicating import duplicate_content
from content.models import BinnedContent
from core.files.storage import private_storage
from library.models import Resource
from tests import make

pytestmark = pytest.mark.django_db


def binned(resource):
    rows = Resource.objects.filter(pk=resource.pk)
    binning.bin_content(rows, by=make.staff("editor"))
    return BinnedContent.objects.get(object_id=resource.pk)


def test_a_file_is_out_of_reach_and_comes_back(
    django_capture_on_commit_callbacks,
):
    document = SimpleUploadedFile("rules.pdf", make.PDF)
    resource = make.resource(link="", file=document)
    name = resource.file.name
    with django_capture_on_commit_callbacks(execute=True):
        entry = binned(resource)
    assert not default_storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        binning.restore_binned(entry, by=make.staff("editor"))
    again = Resource.objects.get()
    assert again.file.name == name
    with again.file.open() as file:
        assert file.read() == make.PDF
    assert not private_storage().exists(f"binned/{name}")


def test_a_file_that_another_page_shows_stays(
    django_capture_on_commit_callbacks,
):
    document = SimpleUploadedFile("rules.pdf", make.PDF)
    resource, editor = (
        make.resource(link="", file=document),
        make.staff("editor"),
    )
    duplicate_content(resource, by=editor)
    with django_capture_on_commit_callbacks(execute=True):
        binned(resource)
    assert default_storage.exists(resource.file.name)


def test_a_file_is_deleted_for_good_with_its_page(
    django_capture_on_commit_callbacks,
):
    document = SimpleUploadedFile("rules.pdf", make.PDF)
    resource = make.resource(link="", file=document)
    with django_capture_on_commit_callbacks(execute=True):
        entry = binned(resource)
    hidden = f"binned/{resource.file.name}"
    assert private_storage().exists(hidden)
    with django_capture_on_commit_callbacks(execute=True):
        binning.remove_binned([entry])
    assert not private_storage().exists(hidden)


def test_what_has_lost_its_file_stays_in_the_bin(
    django_capture_on_commit_callbacks,
):
    document = SimpleUploadedFile("rules.pdf", make.PDF)
    resource = make.resource(link="", file=document)
    with django_capture_on_commit_callbacks(execute=True):
        entry = binned(resource)
    private_storage().delete(f"binned/{resource.file.name}")
    with pytest.raises(ValidationError) as error:
        binning.restore_binned(entry, by=make.staff("editor"))
    assert error.value.code == "file"
    assert BinnedContent.objects.filter(pk=entry.pk).exists()
