import pytest

from accounts.browsers import browser_and_system

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
APPLE = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0"
SAID = {
    f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/130.0 Safari/537.36": (
        "Chrome",
        "Windows",
    ),
    f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/130.0 Safari/537.36 Edg/130": (
        "Edge",
        "Windows",
    ),
    "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0": (
        "Firefox",
        "Linux",
    ),
    f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {APPLE} Safari/605.1.15": (
        "Safari",
        "macOS",
    ),
    f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) {APPLE} Mobile Safari/604.1": (
        "Safari",
        "iPhone",
    ),
    f"Mozilla/5.0 (Linux; Android 14) {WEBKIT} Chrome/130.0 Mobile Safari/537.36": (
        "Chrome",
        "Android",
    ),
    f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/128 YaBrowser/24.10 Safari/537.36": (
        "Yandex Browser",
        "Windows",
    ),
    "curl/8.5.0": ("", ""),
    "": ("", ""),
}


@pytest.mark.parametrize("said", SAID)
def test_a_browser_is_named_by_what_it_says(said):
    assert browser_and_system(said) == SAID[said]
