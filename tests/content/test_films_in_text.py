import re

import pytest

from core.text import rich_text
from tests import make
from tests.core.keeping.asking import Asked, early_in_a_tick

pytestmark = pytest.mark.django_db
ADDRESS = "https://youtu.be/dQw4w9WgXcQ?t=90"
FRAME = "https://www.youtube-nocookie.com https://player.vimeo.com"


def film(address=ADDRESS, **parts):
    said = "".join(f' data-{name}="{text}"' for name, text in parts.items())
    return f'<figure data-film="{address}"{said}></figure>'


def policy(response):
    directives = response["Content-Security-Policy"].split("; ")
    return dict(one.partition(" ")[::2] for one in directives)


def shown(client, body, language="en"):
    article = make.article(**{f"body_{language}": body})
    return client.get(f"/{language}/news/{article.slug}/")


def figures(response):
    html = response.content.decode()
    return re.findall(r'<figure class="film".*?</figure>', html, re.S)


def test_a_film_is_a_picture_and_a_link_that_loads_nothing(client):
    picture = make.picture()
    body = film(
        title="Day &lt;b&gt; &quot;1&quot;", about="Solar", poster=picture.uid
    )
    answer = shown(client, f"<p>a</p>{body}<p>b</p>")
    (figure,) = figures(answer)
    assert re.findall(r'(?:src|href)="([^"]*)"', figure) == [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=90",
        picture.largest_url,
    ]
    assert "Day &lt;b&gt; &quot;1&quot;" in figure
    assert "Solar" in figure
    assert b"<iframe" not in answer.content


def test_a_film_says_what_it_does_in_armenian(client):
    (figure,) = figures(shown(client, film(), language="hy"))
    assert "YouTube" in figure


def test_what_is_no_film_is_not_shown(client):
    bad = film("https://evil.example/embed/x")
    answer = shown(client, f"<p>a</p>{bad}<p>b</p>")
    assert figures(answer) == []
    assert b"evil.example" not in answer.content


def test_only_a_page_with_a_film_may_frame_a_player(client):
    without = shown(client, "<p>a</p>")
    with_film = shown(client, film())
    assert "frame-src" not in policy(without)
    assert policy(with_film) == {**policy(without), "frame-src": FRAME}
    assert b"js/films.js" not in without.content
    assert with_film.content.count(b"js/films.js") == 1


@pytest.mark.django_db(transaction=True)
def test_a_kept_page_keeps_its_policy():
    article = make.article(body_en=film())
    path = f"/en/news/{article.slug}/"
    with early_in_a_tick():
        asked = Asked()
        answers = [asked(path), asked(path)]
    policies = [one.headers["Content-Security-Policy"] for one in answers]
    assert (asked.made, policies[0]) == (1, policies[1])
    assert f"frame-src {FRAME}" in policies[1]


def test_a_feed_holds_the_film_without_a_script(client):
    make.article(body_en=film(title="Solar"))
    text = client.get("/en/news/feed.json").json()["items"][0]["content_html"]
    assert "youtube.com/watch" in text
    assert "<script" not in text


def test_a_lesson_shows_its_film(client):
    course = make.course()
    lesson = make.lesson(of=course, video_link=ADDRESS)
    answer = client.get(lesson.get_absolute_url())
    assert len(figures(answer)) == 1
    lesson.video_link = "https://films.example/1"
    lesson.save()
    answer = client.get(lesson.get_absolute_url())
    assert figures(answer) == []
    assert b'href="https://films.example/1"' in answer.content


def test_the_text_keeps_of_a_film_what_the_editor_wrote():
    html = film(title="A &amp; B", poster="x")
    assert rich_text.sanitise(html) == html
    dirty = '<figure data-film="a" onclick="b" data-other="c"></figure>'
    assert rich_text.sanitise(dirty) == film("a")
