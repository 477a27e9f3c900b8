"""What stands in a part of a thing is found with the thing, as soon as the part is saved."""

import pytest

from communities.models import Strand
from content.search import query
from tests import make

pytestmark = pytest.mark.django_db


def paths(text):
    return [
        result.path
        for group in query.search(text, "hy").groups
        for result in group.results
    ]


def test_a_strand_is_found_with_its_programme_and_lost_with_it():
    programme = make.programme(slug="one")
    strand = Strand.objects.create(
        programme=programme,
        anchor="a",
        title_hy="Մենթորություն",
        body_hy="<p>Նորարարություն</p>",
    )
    address = [programme.get_absolute_url()]
    assert paths("մենթորության") == paths("նորարարություն") == address
    strand.title_hy = "Ուսուցում"
    strand.save()
    assert (paths("մենթորություն"), paths("ուսուցում")) == ([], address)
    strand.delete()
    assert paths("ուսուցում") == []


def test_a_lot_is_found_with_its_call():
    call = make.call(slug="call", status="published")
    make.lot(call, title_hy="Շիրակի ջրամատակարարում")
    assert paths("ջրամատակարարման") == [call.get_absolute_url()]
