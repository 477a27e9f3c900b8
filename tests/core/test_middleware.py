import pytest

from tests import make

PUBLIC = [
    "",
    "news/",
    "events/",
    "communities/",
    "calls/",
    "organisations/",
    "faq/",
    "verify/",
    "news/feed.atom",
]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["hy", "en"])
@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_depends_on_nobody(client, language, path):
    answer = client.get(f"/{language}/{path}")
    assert (
        answer.status_code,
        answer["Cache-Control"].split(",")[0],
        answer.cookies,
    ) == (
        200,
        "public",
        {},
    )
    assert "Cookie" not in answer.get("Vary", "")


@pytest.mark.django_db
@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_is_the_same_for_a_signed_in_reader(client, path):
    make.article()
    before = client.get(f"/hy/{path}")
    client.force_login(make.staff("administrator"))
    after = client.get(f"/hy/{path}")
    assert (after.content, after["Cache-Control"]) == (
        before.content,
        before["Cache-Control"],
    )


@pytest.mark.django_db
def test_a_private_page_is_kept_by_nobody(client):
    client.force_login(make.user())
    answer = client.get("/hy/workspace/")
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
def test_every_page_carries_the_policy(client):
    policy = client.get("/hy/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
