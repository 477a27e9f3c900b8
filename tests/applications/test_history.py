"""What was written, in words: no code of ours reaches a reader."""

import pytest

from applications.drafts import saving
from applications.models import Answer
from tests import make
from tests.reading import flat

pytestmark = pytest.mark.django_db
CODES = ("works", "yes", "budget", "green", "o0", " 34000")


@pytest.mark.parametrize(
    "language, words",
    [("hy", ["Բյուջե", "աշխատանքներ"]), ("en", ["Budget", "works"])],
)
def test_the_history_speaks_in_words(client, language, words):
    draft = make.application(of=make.lot(make.call(slug="c")))
    client.force_login(draft.created_by)
    address = f"/{language}/applications/{draft.reference}/history/"
    page = flat(client.get(address))
    assert [word for word in words if word not in page] == []
    assert ">goals<" not in page
    label = {"hy": "Պատ green", "en": ">green<"}[language]
    assert label in page  # what was chosen
    if language == "hy":
        assert " works " not in page


def test_a_colleagues_choice_stands_in_words(client):
    draft = make.application(of=make.lot(make.call(slug="c")))
    by = draft.created_by
    rev = Answer.objects.get(application=draft, key="goals").rev
    saving.save_answers(draft, {"goals": (["fair"], rev)}, by=by)
    client.force_login(by)
    address = f"/hy/applications/{draft.reference}/edit/idea/"
    data = {"goals": ["green", "fair"], "rev-goals": str(rev)}
    answer = client.post(address, data)
    assert answer.status_code == 409
    assert '<div class="theirs">Պատ fair</div>' in flat(answer)
