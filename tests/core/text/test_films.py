import pytest

from core.text.films import Film, find_film

KEY = "dQw4w9WgXcQ"
#: what people copy → the film that is meant
FILMS = {
    f"https://www.youtube.com/watch?v={KEY}": Film("YouTube", KEY),
    f"http://youtube.com/watch?feature=shared&v={KEY}": Film("YouTube", KEY),
    f"www.youtube.com/watch?v={KEY}&list=PL1": Film("YouTube", KEY),
    f"https://m.youtube.com/watch?v={KEY}&t=90": Film("YouTube", KEY, 90),
    f"https://youtu.be/{KEY}": Film("YouTube", KEY),
    f"https://youtu.be/{KEY}?si=Ab_c&t=1m30s": Film("YouTube", KEY, 90),
    f"https://youtu.be/{KEY}?t=1h2m3s": Film("YouTube", KEY, 3723),
    f"https://www.youtube.com/watch?v={KEY}#t=42s": Film("YouTube", KEY, 42),
    f"https://www.youtube.com/shorts/{KEY}": Film("YouTube", KEY),
    f"https://www.youtube.com/live/{KEY}?t=soon": Film("YouTube", KEY),
    f"https://www.youtube.com/embed/{KEY}?start=7": Film("YouTube", KEY, 7),
    f"https://www.youtube-nocookie.com/embed/{KEY}": Film("YouTube", KEY),
    "https://vimeo.com/76979871": Film("Vimeo", "76979871"),
    "https://vimeo.com/76979871#t=1m5s": Film("Vimeo", "76979871", 65),
    "https://vimeo.com/76979871/8272103f6e": Film(
        "Vimeo", "76979871", secret="8272103f6e"
    ),
    "https://player.vimeo.com/video/76979871?h=8272103f6e": Film(
        "Vimeo", "76979871", secret="8272103f6e"
    ),
    "https://vimeo.com/channels/staffpicks/76979871": Film("Vimeo", "76979871"),
}
NONE = [
    "",
    "CO2",
    "https://www.youtube.com/",
    "https://www.youtube.com/@eumayors",
    "https://www.youtube.com/watch?v=short",
    "https://youtu.be/",
    f"https://youtube.com.example/watch?v={KEY}",
    f"https://notyoutube.com/watch?v={KEY}",
    f"javascript://youtu.be/{KEY}",
    f"https://dailymotion.com/video/{KEY}",
    "https://vimeo.com/about",
    "https://[youtu.be",
    f"https://youtu.be/{KEY} " + "x" * 500,
]


@pytest.mark.parametrize("address", FILMS)
def test_an_address_of_a_film_is_known(address):
    assert find_film(address) == FILMS[address]


@pytest.mark.parametrize("address", NONE)
def test_every_other_address_is_no_film(address):
    assert find_film(address) is None


def test_the_address_of_a_known_film_means_it_again():
    assert {film: find_film(film.address) for film in FILMS.values()} == {
        film: film for film in FILMS.values()
    }


def test_the_player_is_asked_to_keep_little():
    assert [
        find_film(address).frame
        for address in (
            f"https://youtu.be/{KEY}?t=90",
            "https://vimeo.com/76979871/8272103f6e#t=5s",
        )
    ] == [
        f"https://www.youtube-nocookie.com/embed/{KEY}?autoplay=1&rel=0&start=90",
        "https://player.vimeo.com/video/76979871"
        "?h=8272103f6e&dnt=1&autoplay=1#t=5s",
    ]
