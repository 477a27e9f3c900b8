"""A kind of condition is one module: what registers itself is checked, shown, asked again."""

import pytest

from applications.drafts import eligibility, starting
from applications.drafts.eligibility.registry import RULE_KINDS
from applications.errors import Incomplete, NotEligible
from applications.submissions import lifecycle
from calls.models import EligibilityRule
from tests import make
from tests.variants import HasSecretWebsite, HasWebsite

pytestmark = pytest.mark.django_db


@pytest.fixture
def added_kinds():
    kinds = HasWebsite(), HasSecretWebsite()
    RULE_KINDS.register(*kinds)
    yield
    RULE_KINDS.unregister(*kinds)


@pytest.fixture
def lot():
    return make.lot(make.call(slug="c"))


@pytest.fixture
def applicant():
    return make.seat(make.community(), "submitter").user


def rule(lot, kind):
    return EligibilityRule.objects.create(
        call=lot.call, kind=kind, text_hy="Ունի կայք", text_en="Has a website"
    )


def write_website(community, website):
    community.website = website
    community.save()


def test_each_kind_of_the_model_has_its_module():
    of_the_model = {code for code, _label in EligibilityRule.KINDS}
    assert {kind.code for kind in RULE_KINDS.all()} == of_the_model


def test_an_added_kind_stands_in_the_self_check(
    client, lot, applicant, added_kinds
):
    rule(lot, "website")
    client.force_login(applicant)
    address = f"/en/applications/may-we/c/{lot.number}/"
    page = client.get(address).content.decode()
    for words in ("Has a website", "Website: none", "Not as things stand"):
        assert words in page
    write_website(applicant.seats.get().community, "https://town.example/")
    page = client.get(address).content.decode()
    for words in ("Website: https://town.example/", "Yes, you may apply"):
        assert words in page


def test_an_added_kind_is_asked_again_at_submission(
    lot, applicant, added_kinds
):
    one = rule(lot, "website")
    community = applicant.seats.get().community
    with pytest.raises(NotEligible):
        starting.start_application(lot, community, by=applicant, language="en")
    write_website(community, "https://town.example/")
    draft = starting.start_application(
        lot, community, by=applicant, language="en"
    )
    assert draft.eligibility.outcomes == [
        {"rule": one.key, "kind": "website", "text": str(one), "state": "met"}
    ]
    write_website(community, "")
    draft.refresh_from_db()
    with pytest.raises(Incomplete) as caught:
        lifecycle.submit(draft, by=applicant)
    problem = caught.value.problems[0]
    assert (problem.section, problem.key) == (None, one.key)


def test_what_is_confidential_is_asked_of_others(lot, applicant, added_kinds):
    one = rule(lot, "secret")
    community = applicant.seats.get().community
    [own] = eligibility.check(lot, community, {one.key: "yes"})
    [others] = eligibility.check(
        lot, community, {one.key: "yes"}, is_private=False
    )
    assert (own.state, others.state) == ("not_met", "met")
    assert ("none" in own.fact, others.fact) == (True, "")
