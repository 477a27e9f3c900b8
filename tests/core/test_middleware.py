import pytest
from django.test import RequestFactory

from core.web.middleware import Readable
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


@pytest.mark.parametrize(
    "kind",
    ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"],
)
def test_what_is_pasted_with_a_nul_is_read_without_it(kind):
    bodies = {
        "application/x-www-form-urlencoded": b"text=%D5%A1%00%D5%A2&text=c&empty=",
        "multipart/form-data; boundary=x": b"".join(
            b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
            % field
            for field in [
                (b"text", b"\xd5\xa1\x00\xd5\xa2"),
                (b"text", b"c"),
                (b"empty", b""),
            ]
        )
        + b"--x--\r\n",
    }
    request = RequestFactory().generic(
        "POST", "/", bodies[kind], content_type=kind
    )
    Readable(lambda request: None).process_view(request, None, (), {})
    assert dict(request.POST.lists()) == {"text": ["աբ", "c"], "empty": [""]}
    with pytest.raises(AttributeError, match="immutable"):
        request.POST["text"] = "x"


def test_what_can_be_kept_is_left_as_it_came():
    request = RequestFactory().post("/", {"text": "ա"})
    before = request.POST
    Readable(lambda request: None).process_view(request, None, (), {})
    assert request.POST is before
